"""The privacy page: scanning, what the desk is told and asks for, filters and empty states."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from curation.example import Stage
from curation.people import Actor, Role
from curation.privacy.finding import Action, Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store import findings
from curation.workflow.privacy.decide import decide
from curation.workflow.status import read_funnel
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, make_example
from tests.pages.opening import opened
from tests.staged import THEN, add_examples

TASK = "support-replies"
HOSTILE = "![x](http://sink/x.png) <img src=x> Dear Bob"


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda: opened(workspace, monkeypatch, "privacy", CURATOR, task=TASK)


def stage_found(
    workspace: Workspace, texts: dict[str, list[str]], *, incomplete: bool = False
) -> None:
    """Stage a ticket for each text and store a scan that found the names listed with it."""
    for row, (text, names) in enumerate(texts.items(), 1):
        example = make_example(text, row=row)
        add_examples(workspace.store, [example])
        found = tuple(
            Finding(
                example_id=example.id,
                path="messages.0",
                begins=text.index(name),
                ends=text.index(name) + len(name),
                entity="PERSON",
                score=0.7,
                recognizer="Person",
                value_key=value_key(workspace.secret, "PERSON", name),
            )
            for name in names
        )
        scan = Scan(
            id=f"s{row}",
            example_id=example.id,
            version=1,
            edits_until=0,
            fingerprint=current_fingerprint(),
            incomplete=incomplete,
            findings=found,
        )
        findings.add_scans(
            workspace.store, [scan], {}, fingerprint=current_fingerprint(), recorded_at=THEN
        )


@pytest.fixture
def two_names(workspace) -> Workspace:
    """Bob in two tickets, Ann in one."""
    stage_found(
        workspace,
        {"Dear Bob": ["Bob"], "Hi Bob, I am Ann": ["Bob", "Ann"], "Nothing personal": []},
    )
    return workspace


def cleared(workspace: Workspace) -> int:
    return read_funnel(workspace, workspace.task(TASK)).at[Stage.CLEARED]


def desk_data(at: AppTest) -> dict:
    """What the desk in the browser was told."""
    (desk,) = [element for element in at.main if element.type == "bidi_component"]
    return json.loads(desk.proto.json)


def values(at: AppTest) -> list[str]:
    return [value["value"] for value in desk_data(at)["values"]]


def ask(at: AppTest, *requests: dict) -> AppTest:
    """Let the browser ask for something, as the desk does; the first value is meant."""
    first = (desk_data(at)["values"] or [{}])[0]
    named = {"entity": first.get("entity"), "key": first.get("key")}
    told = [{"id": f"r{n}", **named, **request} for n, request in enumerate(requests)]
    at.session_state[f"decision_desk_{TASK}"] = {"outbox": {"beat": 1, "requests": told}}
    at.run()
    assert not at.exception
    return at


def test_without_examples_it_leads_to_ingesting(page):
    assert [heading.value for heading in page().subheader] == ["Nothing to scan yet"]


def test_the_scan_button_says_how_many_examples_wait_and_why(page, workspace):
    add_examples(workspace.store, [make_example("one"), make_example("two", row=2)])
    at = page()
    assert at.button(key="scan").label == "Scan 2 examples"
    assert any("2 not scanned yet" in caption.value for caption in at.caption)


def test_with_everything_scanned_there_is_nothing_to_press(page, two_names):
    assert page().button(key="scan").disabled


def test_what_is_looked_for_is_said(page, two_names):
    assert any(text.value.startswith("E-mail addresses; ") for text in page().text)


def test_kinds_that_stay_as_they_are_are_said(page, two_names):
    (told,) = [c.value for c in page().caption if c.value.startswith("Left as they are")]
    assert "dates and times; forms of address and trades; nationalities" in told


def test_the_value_in_most_examples_is_first_and_says_how_often_it_stands(page, two_names):
    first = desk_data(page())["values"][0]
    assert (first["value"], first["counts"]) == ("Bob", "in 2 examples, 2 places")


def test_what_replaces_a_value_is_shown_beside_it(page, two_names):
    place = desk_data(page())["values"][0]["places"][0]
    assert place["becomes"] not in ("", "Bob")


def test_a_decision_clears_the_examples_that_waited_for_it_only(page, two_names):
    at = ask(page(), {"act": "decide", "action": "keep"})
    assert (values(at), cleared(two_names)) == (["Ann"], 2)


def test_a_decision_for_one_example_leaves_the_other_to_be_decided(page, two_names):
    at = page()
    example = desk_data(at)["values"][0]["places"][0]["example"]
    ask(at, {"act": "decide", "action": "mask", "example": example})
    assert (values(at)[0], cleared(two_names)) == ("Bob", 2)


def test_what_is_not_personal_is_on_the_list_with_its_reason(page, two_names):
    at = ask(page(), {"act": "decide", "action": "not_pii", "reason": "our robot"})
    assert values(at) == ["Ann"]
    table = at.dataframe[-1].value
    assert (table["Value"][0], table["Reason"][0]) == ("Bob", "our robot")


def test_a_refused_request_says_why_and_is_not_sent_again(page, two_names):
    (receipt,) = desk_data(ask(page(), {"act": "decide", "action": "not_pii"}))["receipts"]
    assert receipt["refused"]
    assert "reason" in receipt["text"]


def test_a_value_that_somebody_else_decided_meanwhile_is_told_by_name(page, two_names):
    at = page()
    desk = desk_data(at)
    bob = desk["values"][0]
    dora = Actor(id="dora", name="Dora", role=Role.CURATOR)
    decide(two_names, dora, TASK, bob["entity"], bob["key"], Action.KEEP, request_id="d")
    ask(at, {"act": "decide", "action": "mask", "seen": desk["seen"]})
    (receipt,) = desk_data(at)["receipts"]
    assert receipt["text"].startswith("Decided by dora meanwhile. It is kept by now.")


def test_values_of_one_person_come_together_and_are_decided_together(page, workspace):
    names = ["Julia Hartmann", "J. Hartmann"]
    stage_found(workspace, {"I am Julia Hartmann. Yours, J. Hartmann": names})
    at = page()
    first = desk_data(at)["values"][0]
    named = [first["entity"], first["key"]]
    at.session_state[f"decision_desk_{TASK}"] = {"outbox": {"beat": 1, "person": named}}
    at.run()
    (other,) = desk_data(at)["person"]["values"]
    assert other["likely"]
    both = [named, [other["entity"], other["key"]]]
    ask(at, {"act": "person", "action": "mask", "values": both})
    assert (values(at), cleared(workspace)) == ([], 1)


def test_a_request_sent_twice_is_one(page, two_names):
    at = ask(page(), {"act": "undo", "id": "u"})
    ask(at, {"act": "decide", "action": "keep", "id": "d"})
    ask(at, {"act": "decide", "action": "mask", "id": "d"})
    assert values(at) == ["Ann"]


def test_an_undo_brings_the_value_back_after_a_reload_too(page, two_names):
    ask(page(), {"act": "decide", "action": "mask"})
    again = page()
    assert desk_data(again)["undoes"] == "Takes back: replaced"
    assert values(ask(again, {"act": "undo", "id": "u"})) == ["Bob", "Ann"]


def test_a_value_that_was_missed_is_added(page, two_names):
    at = page()
    example = desk_data(at)["values"][0]["places"][0]["example"]
    place = {"example": example, "version": 1, "path": "messages.0", "begins": 0, "ends": 4}
    ask(at, {"act": "add", "entity": "USER_NAME", **place})
    assert desk_data(at)["receipts"][0]["text"] == "Added and replaced in 1 example, 1 place."


def test_the_whole_text_comes_with_all_its_marks(page, two_names):
    at = page()
    examples = [value["places"][0]["example"] for value in desk_data(at)["values"]]
    at.session_state[f"decision_desk_{TASK}"] = {"outbox": {"beat": 1, "open": examples[1]}}
    at.run()
    whole = desk_data(at)["whole"]
    pieces = next(t["pieces"] for t in whole["texts"] if t["path"] == "messages.0")
    assert [words for words, _, marks in pieces if marks] == ["Bob", "Ann"]


def test_when_every_value_is_decided_it_leads_to_reviewing(page, two_names):
    at = page()
    at.button(key="bulk").click().run()
    assert [heading.value for heading in at.subheader] == ["Every value is decided"]
    assert cleared(two_names) == 3


def test_deciding_many_is_undone_at_once(page, two_names):
    at = page()
    at.button(key="bulk").click().run()
    assert desk_data(at)["undoes"] == "Takes back: replaced (2 values)"
    ask(at, {"act": "undo", "id": "u"})
    assert cleared(two_names) == 1


def test_values_are_found_by_a_part_of_them(page, two_names):
    at = page()
    at.text_input(key="privacy_search").set_value("an").run()
    assert values(at) == ["Ann"]


def test_decided_values_are_listed_by_what_was_decided(page, two_names):
    at = ask(page(), {"act": "decide", "action": "keep"})
    at.button_group(key="privacy_state").set_value("Kept").run()
    assert values(at) == ["Bob"]


def test_a_text_that_was_not_scanned_to_the_end_can_be_read(page, workspace):
    stage_found(workspace, {"Dear Bob": []}, incomplete=True)
    at = page()
    assert at.code[0].value == "Dear Bob"
    at.button(key="confirm_read").click().run()
    assert cleared(workspace) == 1


def test_hostile_text_is_in_no_element_that_renders_it(page, workspace):
    stage_found(workspace, {HOSTILE: [HOSTILE]})
    at = page()
    rendered = [*at.markdown, *at.caption, *at.subheader, *at.title, *at.warning]
    assert not [element for element in rendered if "sink" in element.value]
    assert not [button for button in at.button if "sink" in button.label]
    assert values(at) == [HOSTILE]


def test_a_reviewer_does_not_have_the_page(workspace, monkeypatch):
    with pytest.raises(ValueError, match="privacy"):
        opened(workspace, monkeypatch, "privacy", ANN, task=TASK)

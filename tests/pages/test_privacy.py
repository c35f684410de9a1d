"""The privacy page: scanning, deciding by button, undo, filters and empty states."""

import pytest
from streamlit.testing.v1 import AppTest

from curation.example import Stage
from curation.privacy.finding import Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store import findings
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


def stage_found(workspace: Workspace, texts: dict[str, list[str]]) -> None:
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
            incomplete=False,
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


def value_shown(at: AppTest) -> str:
    return at.code[0].value


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_without_examples_it_leads_to_ingesting(page):
    assert [heading.value for heading in page().subheader] == ["Nothing to scan yet"]


def test_the_scan_button_says_how_many_examples_wait(page, workspace):
    add_examples(workspace.store, [make_example("one"), make_example("two", row=2)])
    assert page().button(key="scan").label == "Scan 2 examples"


def test_with_everything_scanned_there_is_nothing_to_press(page, two_names):
    assert page().button(key="scan").disabled


def test_what_is_looked_for_is_said_and_what_is_not(page, two_names):
    at = page()
    assert "E-mail addresses" in [text.value for text in at.text]
    assert any("Not found yet" in caption.value for caption in at.caption)


def test_the_value_in_most_examples_is_shown_first(page, two_names):
    assert value_shown(page()) == "Bob"


def test_after_a_decision_the_next_value_is_shown(page, two_names):
    assert value_shown(press(page(), "Mask")) == "Ann"


def test_a_decision_clears_the_examples_that_waited_for_it_only(page, two_names):
    press(page(), "Keep")
    assert cleared(two_names) == 2


def test_when_every_value_is_decided_it_leads_to_reviewing(page, two_names):
    at = press(press(page(), "Mask"), "Keep")
    assert [heading.value for heading in at.subheader] == ["Every value is decided"]


def test_an_undo_brings_the_value_back(page, two_names):
    at = press(press(page(), "Mask"), "Undo")
    assert value_shown(at) == "Bob"
    assert at.button(key="undo").disabled


def test_without_a_decision_there_is_nothing_to_undo(page, two_names):
    assert page().button(key="undo").disabled


def test_everything_left_is_masked_with_one_button(page, two_names):
    press(page(), "Mask 2 values")
    assert cleared(two_names) == 3


def test_masking_everything_can_be_undone_at_once(page, two_names):
    press(press(page(), "Mask 2 values"), "Undo")
    assert cleared(two_names) == 1


def test_decided_values_are_listed_by_what_was_decided(page, two_names):
    at = press(page(), "Keep")
    at.button_group(key="privacy_state").set_value("Kept").run()
    assert value_shown(at) == "Bob"


def test_a_decision_can_be_changed(page, two_names):
    at = press(page(), "Keep")
    at.button_group(key="privacy_state").set_value("Kept").run()
    press(at, "Mask")
    at.button_group(key="privacy_state").set_value("Masked").run()
    assert value_shown(at) == "Bob"


def test_hostile_text_is_in_no_element_that_renders_it(page, workspace):
    stage_found(workspace, {HOSTILE: [HOSTILE]})
    at = page()
    rendered = [*at.markdown, *at.caption, *at.subheader, *at.title, *at.warning]
    assert not [element for element in rendered if "sink" in element.value]
    assert not [button for button in at.button if "sink" in button.label]
    assert value_shown(at) == HOSTILE


def test_a_reviewer_does_not_have_the_page(workspace, monkeypatch):
    with pytest.raises(ValueError, match="privacy"):
        opened(workspace, monkeypatch, "privacy", ANN, task=TASK)

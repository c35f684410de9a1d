"""Deciding values, seeing them in place, and the masked examples that come of it."""

import json
from dataclasses import replace

import pytest

from curation.errors import InputRefused, NotAllowed, NotFound
from curation.example import Message, Speaker, Stage, ToolCall
from curation.privacy.finding import Action
from curation.store.finding_groups import Wanted
from curation.workflow.privacy import findings
from curation.workflow.privacy.decide import as_action, decide, decide_all, undo
from curation.workflow.privacy.masked import mask_examples, masked_examples
from curation.workflow.privacy.scan import scan_task
from curation.workflow.status import list_stages, read_funnel
from curation.workflow.workspace import SHIPPED_TASKS, Workspace
from tests.makers import ANN, CURATOR, make_example
from tests.staged import add_examples, add_review

TASK = "support-replies"
ONE = make_example("Dear Bob, a@x.com wrote.", answer="A@X.COM, yes.", row=1)
TWO = make_example("a@x.com and b@x.com", row=2)


@pytest.fixture(autouse=True)
def placeholders(workspace) -> None:
    """The task replaces by placeholders, whose numbers can be told beforehand."""
    text = (SHIPPED_TASKS / f"{TASK}.toml").read_text()
    (workspace.folder / "tasks").mkdir()
    (workspace.folder / "tasks" / f"{TASK}.toml").write_text('privacy = "placeholder"\n' + text)


@pytest.fixture
def scanned(workspace) -> Workspace:
    """Two tickets, scanned: a@x.com in both, b@x.com and Bob in one each."""
    add_examples(workspace.store, [ONE, TWO])
    scan(workspace)
    return workspace


def scan(workspace: Workspace) -> None:
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 2)


def key_of(workspace: Workspace, value: str) -> tuple[str, str]:
    groups = findings.list_values(workspace, CURATOR, TASK)
    return next((g.entity, g.value_key) for g in groups if g.value == value)


def stages(workspace: Workspace) -> list[Stage]:
    return [entry.stage for entry in list_stages(workspace, workspace.task(TASK))]


def prompts(workspace: Workspace) -> list[str]:
    return [e.example.messages[0].content for e in masked_examples(workspace, TASK)]


def test_a_value_is_decided_in_the_whole_task(scanned):
    assert decide(scanned, CURATOR, TASK, *key_of(scanned, "a@x.com"), Action.KEEP, request_id="r")
    assert prompts(scanned) == ["Dear <NAME_1>, a@x.com wrote.", "a@x.com and <EMAIL_2>"]


def test_examples_are_cleared_when_all_their_values_are_decided(scanned):
    decide(scanned, CURATOR, TASK, *key_of(scanned, "a@x.com"), Action.MASK, request_id="r1")
    decide(scanned, CURATOR, TASK, *key_of(scanned, "b@x.com"), Action.MASK, request_id="r2")
    assert stages(scanned) == [Stage.SCANNED, Stage.CLEARED]


def test_the_same_request_decides_once(scanned):
    key = key_of(scanned, "a@x.com")
    counts = [decide(scanned, CURATOR, TASK, *key, Action.MASK, request_id="r") for _ in range(2)]
    assert counts == [1, 0]


def test_everything_left_can_be_decided_at_once(scanned):
    decide(scanned, CURATOR, TASK, *key_of(scanned, "Bob"), Action.KEEP, request_id="r1")
    assert decide_all(scanned, CURATOR, TASK, Action.MASK, request_id="r2") == 2
    assert prompts(scanned) == ["Dear Bob, <EMAIL_1> wrote.", "<EMAIL_1> and <EMAIL_2>"]


def test_one_entity_can_be_decided_at_once(scanned):
    args = (scanned, CURATOR, TASK, Action.KEEP)
    assert decide_all(*args, entity="EMAIL_ADDRESS", request_id="r") == 2
    assert stages(scanned) == [Stage.SCANNED, Stage.CLEARED]


def test_an_undo_brings_back_what_held_before(scanned):
    key = key_of(scanned, "a@x.com")
    decide(scanned, CURATOR, TASK, *key, Action.KEEP, request_id="r1")
    decide(scanned, CURATOR, TASK, *key, Action.MASK, request_id="r2")
    assert undo(scanned, CURATOR, TASK, "r2", request_id="u") == 1
    (group,) = findings.list_values(scanned, CURATOR, TASK, Wanted(action="keep"))
    assert group.value == "a@x.com"


def test_an_undo_takes_back_all_that_one_request_decided(scanned):
    decide_all(scanned, CURATOR, TASK, Action.MASK, request_id="r")
    undo(scanned, CURATOR, TASK, "r", request_id="u")
    assert stages(scanned) == [Stage.SCANNED, Stage.SCANNED]


def test_an_undo_sent_twice_is_one_undo(scanned):
    decide_all(scanned, CURATOR, TASK, Action.MASK, request_id="r")
    assert [undo(scanned, CURATOR, TASK, "r", request_id="u") for _ in range(2)] == [3, 0]


def test_a_value_that_nobody_found_cannot_be_decided(scanned):
    with pytest.raises(NotFound):
        decide(scanned, CURATOR, TASK, "PERSON", "0" * 32, Action.MASK, request_id="r")


def test_a_reviewer_may_neither_decide_nor_see_values(scanned):
    with pytest.raises(NotAllowed):
        decide_all(scanned, ANN, TASK, Action.MASK, request_id="r")
    with pytest.raises(NotAllowed):
        findings.list_values(scanned, ANN, TASK)


def test_undecided_is_no_action():
    with pytest.raises(InputRefused):
        as_action("undecided")


def test_values_are_listed_with_their_counts(scanned):
    groups = findings.list_values(scanned, CURATOR, TASK)
    assert [(g.value, g.examples, g.places) for g in groups] == [
        ("a@x.com", 2, 3),
        ("b@x.com", 1, 1),
        ("Bob", 1, 1),
    ]


def test_places_come_with_their_text(scanned):
    _, key = key_of(scanned, "a@x.com")
    places = findings.list_places(scanned, CURATOR, TASK, [key])
    assert [(place.text, place.value) for place in places] == [
        ("Dear Bob, a@x.com wrote.", "a@x.com"),
        ("A@X.COM, yes.", "A@X.COM"),
        ("a@x.com and b@x.com", "a@x.com"),
    ]


def test_undecided_values_are_masked_too(scanned):
    assert prompts(scanned) == ["Dear <NAME_1>, <EMAIL_1> wrote.", "<EMAIL_1> and <EMAIL_2>"]


def test_an_answer_gets_the_placeholders_of_its_prompt(scanned):
    answer = masked_examples(scanned, TASK)[0].example.answer
    assert answer is not None
    assert answer.content == "<EMAIL_1>, yes."


def test_masked_examples_come_in_the_order_asked_for(scanned):
    ids = [TWO.id, "no-such-example", ONE.id]
    texts = [e.example.messages[0].content for e in masked_examples(scanned, TASK, ids=ids)]
    assert texts == ["<EMAIL_1> and <EMAIL_2>", "Dear <NAME_1>, <EMAIL_1> wrote."]


def test_arguments_of_tool_calls_are_masked_and_stay_json(workspace):
    call = ToolCall(id="1", name="refund", arguments='{"to":"a@x.com","n":4111111111111111}')
    ticket = replace(
        make_example("Refund a@x.com"),
        answer=Message(speaker=Speaker.ASSISTANT, tool_calls=(call,)),
    )
    add_examples(workspace.store, [ticket])
    scan(workspace)
    answer = masked_examples(workspace, TASK)[0].example.answer
    assert answer is not None
    assert json.loads(answer.tool_calls[0].arguments) == {"to": "<EMAIL_1>", "n": "<CARD_1>"}


def test_a_value_that_only_an_edit_holds_is_masked_in_it(scanned):
    edit = "Ask eve@x.com about <EMAIL_1>."
    add_review(scanned.store, ONE, answers={"reply": edit}, edited=True)
    scan(scanned)
    (masked,) = mask_examples(scanned, TASK, ids=[ONE.id])
    assert masked.masking.apply(edit) == "Ask <EMAIL_2> about <EMAIL_1>."


def test_a_finding_in_an_edit_that_has_changed_since_is_passed_over(scanned):
    add_review(scanned.store, ONE, answers={"reply": "Ask eve@x.com."}, edited=True)
    scan(scanned)
    add_review(scanned.store, ONE, review_id="r2", answers={"reply": "Never mind!"}, edited=True)
    (masked,) = mask_examples(scanned, TASK, ids=[ONE.id])
    assert masked.masking.apply("Never mind!") == "Never mind!"


def test_the_funnel_follows_the_decisions(scanned):
    decide_all(scanned, CURATOR, TASK, Action.MASK, request_id="r")
    assert read_funnel(scanned, scanned.task(TASK)).at[Stage.CLEARED] == 2

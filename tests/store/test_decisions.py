"""Decisions as they are kept: the last one holds, in one example, a task or everywhere."""

import pytest

from curation.privacy.finding import BY_HAND, Action, Finding
from curation.privacy.scan import Scan
from curation.store import decisions, findings, hand_values, standing_decisions
from curation.store.connection import Store
from curation.store.decisions import Choice, add_decisions
from curation.store.hand_values import HandValue
from tests.makers import make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
ONE, TWO = make_example("one", row=1), make_example("two", row=2)
BY = {"reason": "", "actor": "carla", "recorded_at": THEN}


@pytest.fixture
def store(workspace) -> Store:
    add_examples(workspace.store, [ONE, TWO])
    return workspace.store


def decide(store: Store, request: str, action: Action, example: str = "", task: str = TASK) -> int:
    choice = Choice("PERSON", "ann", action, example, listed=action is Action.NOT_PII)
    return add_decisions(store, task, [choice], request_id=request, **BY)


def undo(store: Store, request: str, undone_by: str = "u") -> bool:
    row = decisions.request_row(TASK, undone_by, what="undo", size=1, undoes=request, **BY)
    return hand_values.take_back(store, row)


def holds(store: Store, example: str = ONE.id) -> Action:
    return standing_decisions.read_standing(store, TASK, ["ann"]).action(example, "PERSON", "ann")


def test_without_a_decision_a_value_is_undecided(store):
    assert holds(store) is Action.UNDECIDED


def test_the_newest_decision_holds(store):
    decide(store, "r1", Action.MASK)
    decide(store, "r2", Action.KEEP)
    assert holds(store) is Action.KEEP


def test_a_decision_sent_twice_is_recorded_once(store):
    assert [decide(store, "r1", action) for action in (Action.KEEP, Action.MASK)] == [1, 0]
    assert holds(store) is Action.KEEP


def test_a_decision_of_another_task_does_not_count(store):
    decide(store, "r1", Action.KEEP, task="other")
    assert holds(store) is Action.UNDECIDED


def test_a_decision_for_one_example_holds_there_only(store):
    decide(store, "r1", Action.MASK)
    decide(store, "r2", Action.KEEP, ONE.id)
    assert (holds(store), holds(store, TWO.id)) == (Action.KEEP, Action.MASK)


def test_everywhere_means_also_where_something_else_was_decided_before(store):
    decide(store, "r1", Action.KEEP, ONE.id)
    decide(store, "r2", Action.MASK)
    assert holds(store) is Action.MASK


def test_the_allow_list_holds_in_every_task(store):
    decide(store, "r1", Action.NOT_PII, task="other")
    assert holds(store) is Action.NOT_PII
    assert [entry.value_key for entry in standing_decisions.list_allowed(store, limit=9)] == ["ann"]


def test_what_is_left_as_it_is_comes_from_all_three(store):
    decide(store, "r1", Action.NOT_PII)
    standing = standing_decisions.read_standing(store, TASK, ["ann"])
    values = [("PERSON", "ann"), ("PERSON", "ben")]
    assert standing.left_in(ONE.id, values) == {("PERSON", "ann")}


def test_an_undo_brings_back_what_held_before_again_and_again(store):
    actions = [Action.MASK, Action.KEEP] * 6
    for number, action in enumerate(actions):
        decide(store, f"r{number}", action)
    seen = []
    for number in reversed(range(len(actions))):
        seen.append(holds(store))
        undo(store, f"r{number}", f"u{number}")
    assert (seen, holds(store)) == (actions[::-1], Action.UNDECIDED)


def test_an_undo_of_what_was_overtaken_changes_nothing(store):
    decide(store, "r1", Action.KEEP)
    decide(store, "r2", Action.MASK)
    undo(store, "r1")
    assert holds(store) is Action.MASK


def test_a_request_is_taken_back_once(store):
    decide(store, "r1", Action.KEEP)
    assert [undo(store, "r1"), undo(store, "r1"), undo(store, "r1", "u2")] == [True, False, False]


def test_what_can_be_taken_back_is_listed_newest_first(store):
    decide(store, "r1", Action.KEEP)
    decide(store, "r2", Action.MASK)
    decide(store, "r3", Action.NOT_PII)
    undo(store, "r2")
    assert [entry.id for entry in standing_decisions.list_requests(store, TASK, limit=9)] == [
        "r3",
        "r1",
    ]


def test_all_that_waits_is_asked_for_by_example_where_some_is_decided(store):
    scan(store, ONE, "ann")
    scan(store, TWO, "ann")
    assert standing_decisions.list_undecided(store, TASK, Action.MASK) == [
        Choice("PERSON", "ann", Action.MASK)
    ]
    decide(store, "r1", Action.KEEP, ONE.id)
    assert standing_decisions.list_undecided(store, TASK, Action.MASK) == [
        Choice("PERSON", "ann", Action.MASK, TWO.id)
    ]


def finding(example, key: str, recognizer: str = "Person") -> Finding:
    return Finding(
        example_id=example.id,
        path="messages.0",
        begins=0,
        ends=3,
        entity="PERSON",
        score=0.7,
        recognizer=recognizer,
        value_key=key,
    )


def scan(store: Store, example, *keys: str) -> None:
    one = Scan(
        id=f"s{example.source.row}",
        example_id=example.id,
        version=1,
        edits_until=0,
        fingerprint="f",
        incomplete=False,
        findings=tuple(finding(example, key) for key in keys),
    )
    findings.add_scans(store, [one], {}, fingerprint="f", recorded_at=THEN)


def add_by_hand(store: Store, request: str) -> bool:
    """Ann, found by hand in both examples."""
    value = HandValue(
        entity="PERSON", value_key="ann", example_id=ONE.id, version=1, path="messages.0",
        begins=0, ends=3,
    )  # fmt: skip
    return hand_values.add_hand_value(
        store,
        decisions.request_row(TASK, request, what="add", size=1, **BY),
        value,
        [finding(ONE, "ann", BY_HAND), finding(TWO, "ann", BY_HAND)],
        Choice("PERSON", "ann", Action.MASK),
    )


def found(store: Store) -> list[tuple[str, str]]:
    return [(f.example_id, f.value_key) for f in findings.list_findings(store, TASK)]


def test_a_value_found_by_hand_is_a_finding_of_every_scanned_example(store):
    scan(store, ONE, "ben")
    add_by_hand(store, "r1")
    assert found(store) == [(ONE.id, "ben"), (ONE.id, "ann")]
    assert holds(store) is Action.MASK


def test_a_value_found_by_hand_is_added_once_for_a_request(store):
    scan(store, ONE)
    assert [add_by_hand(store, "r1") for _ in range(2)] == [True, False]
    assert len(found(store)) == 1


def test_taking_back_what_was_found_by_hand_leaves_what_the_scan_found(store):
    scan(store, ONE, "ben", "ann")
    add_by_hand(store, "r1")
    undo(store, "r1")
    assert found(store) == [(ONE.id, "ben"), (ONE.id, "ann")]
    assert hand_values.list_hand_values(store, TASK) == []
    assert holds(store) is Action.UNDECIDED


def test_what_two_found_by_hand_stays_until_both_take_it_back(store):
    scan(store, ONE)
    add_by_hand(store, "r1")
    add_by_hand(store, "r2")
    undo(store, "r2", "u2")
    assert (ONE.id, "ann") in found(store)
    undo(store, "r1", "u1")
    assert found(store) == []

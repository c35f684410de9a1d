"""Scans, findings and decisions in a real database file."""

import pytest

from curation.privacy.finding import Action, Finding
from curation.privacy.scan import Scan
from curation.privacy.span import Span
from curation.store import decisions, findings
from curation.store.connection import Store
from tests.makers import make_example
from tests.staged import THEN, add_examples, add_review, add_verdict

TASK = "support-replies"
ONE = make_example("one", row=1)
TWO = make_example("two", row=2)


@pytest.fixture
def store(workspace) -> Store:
    add_examples(workspace.store, [ONE, TWO])
    return workspace.store


def finding(
    example_id: str, key: str, *, entity: str = "PERSON", path: str = "messages.0", begins: int = 0
) -> Finding:
    return Finding(
        example_id=example_id,
        path=path,
        begins=begins,
        ends=begins + 3,
        entity=entity,
        score=0.7,
        recognizer="Person",
        value_key=key,
    )


def scan(store: Store, scan_id: str, example_id: str, *found: Finding, **named) -> None:
    """Store one scan of version 1 of an example."""
    values = {"version": 1, "edits_until": 0, "fingerprint": "f", "incomplete": False, **named}
    findings.add_scans(
        store,
        [Scan(id=scan_id, example_id=example_id, findings=found, **values)],
        {},
        fingerprint=values["fingerprint"],
        recorded_at=THEN,
    )


def decide(store: Store, key: str, action: Action, request: str, *, task: str = TASK) -> None:
    decisions.add_decisions(
        store,
        task,
        [("PERSON", key, action)],
        reason="",
        actor="carla",
        request_id=request,
        recorded_at=THEN,
    )


def unscanned(store: Store) -> list[str]:
    return findings.list_unscanned(store, TASK, fingerprint="f")


def test_what_was_never_scanned_is_listed_in_order_of_source(store):
    assert unscanned(store) == [ONE.id, TWO.id]


def test_a_scanned_example_is_not_listed(store):
    scan(store, "s1", ONE.id)
    assert unscanned(store) == [TWO.id]


def test_another_fingerprint_makes_a_scan_stale(store):
    scan(store, "s1", ONE.id, fingerprint="older")
    assert ONE.id in unscanned(store)


def test_a_new_version_makes_a_scan_stale(store):
    scan(store, "s1", ONE.id)
    add_examples(store, [ONE], version=2)
    assert ONE.id in unscanned(store)


def test_an_incomplete_scan_is_listed(store):
    scan(store, "s1", ONE.id, incomplete=True)
    assert ONE.id in unscanned(store)
    assert findings.count_incomplete(store, TASK, fingerprint="f") == 1


def test_an_edit_after_the_scan_makes_it_stale(store):
    scan(store, "s1", ONE.id)
    add_review(store, ONE, answers={"reply": "mine"}, edited=True)
    assert ONE.id in unscanned(store)


def test_a_review_without_an_edit_leaves_the_scan_valid(store):
    scan(store, "s1", ONE.id)
    add_review(store, ONE, answers={"reply": "as shown"})
    assert ONE.id not in unscanned(store)


def test_a_scan_that_saw_the_newest_edit_is_valid(store):
    add_review(store, ONE, answers={"reply": "mine"}, edited=True)
    (edit,) = findings.list_edits(store, [ONE.id])
    scan(store, "s1", ONE.id, edits_until=edit.sequence)
    assert ONE.id not in unscanned(store)


def test_edits_come_with_their_path(store):
    add_review(store, ONE, answers={"category": "refund", "reply": "mine"}, edited=True)
    add_verdict(store, ONE, answers={"reply": "final"}, edited=True)
    edits = [(edit.path, edit.text) for edit in findings.list_edits(store, [ONE.id, TWO.id])]
    assert edits == [
        ("review.ann.category", "refund"),
        ("review.ann.reply", "mine"),
        ("verdict.reply", "final"),
    ]


def test_only_the_newest_scan_counts(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"))
    scan(store, "s2", ONE.id, finding(ONE.id, "ben"))
    assert [f.value_key for f in findings.list_findings(store, TASK)] == ["ben"]


def test_findings_of_an_older_version_are_not_listed(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"))
    add_examples(store, [ONE], version=2)
    assert findings.list_findings(store, TASK) == []


def test_findings_can_be_limited_to_examples(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"))
    scan(store, "s2", TWO.id, finding(TWO.id, "ann"))
    assert [f.example_id for f in findings.list_findings(store, TASK, ids=[TWO.id])] == [TWO.id]


def test_equal_values_are_one_group_with_its_first_place(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"), finding(ONE.id, "ann", begins=9))
    scan(store, "s2", TWO.id, finding(TWO.id, "ann"))
    (group,) = findings.list_groups(store, TASK, limit=10)
    assert (group.places, group.examples, group.first.example_id) == (3, 2, ONE.id)


def test_groups_are_paged_with_those_in_most_examples_first(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"), finding(ONE.id, "ben", begins=9))
    scan(store, "s2", TWO.id, finding(TWO.id, "ben"))
    pages = [findings.list_groups(store, TASK, limit=1, offset=n) for n in range(3)]
    assert [[group.first.value_key for group in page] for page in pages] == [["ben"], ["ann"], []]


def test_groups_are_filtered_by_entity_and_decision(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"), finding(ONE.id, "u", entity="URL", begins=9))
    decide(store, "ann", Action.KEEP, "r1")
    assert findings.count_groups(store, TASK, entity="PERSON", action="keep") == 1
    assert findings.count_groups(store, TASK, entity="PERSON", action="undecided") == 0
    assert findings.count_groups(store, TASK, action="undecided") == 1


def test_entities_are_counted_by_place_and_by_value(store):
    scan(store, "s1", ONE.id, finding(ONE.id, "ann"), finding(ONE.id, "ann", begins=9))
    (count,) = findings.count_entities(store, TASK)
    assert (count.entity, count.places, count.values, count.undecided) == ("PERSON", 2, 1, 1)


def test_known_texts_come_back_for_the_same_scanner_only(store):
    span = Span(begins=0, ends=3, entity="PERSON", score=0.7, recognizer="Person")
    findings.add_scans(store, [], {"key": [span]}, fingerprint="f", recorded_at=THEN)
    assert findings.get_spans(store, ["key", "other"], fingerprint="f") == {"key": [span]}
    assert findings.get_spans(store, ["key"], fingerprint="g") == {}


def test_the_newest_decision_holds(store):
    decide(store, "ann", Action.MASK, "r1")
    decide(store, "ann", Action.KEEP, "r2")
    assert decisions.list_kept(store, TASK) == {("PERSON", "ann")}


def test_a_decision_sent_twice_is_recorded_once(store):
    decide(store, "ann", Action.KEEP, "r1")
    decide(store, "ann", Action.MASK, "r1")
    assert decisions.list_kept(store, TASK) == {("PERSON", "ann")}


def test_a_decision_of_another_task_does_not_count(store):
    decide(store, "ann", Action.KEEP, "r1", task="other")
    assert decisions.list_kept(store, TASK) == frozenset()


def test_what_held_before_a_decision_is_known(store):
    decide(store, "ann", Action.KEEP, "r1")
    decide(store, "ann", Action.MASK, "r2")
    before = decisions.list_before(store, TASK, decided="r2")
    assert before == [("PERSON", "ann", Action.KEEP)]


def test_before_the_first_decision_a_value_was_undecided(store):
    decide(store, "ann", Action.KEEP, "r1")
    before = decisions.list_before(store, TASK, decided="r1")
    assert before == [("PERSON", "ann", Action.UNDECIDED)]


def test_a_decision_that_was_overtaken_is_not_taken_back(store):
    decide(store, "ann", Action.KEEP, "r1")
    decide(store, "ann", Action.MASK, "r2")
    assert decisions.list_before(store, TASK, decided="r1") == []

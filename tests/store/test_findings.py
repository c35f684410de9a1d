"""Scans, findings and decisions in a real database file."""

import pytest

from curation.privacy.finding import Finding
from curation.privacy.scan import Scan
from curation.privacy.span import Span
from curation.store import decisions, findings, read_by_hand
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


def read(store: Store, versions: dict[str, int]):
    """Say that somebody read these versions; returns which examples that was taken for."""
    request = decisions.request_row(
        TASK, "read", what="read", size=1, reason="", actor="carla", recorded_at=THEN
    )
    return read_by_hand.add_readings(store, request, versions)


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


def test_known_texts_come_back_for_the_same_scanner_only(store):
    span = Span(begins=0, ends=3, entity="PERSON", score=0.7, recognizer="Person")
    findings.add_scans(store, [], {"key": [span]}, fingerprint="f", recorded_at=THEN)
    assert findings.get_spans(store, ["key", "other"], fingerprint="f") == {"key": [span]}
    assert findings.get_spans(store, ["key"], fingerprint="g") == {}


def test_why_examples_wait_for_a_scan_is_counted(store):
    more = [make_example(text, row=row) for row, text in enumerate(["c", "d", "e", "f"], 3)]
    add_examples(store, more)
    changed, older, half, done = more
    scan(store, "s1", changed.id)
    add_examples(store, [changed], version=2)
    scan(store, "s2", older.id, fingerprint="older")
    scan(store, "s3", half.id, incomplete=True)
    scan(store, "s4", done.id)
    stale = findings.count_stale(store, TASK, fingerprint="f")
    assert stale == findings.Stale(new=2, changed=1, scanner=1, incomplete=1)


def test_what_was_not_scanned_to_the_end_is_listed_until_somebody_reads_it(store):
    scan(store, "s1", ONE.id, incomplete=True)
    assert findings.list_unread(store, TASK, fingerprint="f", limit=9) == [ONE.id]
    read(store, {ONE.id: 1})
    assert findings.list_unread(store, TASK, fingerprint="f", limit=9) == []
    assert unscanned(store) == [TWO.id]


def test_who_read_another_version_has_not_read_this_one(store):
    scan(store, "s1", ONE.id, incomplete=True)
    assert read(store, {ONE.id: 7}) == ()


def test_an_edit_after_the_reading_has_to_be_read_too(store):
    scan(store, "s1", ONE.id, incomplete=True)
    read(store, {ONE.id: 1})
    add_review(store, ONE, answers={"reply": "mine"}, edited=True)
    (edit,) = findings.list_edits(store, [ONE.id])
    scan(store, "s2", ONE.id, incomplete=True, edits_until=edit.sequence)
    assert findings.count_incomplete(store, TASK, fingerprint="f") == 1


def test_a_text_that_was_read_counts_as_scanned(store):
    scan(store, "s1", ONE.id, incomplete=True)
    assert not findings.is_scanned(store, ONE.id, 1, fingerprint="f")
    read(store, {ONE.id: 1})
    assert findings.is_scanned(store, ONE.id, 1, fingerprint="f")

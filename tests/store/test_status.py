"""The stage of an example, from what happened to it."""

import pytest

from curation.example import Stage
from curation.privacy.finding import Action, Finding
from curation.privacy.scan import Scan
from curation.store import decisions, findings, status
from curation.store.connection import Store
from tests.makers import make_example
from tests.staged import THEN, add_examples, add_review, add_verdict

TASK = "support-replies"
ONE = make_example("one", row=1)


@pytest.fixture
def store(workspace) -> Store:
    add_examples(workspace.store, [ONE])
    return workspace.store


def scan(store: Store, *, scan_id: str = "s1", found: bool = False, **named) -> None:
    values = {"version": 1, "edits_until": 0, "fingerprint": "f", "incomplete": False, **named}
    place = Finding(
        example_id=ONE.id,
        path="messages.0",
        begins=0,
        ends=3,
        entity="PERSON",
        score=0.7,
        recognizer="Person",
        value_key="ann",
    )
    findings.add_scans(
        store,
        [Scan(id=scan_id, example_id=ONE.id, findings=(place,) if found else (), **values)],
        {},
        fingerprint="f",
        recorded_at=THEN,
    )


def decide(store: Store, action: Action, request: str) -> None:
    decisions.add_decisions(
        store,
        TASK,
        [("PERSON", "ann", action)],
        reason="",
        actor="carla",
        request_id=request,
        recorded_at=THEN,
    )


def stage(store: Store, *, overlap: int = 2) -> Stage:
    (entry,) = status.list_status(store, TASK, fingerprint="f", overlap=overlap)
    return entry.stage


def test_without_a_scan_it_is_staged(store):
    assert stage(store) == Stage.STAGED


def test_a_scan_without_findings_clears_it(store):
    scan(store)
    assert stage(store) == Stage.CLEARED


@pytest.mark.parametrize("wrong", [{"fingerprint": "older"}, {"version": 0}, {"incomplete": True}])
def test_a_stale_or_incomplete_scan_leaves_it_staged(store, wrong):
    scan(store, **wrong)
    assert stage(store) == Stage.STAGED


def test_an_undecided_finding_holds_it_back(store):
    scan(store, found=True)
    assert stage(store) == Stage.SCANNED


@pytest.mark.parametrize("action", [Action.MASK, Action.KEEP])
def test_with_every_finding_decided_it_is_cleared(store, action):
    scan(store, found=True)
    decide(store, action, "r1")
    assert stage(store) == Stage.CLEARED


def test_a_decision_taken_back_holds_it_back_again(store):
    scan(store, found=True)
    decide(store, Action.MASK, "r1")
    decide(store, Action.UNDECIDED, "r2")
    assert stage(store) == Stage.SCANNED


def test_a_decision_holds_for_the_next_scan_too(store):
    scan(store, found=True)
    decide(store, Action.MASK, "r1")
    scan(store, scan_id="s2", found=True)
    assert stage(store) == Stage.CLEARED


def test_an_edit_after_the_scan_makes_it_staged_again(store):
    scan(store)
    add_review(store, ONE, answers={"reply": "mine"}, edited=True)
    assert stage(store) == Stage.STAGED


def test_an_edit_that_was_taken_back_does_not_count(store):
    scan(store)
    add_review(store, ONE, answers={"reply": "mine"}, edited=True)
    add_review(store, ONE, review_id="r2", decision="undo")
    assert stage(store) == Stage.CLEARED


def test_enough_reviews_make_it_reviewed(store):
    scan(store)
    add_review(store, ONE)
    add_review(store, ONE, review_id="r2", reviewer="ben", decision="reject")
    assert stage(store) == Stage.REVIEWED


def test_a_skip_is_no_review(store):
    scan(store)
    add_review(store, ONE)
    add_review(store, ONE, review_id="r2", reviewer="ben", decision="skip")
    assert stage(store) == Stage.CLEARED


@pytest.mark.parametrize(
    ("outcome", "reached"), [("accept", Stage.ACCEPTED), ("reject", Stage.REJECTED)]
)
def test_a_verdict_settles_it(store, outcome, reached):
    scan(store)
    add_verdict(store, ONE, outcome=outcome)
    assert stage(store) == reached


def test_the_funnel_counts_every_example_once(store):
    add_examples(store, [make_example("two", row=2), make_example("three", row=3)])
    scan(store)
    funnel = status.read_funnel(store, TASK, fingerprint="f", overlap=2)
    assert (funnel.at[Stage.STAGED], funnel.at[Stage.CLEARED], funnel.total) == (2, 1, 3)

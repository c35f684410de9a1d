"""Reviews in the store: what is current, the long table, and labels that may be offered."""

import pytest

from curation.review.decision import Decision
from curation.review.events import Judged, stance_of
from curation.store import review_queue
from curation.store.blind_answers import blind_answers
from curation.store.reviews import (
    count_by_reviewer,
    find_stored,
    list_recent,
    list_reviews,
)
from tests.makers import make_example
from tests.staged import THEN, add_examples, add_review, add_verdict

TASK = "support-replies"
ONE = make_example("one", label="refund", row=1)
TWO = make_example("two", label="refund", row=2)
REPLY = {"category": "refund", "reply": "It's “on its way”.\nSoon."}


@pytest.fixture
def store(workspace):
    add_examples(workspace.store, [ONE, TWO])
    return workspace.store


def long_table(store):
    return blind_answers(store, TASK, overlap=2, with_routed=False)


def scan(store, example, *, scan_id="s1", version=1, fingerprint="f", incomplete=False, path=""):
    row = {
        "scan_id": scan_id,
        "example_id": example.id,
        "version": version,
        "edits_until": 0,
        "fingerprint": fingerprint,
        "incomplete": incomplete,
        "recorded_at": THEN,
    }
    store.append("scan", [row])
    if path:
        place = {"path": path, "begins": 0, "ends": 3, "entity": "PERSON", "score": 0.7}
        finding = {"scan_id": scan_id, "example_id": example.id, "recognizer": "Person", **place}
        store.append("finding", [{**finding, "value_key": "ann"}])


def decide(store, action):
    row = {
        "decision_id": f"d {action}",
        "request_id": "q",
        "task": TASK,
        "entity": "PERSON",
        "value_key": "ann",
        "action": action,
        "reason": "",
        "actor": "carla",
        "recorded_at": THEN,
    }
    store.append("finding_decision", [row])


def open_ids(store):
    return set(review_queue.open_versions(store, TASK, fingerprint="f"))


def test_the_newest_review_of_a_person_is_the_current_one(store):
    add_review(store, ONE, review_id="r1")
    add_review(store, ONE, review_id="r2", decision="reject")
    assert [review.id for review in list_reviews(store, TASK)] == ["r2"]


def test_a_review_taken_back_is_not_current(store):
    add_review(store, ONE, review_id="r1")
    add_review(store, ONE, review_id="r2", decision="undo")
    assert list_reviews(store, TASK) == []


def test_a_review_of_an_older_version_is_not_current(store):
    add_review(store, ONE)
    add_examples(store, [ONE], version=2)
    assert list_reviews(store, TASK) == []


def test_a_skip_is_current_and_no_answer(store):
    add_review(store, ONE, decision="skip")
    assert list_reviews(store, TASK)[0].decision == Decision.SKIP
    assert long_table(store).empty


def test_the_reviews_of_one_person_or_of_some_examples_can_be_asked_for(store):
    add_review(store, ONE, review_id="r1")
    add_review(store, TWO, review_id="r2", reviewer="ben")
    assert [r.id for r in list_reviews(store, TASK, reviewer="ben")] == ["r2"]
    assert [r.id for r in list_reviews(store, TASK, ids=[ONE.id])] == ["r1"]


def test_the_long_table_has_the_decision_and_every_answer(store):
    add_review(store, ONE, answers=REPLY)
    add_review(store, TWO, review_id="r2", reviewer="ben", decision="reject")
    table = long_table(store)
    assert table[["item", "reviewer", "question", "value"]].to_numpy().tolist() == [
        [ONE.id, "ann", "decision", "accept"],
        [ONE.id, "ann", "category", "refund"],
        [ONE.id, "ann", "reply", REPLY["reply"]],
        [TWO.id, "ben", "decision", "reject"],
    ]


def test_the_long_table_of_no_reviews_has_its_columns(store):
    columns = ["item", "reviewer", "question", "value", "edited", "guideline_version", "week"]
    assert list(long_table(store)) == columns


def test_recent_is_what_was_not_taken_back_newest_first(store):
    add_review(store, ONE, review_id="r1")
    add_review(store, TWO, review_id="r2")
    add_review(store, ONE, review_id="r3", decision="undo")
    add_review(store, TWO, review_id="r4", reviewer="ben")
    assert [review.id for review in list_recent(store, TASK, "ann", limit=9)] == ["r2"]


def test_answers_are_counted_by_reviewer(store):
    add_review(store, ONE, review_id="r1")
    add_review(store, TWO, review_id="r2", decision="skip")
    assert count_by_reviewer(store, TASK) == {"ann": 1}


def test_stored_request_ids_are_found_with_their_reviewer(store):
    add_review(store, ONE, review_id="r1")
    assert find_stored(store, ["r1", "r2"]) == {"r1": "ann"}


def test_events_come_in_the_order_of_storing_and_once(store):
    add_review(store, ONE, review_id="r1")
    first = review_queue.list_events(store, TASK, after=0, now=THEN)
    add_review(store, ONE, review_id="r2", decision="undo")
    more = review_queue.list_events(store, TASK, after=first.last, now=THEN)
    undone = Judged(
        example_id=ONE.id, version=1, reviewer="ann", decision=Decision.UNDO, stance="undo"
    )
    assert (len(first.events), more.events) == (1, [undone])


def test_the_store_and_the_queue_make_the_same_stance_of_an_answer(store):
    answers = {'to"ne': "kind\n'so'", "category": "Rück", "reply": "Words."}
    add_review(store, ONE, review_id="r1", answers=answers)
    labels = ["category", "absent", 'to"ne']
    (judged,) = review_queue.list_events(store, TASK, labels=labels, after=0, now=THEN).events
    assert isinstance(judged, Judged)
    assert judged.stance == stance_of(Decision.ACCEPT, answers, labels)


def test_an_example_is_open_when_a_complete_scan_found_nothing(store):
    scan(store, ONE)
    assert open_ids(store) == {ONE.id}


@pytest.mark.parametrize(
    "options", [{"fingerprint": "older"}, {"incomplete": True}, {"version": 2}]
)
def test_an_example_is_closed_while_its_scan_is_not_todays(store, options):
    scan(store, ONE, **options)
    assert open_ids(store) == set()


def test_an_example_is_closed_until_what_was_found_is_decided(store):
    scan(store, ONE, path="messages.0")
    before = open_ids(store)
    decide(store, "mask")
    assert (before, open_ids(store)) == (set(), {ONE.id})


def test_a_value_that_is_undecided_again_closes_its_example(store):
    scan(store, ONE, path="messages.0")
    decide(store, "mask")
    decide(store, "undecided")
    assert open_ids(store) == set()


def test_what_was_found_in_the_edit_of_a_reviewer_closes_nothing(store):
    scan(store, ONE, path="review.ann.reply")
    assert open_ids(store) == {ONE.id}


def test_a_settled_example_is_closed(store):
    scan(store, ONE)
    add_verdict(store, ONE)
    assert open_ids(store) == set()


def test_the_mark_changes_with_every_scan_and_stays_otherwise(store):
    before = review_queue.open_mark(store)
    same = review_queue.open_mark(store)
    scan(store, ONE)
    assert (before == same, before == review_queue.open_mark(store)) == (True, False)


def test_labels_of_scanned_examples_are_offered(store):
    scan(store, ONE)
    assert review_queue.list_labels(store, TASK, "category", limit=9) == ["refund"]


def test_a_label_that_is_to_be_masked_is_not_offered(store):
    scan(store, ONE, path="suggestions.0")
    decide(store, "mask")
    assert review_queue.list_labels(store, TASK, "category", limit=9) == []


def test_a_label_of_an_example_that_was_not_scanned_is_not_offered(store):
    assert review_queue.list_labels(store, TASK, "category", limit=9) == []

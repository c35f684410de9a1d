"""Many examples at once: found as they are shown, decided in one step, undone in one step."""

import pytest

from curation.errors import InputRefused, NotFound
from curation.privacy.finding import Action
from curation.review.decision import Decision
from curation.store.reviews import list_reviews
from curation.workflow.privacy.decide import decide_all
from curation.workflow.review.review import progress, submit
from curation.workflow.review.review_bulk import (
    decide_bulk,
    last_bulk,
    search_cards,
    similar_cards,
    undo_bulk,
)
from curation.workflow.workspace import Workspace
from tests.makers import ANN, BEN, CURATOR, make_example, make_task
from tests.pages.test_privacy import stage_found
from tests.workflow.cleared import clear
from tests.workflow.review.test_review import submission

TASK = make_task()
TEXTS = [
    "The parcel came broken and the box was open",
    "My parcel came broken, the box open",
    "Where is the parcel?",
    "I forgot the password of the account",
]


@pytest.fixture
def desk(workspace) -> Workspace:
    examples = [make_example(text, label="delivery", row=row) for row, text in enumerate(TEXTS)]
    clear(workspace, examples)
    return workspace


def texts(cards) -> list[str]:
    return [card.messages[-1].content for card in cards]


def decide(workspace, actor=ANN, *, text="parcel", decision=Decision.ACCEPT, **named):
    cards = search_cards(workspace, actor, TASK, text)
    versions = {card.example_id: card.version for card in cards}
    named.setdefault("answers", {})
    return decide_bulk(workspace, actor, TASK, versions, decision, **{"request_id": "r", **named})


def decided(workspace) -> list[Decision]:
    return [review.decision for review in list_reviews(workspace.store, TASK.id)]


def test_a_search_finds_what_holds_all_the_words(desk):
    assert texts(search_cards(desk, ANN, TASK, "BROKEN box")) == TEXTS[:2]
    assert search_cards(desk, ANN, TASK, "!") == []


def test_the_most_alike_come_first_and_the_unlike_not_at_all(desk):
    (first,) = search_cards(desk, ANN, TASK, "was open")
    found = texts(similar_cards(desk, ANN, TASK, first.example_id))
    assert found[:2] == TEXTS[:2]
    assert TEXTS[3] not in found


def test_what_one_has_judged_is_found_no_more(desk):
    (card,) = search_cards(desk, ANN, TASK, "password")
    submit(desk, ANN, TASK, [submission(card)])
    assert search_cards(desk, ANN, TASK, "password") == []
    with pytest.raises(NotFound):
        similar_cards(desk, ANN, TASK, card.example_id)


def test_a_personal_value_cannot_be_searched_only_what_stands_for_it(workspace):
    stage_found(workspace, {"Dear Bob, the parcel is late": ["Bob"]})
    decide_all(workspace, CURATOR, TASK.id, Action.MASK, request_id="m")
    assert search_cards(workspace, ANN, TASK, "Bob") == []
    assert "Bob" not in texts(search_cards(workspace, ANN, TASK, "parcel"))[0]


def test_one_decision_is_stored_for_each_with_the_same_label(desk):
    receipts = decide(desk, answers={"category": "refund"}, seconds=30)
    reviews = list_reviews(desk.store, TASK.id)
    assert [receipt.saved for receipt in receipts] == [True] * 3
    assert [(r.answers["category"], r.seconds) for r in reviews] == [("refund", 10.0)] * 3


def test_the_reason_of_a_reject_is_kept_with_each(desk):
    decide(desk, decision=Decision.REJECT, reason="no question ")
    reasons = [review.reason for review in list_reviews(desk.store, TASK.id)]
    assert reasons == ["no question"] * 3


def test_a_request_sent_twice_is_one(desk):
    cards = search_cards(desk, ANN, TASK, "parcel")
    versions = {card.example_id: card.version for card in cards}
    for _ in range(2):
        decide_bulk(desk, ANN, TASK, versions, Decision.REJECT, answers={}, request_id="r")
    assert decided(desk) == [Decision.REJECT] * 3


def test_all_of_it_is_undone_in_one_step(desk):
    (other,) = search_cards(desk, ANN, TASK, "password")
    submit(desk, ANN, TASK, [submission(other)])
    decide(desk)
    bulk = last_bulk(desk, ANN, TASK)
    assert bulk is not None
    assert bulk.size == 3
    assert [r.saved for r in undo_bulk(desk, ANN, TASK, bulk.id, request_id="u")] == [True] * 3
    assert (len(decided(desk)), last_bulk(desk, ANN, TASK)) == (1, None)


def test_what_others_were_first_with_is_refused_alone(desk):
    cards = search_cards(desk, ANN, TASK, "parcel")
    for actor in (BEN, CURATOR):
        own = search_cards(desk, actor, TASK, "parcel")[0]
        submit(desk, actor, TASK, [submission(own)])
    versions = {card.example_id: card.version for card in cards}
    receipts = decide_bulk(desk, ANN, TASK, versions, Decision.ACCEPT, answers={}, request_id="r")
    assert [receipt.saved for receipt in receipts] == [False, True, True]
    assert progress(desk, ANN, TASK).done == 2


def test_nothing_at_all_and_too_many_are_refused(desk):
    for versions in ({}, {f"e{number}": 1 for number in range(101)}):
        with pytest.raises(InputRefused):
            decide_bulk(desk, ANN, TASK, versions, Decision.ACCEPT, answers={}, request_id="r")

"""Known examples are given among the others, answered beside the reviews, and told at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from curation.errors import Conflict
from curation.review.decision import Decision
from curation.review.route import Routing
from curation.review.submission import Submission
from curation.review.trials import Trying
from curation.store.reviews import list_reviews
from curation.workflow.review.own_work import own_work
from curation.workflow.review.review import next_cards, recent, submit, undo
from curation.workflow.review.review_exchange import Outbox, exchange
from curation.workflow.review.routing import set_routing
from curation.workflow.review.trials import list_tried, own_passing
from tests.makers import ANN, CURATOR
from tests.staged import add_verdict
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_review import submission

ID = "support-replies"
FINAL = {"category": "refund", "reply": "Yes."}


@pytest.fixture
def ids(workspace):
    """Twelve examples, the first four settled as refunds."""
    made = tickets(12)
    for number, example in enumerate(made[:4]):
        add_verdict(workspace.store, example, verdict_id=f"v{number}", answers=FINAL)
    return clear(workspace, made)


@pytest.fixture
def task(workspace):
    return workspace.task(ID)


def trying(workspace, task, **settings):
    routing = Routing(trying=Trying(**settings))
    set_routing(workspace, CURATOR, task, routing, request_id=f"{settings}")


def answer(workspace, task, card, label="refund", **other):
    sent = replace(submission(card), answers={"category": label}, **other)
    (receipt,) = submit(workspace, ANN, task, [sent])
    return receipt


def reviewed(workspace):
    return {review.example_id for review in list_reviews(workspace.store, ID)}


def test_known_examples_come_first_and_the_final_answer_is_told(workspace, task, ids):
    trying(workspace, task, first=2)
    cards = next_cards(workspace, ANN, task, 30)
    assert {card.example_id for card in cards} < set(ids[:4])
    right, wrong = (
        answer(workspace, task, *one) for one in zip(cards, ("refund", "product"), strict=True)
    )
    assert right.note == "It was settled before, and you answered as it was decided."
    assert wrong.note == "It was settled before. What is it about? refund."
    assert reviewed(workspace) == set()


def test_who_passes_goes_on_and_who_does_not_is_given_another_set(workspace, task, ids):
    trying(workspace, task, first=2, pass_mark=100)
    for label in ("product", "refund"):
        cards = next_cards(workspace, ANN, task, 30)
        assert {card.example_id for card in cards} < set(ids[:4])
        for card in cards:
            answer(workspace, task, card, label)
    assert own_passing(workspace, ANN, task).passed
    assert {card.example_id for card in next_cards(workspace, ANN, task, 30)} == set(ids[4:])
    (ann,) = list_tried(workspace, CURATOR, task)
    assert (ann.passing.passed, ann.passing.failed) == (True, 1)


def test_nobody_is_kept_waiting_where_too_little_is_settled(workspace, task, ids):
    trying(workspace, task, first=9)
    assert len(next_cards(workspace, ANN, task, 30)) == 8


def test_who_fails_and_has_answered_all_there_are_is_told_so(workspace, task, ids):
    trying(workspace, task, first=4, pass_mark=100)
    first = exchange(workspace, ANN, task, None)
    assert (len(first.cards), first.untried) == (4, False)
    for card in first.cards:
        answer(workspace, task, card, "product")
    then = exchange(workspace, ANN, task, None)
    assert (then.cards, then.untried) == ([], True)


def test_who_has_judged_everything_waits_for_no_known_example(workspace, task, ids):
    for card in next_cards(workspace, ANN, task, 30):
        answer(workspace, task, card)
    then = exchange(workspace, ANN, task, None)
    assert (then.cards, then.untried) == ([], False)


def test_curators_and_people_at_work_need_no_first_examples(workspace, task, ids):
    (card,) = next_cards(workspace, ANN, task, 1)
    answer(workspace, task, card)
    trying(workspace, task, first=2)
    for person, count in ((ANN, 7), (CURATOR, 8)):
        cards = next_cards(workspace, person, task, 30)
        assert (len(cards), {c.example_id for c in cards} <= set(ids[4:])) == (count, True)


def test_an_answer_that_was_told_counts_and_cannot_be_taken_back(workspace, task, ids):
    trying(workspace, task, first=2)
    card = next_cards(workspace, ANN, task, 30)[0]
    answer(workspace, task, card, "product")
    receipt = undo(workspace, ANN, task, card.example_id, request_id="u")
    assert isinstance(receipt.refusal, Conflict)
    assert receipt.stands


def test_sent_again_it_has_the_same_receipt_and_is_kept_once(workspace, task, ids):
    trying(workspace, task, first=2)
    card = next_cards(workspace, ANN, task, 30)[0]
    first = answer(workspace, task, card, id="again")
    assert answer(workspace, task, card, id="again") == first
    assert own_passing(workspace, ANN, task).answered == 1


def test_an_answer_that_does_not_fit_is_refused_and_can_be_mended(workspace, task, ids):
    trying(workspace, task, first=2)
    card = next_cards(workspace, ANN, task, 30)[0]
    assert answer(workspace, task, card, "weather").mendable
    assert answer(workspace, task, card).saved


def test_known_examples_stand_among_the_others_for_who_is_at_work(workspace, task, ids):
    trying(workspace, task, gold=100)
    cards = next_cards(workspace, ANN, task, 30)
    known = [card for card in cards if card.example_id in ids[:4]]
    assert (len(cards), len(known)) == (12, 4)
    answer(workspace, task, known[0])
    again = {card.example_id for card in next_cards(workspace, ANN, task, 30)}
    assert known[0].example_id not in again


def earlier(workspace, task, ids, days):
    """Ann has judged two examples so many days ago; returns a workspace of today."""
    then = workspace.now() - timedelta(days=days)
    before = replace(workspace, now=lambda: then)
    for card in next_cards(before, ANN, task, 2):
        submit(before, ANN, task, [replace(submission(card), answers={"category": "refund"})])


def test_own_earlier_examples_come_again_unmarked_and_change_no_review(workspace, task, ids):
    earlier(workspace, task, ids, days=8)
    before = list_reviews(workspace.store, ID)
    trying(workspace, task, repeats=100)
    judged = {review.example_id for review in before}
    again = [c for c in next_cards(workspace, ANN, task, 30) if c.example_id in judged]
    assert (len(again), any(card.changed for card in again)) == (2, False)
    notes = [
        answer(workspace, task, *one).note for one in zip(again, ("refund", "product"), strict=True)
    ]
    assert notes == ["", ""]
    assert list_reviews(workspace.store, ID) == before
    assert own_work(workspace, ANN, task).repeated == (1, 2)


def test_a_repeated_answer_taken_back_leaves_the_earlier_review(workspace, task, ids):
    earlier(workspace, task, ids, days=8)
    trying(workspace, task, repeats=100)
    judged = reviewed(workspace)
    card = next(c for c in next_cards(workspace, ANN, task, 30) if c.example_id in judged)
    answer(workspace, task, card)
    assert undo(workspace, ANN, task, card.example_id, request_id="u").saved
    assert reviewed(workspace) == judged
    assert own_work(workspace, ANN, task).repeated == (0, 0)
    assert answer(workspace, task, card, "product").saved
    assert own_work(workspace, ANN, task).repeated == (0, 1)


def test_what_was_judged_lately_does_not_come_again(workspace, task, ids):
    earlier(workspace, task, ids, days=6)
    trying(workspace, task, repeats=100)
    cards = next_cards(workspace, ANN, task, 30)
    assert reviewed(workspace).isdisjoint(card.example_id for card in cards)


def test_a_repeated_example_at_hand_is_not_called_gone(workspace, task, ids):
    earlier(workspace, task, ids, days=8)
    trying(workspace, task, repeats=100)
    held = {card.example_id for card in next_cards(workspace, ANN, task, 30)}
    reply = exchange(workspace, ANN, task, Outbox(submissions=(), held=held, wants_recent=False))
    assert reply.gone == []


def test_without_trials_a_settled_example_is_refused_as_before(workspace, task, ids):
    late = Submission(id="s", example_id=ids[0], version=1, decision=Decision.REJECT)
    (receipt,) = submit(workspace, ANN, task, [late])
    assert receipt.refusal is not None
    assert receipt.refusal.title == "Settled already"


def test_a_curator_sees_who_is_below_the_mark_with_nothing_else_settled(workspace, task, ids):
    trying(workspace, task, first=4)
    for card in next_cards(workspace, ANN, task, 30):
        answer(workspace, task, card, "product")
    assert list_tried(workspace, CURATOR, task)[0].waits
    trying(workspace, task, first=4, pass_mark=0)
    assert not list_tried(workspace, CURATOR, task)[0].waits
    assert len(next_cards(workspace, ANN, task, 30)) == 8


def test_answers_to_known_examples_are_among_the_last_ten_with_what_was_said(workspace, task, ids):
    trying(workspace, task, first=2)
    first, second = next_cards(workspace, ANN, task, 30)
    answer(workspace, task, first, "product", clauses=("0123456789ab",))
    sent = replace(submission(second, Decision.REJECT), reason="spam")
    submit(workspace, ANN, task, [sent])
    newest, before = recent(workspace, ANN, task)
    assert (newest.card.example_id, newest.review.reason) == (second.example_id, "spam")
    assert before.review.answers["category"] == "product"
    assert before.review.clauses == ("0123456789ab",)


def test_a_repeated_answer_stands_once_among_the_last_ten(workspace, task, ids):
    earlier(workspace, task, ids, days=8)
    trying(workspace, task, repeats=100)
    judged = reviewed(workspace)
    card = next(c for c in next_cards(workspace, ANN, task, 30) if c.example_id in judged)
    answer(workspace, task, card, "product")
    assert [one.review.answers["category"] for one in recent(workspace, ANN, task)] == [
        "product",
        "refund",
    ]
    undo(workspace, ANN, task, card.example_id, request_id="u")
    assert card.example_id not in {one.card.example_id for one in recent(workspace, ANN, task)}

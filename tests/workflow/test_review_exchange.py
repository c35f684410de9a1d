"""The conversation between a browser and the app: nothing twice, nothing lost."""

import pytest

from curation.review.decision import Decision
from curation.review.submission import Submission
from curation.store.reviews import list_reviews
from curation.workflow.review_exchange import AHEAD, REFILL_BELOW, URGENT_BELOW, Outbox, exchange
from tests.makers import ANN, make_task
from tests.workflow.cleared import clear, tickets

TASK = make_task()


@pytest.fixture
def desk(workspace):
    clear(workspace, tickets(AHEAD + REFILL_BELOW))
    return workspace


def outbox(judged=(), held=(), wants_recent=False):
    return Outbox(
        submissions=[
            Submission(
                id=f"r-{card.example_id}",
                example_id=card.example_id,
                version=card.version,
                decision=Decision.ACCEPT,
            )
            for card in judged
        ],
        held={card.example_id for card in held},
        wants_recent=wants_recent,
    )


def test_the_first_word_gets_the_examples_to_have_at_hand(desk):
    reply = exchange(desk, ANN, TASK, None)
    assert (len(reply.cards), reply.progress.left) == (AHEAD, AHEAD + REFILL_BELOW)


def test_a_decision_gets_its_receipt_and_no_cards_while_enough_are_at_hand(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    reply = exchange(desk, ANN, TASK, outbox(cards[:1], cards[1:]))
    assert ([r.saved for r in reply.receipts], reply.cards) == ([True], [])


def test_few_cards_at_hand_are_made_many_again(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    few = cards[-(REFILL_BELOW - 1) :]
    exchange(desk, ANN, TASK, outbox(cards[: -len(few)], cards))
    reply = exchange(desk, ANN, TASK, outbox(held=few))
    assert len(reply.cards) == AHEAD + REFILL_BELOW - len(cards)


def test_a_receipt_does_not_wait_for_further_cards(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    few = cards[-(REFILL_BELOW - 1) :]
    assert exchange(desk, ANN, TASK, outbox(cards[: -len(few)], few)).cards == []


def test_the_last_cards_at_hand_bring_further_ones_with_the_receipt(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    last = cards[-(URGENT_BELOW - 1) :]
    assert exchange(desk, ANN, TASK, outbox(cards[: -len(last)], last)).cards != []


def test_a_card_at_hand_is_not_sent_again(desk):
    held = exchange(desk, ANN, TASK, None).cards[:3]
    reply = exchange(desk, ANN, TASK, outbox(held=held))
    assert not {card.example_id for card in held} & {card.example_id for card in reply.cards}


def test_the_same_outbox_again_changes_nothing(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    said = outbox(cards[:2], cards[2:])
    one, two = (exchange(desk, ANN, TASK, said) for _ in range(2))
    assert (one.receipts, one.progress) == (two.receipts, two.progress)
    assert len(list_reviews(desk.store, TASK.id)) == 2


def test_a_browser_that_lost_everything_gets_the_same_examples_again(desk):
    before = exchange(desk, ANN, TASK, None).cards
    assert exchange(desk, ANN, TASK, None).cards == before


def test_what_can_be_taken_back_is_told_when_asked_for(desk):
    cards = exchange(desk, ANN, TASK, None).cards
    reply = exchange(desk, ANN, TASK, outbox(cards[:1], cards[1:], wants_recent=True))
    assert [entry.card for entry in reply.recent] == cards[:1]

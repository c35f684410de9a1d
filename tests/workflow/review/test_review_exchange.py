"""The conversation between a browser and the app: nothing twice, nothing lost."""

import pytest

from curation.review.decision import Decision
from curation.review.submission import Submission
from curation.store.reviews import list_reviews
from curation.workflow.review.review import leave_desk
from curation.workflow.review.review_exchange import (
    AHEAD,
    REFILL_BELOW,
    URGENT_BELOW,
    Outbox,
    exchange,
)
from curation.workflow.review.review_queue import live_queue
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, BEN, make_task
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


def test_what_is_kept_for_who_left_goes_to_others_even_after_a_restart(workspace):
    clear(workspace, tickets(3))
    one = make_task(overlap=1)
    exchange(workspace, ANN, one, None)
    assert exchange(workspace, BEN, one, None).cards == []
    leave_desk(workspace, ANN.id)
    close_workspace(workspace)
    again = open_workspace(workspace.settings)
    assert len(exchange(again, BEN, one, None).cards) == 3


def test_who_comes_back_is_told_what_went_to_others(workspace):
    clear(workspace, tickets(1))
    one = make_task(overlap=1)
    cards = exchange(workspace, ANN, one, None).cards
    leave_desk(workspace, ANN.id)
    exchange(workspace, BEN, one, None)
    assert exchange(workspace, ANN, one, outbox(held=cards)).gone == [cards[0].example_id]


def test_what_nobody_took_is_kept_again_for_who_comes_back(workspace):
    clear(workspace, tickets(1))
    one = make_task(overlap=1)
    cards = exchange(workspace, ANN, one, None).cards
    leave_desk(workspace, ANN.id)
    assert exchange(workspace, ANN, one, outbox(held=cards)).gone == []
    assert exchange(workspace, BEN, one, None).cards == []


def test_an_example_that_changed_comes_again_as_it_is_now(workspace):
    clear(workspace, tickets(1))
    cards = exchange(workspace, ANN, TASK, None).cards
    clear(workspace, tickets(1), version=2)
    live_queue(workspace, TASK).refresh(at_once=True)
    reply = exchange(workspace, ANN, TASK, outbox(held=cards))
    assert [(card.example_id, card.version) for card in reply.cards] == [(reply.gone[0], 2)]

"""Reviewing through the verbs: what is asked, what is stored, what is refused."""

import threading
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from curation.errors import Conflict, InputRefused, NotReady
from curation.review.decision import Decision
from curation.review.submission import Submission
from curation.store.reviews import list_reviews
from curation.workflow.review.review import next_cards, progress, recent, submit, undo
from curation.workflow.review.review_submissions import PROMISE
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, BEN, CURATOR, make_example, make_task
from tests.staged import add_examples, add_verdict
from tests.workflow.cleared import clear, tickets

TASK = make_task()


def submission(card, decision=Decision.ACCEPT, request_id=None, **answers):
    return Submission(
        id=request_id or uuid.uuid4().hex,
        example_id=card.example_id,
        version=card.version,
        decision=decision,
        answers=answers,
    )


def judge(workspace, actor, card, decision=Decision.ACCEPT, **answers):
    return submit(workspace, actor, TASK, [submission(card, decision, **answers)])[0]


def stored(workspace):
    return list_reviews(workspace.store, TASK.id)


def later(workspace, by):
    """The same workspace with its clock put forward."""
    return replace(workspace, now=lambda: workspace.now() + by)


@pytest.fixture
def desk(workspace):
    """Three cleared tickets."""
    clear(workspace, tickets(3))
    return workspace


def test_only_cleared_examples_are_asked_about(workspace):
    (cleared,) = clear(workspace, tickets(1))
    add_examples(workspace.store, [make_example("Not scanned yet")])
    assert [card.example_id for card in next_cards(workspace, ANN, TASK, 9)] == [cleared]


def test_a_card_shows_the_messages_and_the_proposed_answers(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    assert card.messages[0].content.startswith("Where is my order")
    assert card.proposed == {"category": "delivery", "reply": "It is on its way."}


def test_the_same_cards_come_until_they_are_judged(desk):
    first = next_cards(desk, ANN, TASK, 2)
    assert next_cards(desk, ANN, TASK, 2) == first


def test_what_is_accepted_as_it_stands_is_stored_as_shown(desk):
    judge(desk, ANN, next_cards(desk, ANN, TASK, 1)[0])
    (review,) = stored(desk)
    assert review.answers == {"category": "delivery", "reply": "It is on its way."}
    assert (review.reviewer, review.decision, review.edited) == ("ann", Decision.ACCEPT, False)


@pytest.mark.parametrize(
    ("decision", "kept"),
    [(Decision.REJECT, "Spam"), (Decision.SKIP, "Spam"), (Decision.ACCEPT, "")],
)
def test_a_reason_is_kept_with_a_reject_and_a_skip(desk, decision, kept):
    card = next_cards(desk, ANN, TASK, 1)[0]
    submit(desk, ANN, TASK, [replace(submission(card, decision), reason="Spam")])
    assert [review.reason for review in stored(desk)] == [kept]


def test_an_edit_is_stored_as_an_edit(desk):
    judge(desk, ANN, next_cards(desk, ANN, TASK, 1)[0], reply="It arrived.")
    assert (stored(desk)[0].answers["reply"], stored(desk)[0].edited) == ("It arrived.", True)


def test_a_submission_sent_twice_is_stored_once(desk):
    sent = submission(next_cards(desk, ANN, TASK, 1)[0])
    receipts = [submit(desk, ANN, TASK, [sent])[0].saved for _ in range(2)]
    assert (receipts, len(stored(desk))) == ([True, True], 1)


def test_a_submission_sent_twice_at_once_is_stored_once(desk):
    sent = submission(next_cards(desk, ANN, TASK, 1)[0])
    receipts = submit(desk, ANN, TASK, [sent, sent])
    assert ([r.saved for r in receipts], len(stored(desk))) == ([True, True], 1)


def test_the_request_of_another_person_is_never_called_saved(desk):
    sent = submission(next_cards(desk, ANN, TASK, 1)[0])
    submit(desk, ANN, TASK, [sent])
    assert isinstance(submit(desk, BEN, TASK, [sent])[0].refusal, Conflict)


def test_a_second_answer_of_the_same_person_is_refused(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    judge(desk, ANN, card)
    assert isinstance(judge(desk, ANN, card, Decision.REJECT).refusal, Conflict)
    assert len(stored(desk)) == 1


def test_two_people_judge_one_example_and_a_third_is_refused(workspace):
    clear(workspace, tickets(1))
    (card,) = next_cards(workspace, ANN, TASK, 1)
    receipts = [judge(workspace, who, card) for who in (ANN, BEN, CURATOR)]
    assert [receipt.saved for receipt in receipts] == [True, True, False]


def test_a_refused_submission_does_not_stop_the_others(desk):
    one, two = next_cards(desk, ANN, TASK, 2)
    receipts = submit(desk, ANN, TASK, [submission(one, category="weather"), submission(two)])
    assert [receipt.saved for receipt in receipts] == [False, True]


def test_an_unknown_label_is_refused_and_can_be_mended(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    receipt = judge(desk, ANN, card, category="weather")
    assert isinstance(receipt.refusal, InputRefused)
    assert receipt.mendable
    assert judge(desk, ANN, card, category="refund").saved


def test_a_changed_version_is_refused(workspace):
    clear(workspace, tickets(1))
    (card,) = next_cards(workspace, ANN, TASK, 1)
    clear(workspace, tickets(1), version=2)
    assert isinstance(judge(workspace, ANN, card).refusal, Conflict)


def test_a_newer_version_that_is_not_scanned_is_not_shown(desk):
    next_cards(desk, ANN, TASK, 1)
    add_examples(desk.store, tickets(3), version=2)
    assert next_cards(desk, ANN, TASK, 3) == []


def test_a_settled_example_is_refused(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    example = next(e for e in tickets(3) if e.id == card.example_id)
    add_verdict(desk.store, example)
    assert isinstance(judge(desk, ANN, card).refusal, Conflict)


def test_an_example_that_nobody_was_given_and_nobody_may_judge_is_refused(desk):
    (waiting,) = add_examples(desk.store, [make_example("Not scanned yet")])
    sent = Submission(id="r", example_id=waiting, version=1, decision=Decision.ACCEPT)
    assert isinstance(submit(desk, ANN, TASK, [sent])[0].refusal, NotReady)


def test_what_was_given_may_be_judged_while_a_new_scan_runs(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    desk.store.append(
        "scan",
        [
            {
                "scan_id": "newer",
                "example_id": card.example_id,
                "version": 1,
                "edits_until": 0,
                "fingerprint": "another scanner",
                "incomplete": True,
                "recorded_at": desk.now(),
            }
        ],
    )
    assert judge(desk, ANN, card).saved


def test_the_edit_of_one_person_does_not_keep_the_example_from_the_next(workspace):
    clear(workspace, tickets(1))
    judge(workspace, ANN, next_cards(workspace, ANN, TASK, 1)[0], reply="It arrived.")
    assert len(next_cards(workspace, BEN, TASK, 1)) == 1


def test_what_is_kept_for_one_person_goes_to_another_after_half_an_hour(workspace):
    clear(workspace, tickets(1))
    single = make_task(overlap=1)
    next_cards(workspace, ANN, single, 1)
    assert next_cards(workspace, BEN, single, 1) == []
    assert len(next_cards(later(workspace, PROMISE), BEN, single, 1)) == 1


def test_a_late_answer_counts_while_its_place_is_free(workspace):
    clear(workspace, tickets(1))
    (card,) = next_cards(workspace, ANN, TASK, 1)
    assert judge(later(workspace, 2 * PROMISE), ANN, card).saved


def test_use_renews_what_is_kept(workspace):
    clear(workspace, tickets(1))
    single = make_task(overlap=1)
    for minutes in (0, 20, 40):
        next_cards(later(workspace, timedelta(minutes=minutes)), ANN, single, 1)
    assert next_cards(later(workspace, timedelta(minutes=55)), BEN, single, 1) == []


def test_undo_takes_a_decision_back_and_asks_again(desk):
    card = next_cards(desk, ANN, TASK, 3)[1]
    judge(desk, ANN, card)
    assert undo(desk, ANN, TASK, card.example_id, request_id="u1").saved
    assert stored(desk) == []
    assert next_cards(desk, ANN, TASK, 1) == [card]


def test_undo_keeps_the_place(workspace):
    clear(workspace, tickets(1))
    single = make_task(overlap=1)
    (card,) = next_cards(workspace, ANN, single, 1)
    submit(workspace, ANN, single, [submission(card)])
    undo(workspace, ANN, single, card.example_id, request_id="u1")
    assert next_cards(workspace, BEN, single, 1) == []


def test_undo_sent_twice_takes_back_one_decision(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    judge(desk, ANN, card)
    undo(desk, ANN, TASK, card.example_id, request_id="u1")
    judge(desk, ANN, card, Decision.REJECT)
    undo(desk, ANN, TASK, card.example_id, request_id="u1")
    assert [review.decision for review in stored(desk)] == [Decision.REJECT]


def test_undo_of_nothing_is_refused(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    receipt = undo(desk, ANN, TASK, card.example_id, request_id="u1")
    assert isinstance(receipt.refusal, Conflict)


def test_undo_of_a_settled_example_is_refused(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    judge(desk, ANN, card)
    add_verdict(desk.store, next(e for e in tickets(3) if e.id == card.example_id))
    receipt = undo(desk, ANN, TASK, card.example_id, request_id="u1")
    assert isinstance(receipt.refusal, Conflict)


def test_nobody_takes_back_the_decision_of_somebody_else(desk):
    card = next_cards(desk, ANN, TASK, 1)[0]
    judge(desk, ANN, card)
    assert not undo(desk, BEN, TASK, card.example_id, request_id="u1").saved
    assert len(stored(desk)) == 1


def test_recent_has_the_newest_decision_first(desk):
    for card in next_cards(desk, ANN, TASK, 2):
        judge(desk, ANN, card)
        newest = card
    assert recent(desk, ANN, TASK)[0].card == newest


def test_recent_shows_nobody_the_decisions_of_others(desk):
    judge(desk, ANN, next_cards(desk, ANN, TASK, 1)[0])
    assert recent(desk, BEN, TASK) == []


def test_progress_counts_what_is_done_and_left(desk):
    judge(desk, ANN, next_cards(desk, ANN, TASK, 1)[0])
    own = progress(desk, ANN, TASK)
    assert (own.done, own.left) == (1, 2)


def test_everything_is_there_after_a_restart(desk):
    """The queue is folded from the store: judged, kept and taken back are as before."""
    first, second, third = next_cards(desk, ANN, TASK, 3)
    judge(desk, ANN, first)
    judge(desk, ANN, second)
    undo(desk, ANN, TASK, second.example_id, request_id="u1")
    close_workspace(desk)
    reopened = open_workspace(desk.settings)
    assert next_cards(reopened, ANN, TASK, 9) == [second, third]
    assert [entry.card for entry in recent(reopened, ANN, TASK)] == [first]
    assert undo(reopened, ANN, TASK, first.example_id, request_id="u2").saved
    close_workspace(reopened)


def test_when_a_write_fails_nothing_is_called_saved_or_remembered(desk, monkeypatch):
    card = next_cards(desk, ANN, TASK, 1)[0]
    with monkeypatch.context() as broken:
        broken.setattr(
            "curation.store.review_queue.add_reviews", lambda *_: (_ for _ in ()).throw(OSError)
        )
        with pytest.raises(OSError):  # noqa: PT011
            judge(desk, ANN, card)
    assert judge(desk, ANN, card).saved


def test_many_people_at_once_never_give_an_answer_too_many(workspace):
    clear(workspace, tickets(6))
    people = [replace(ANN, id=f"p{number}") for number in range(4)]

    def work(actor):
        for _ in range(6):
            for card in next_cards(workspace, actor, TASK, 2):
                judge(workspace, actor, card)

    threads = [threading.Thread(target=work, args=(actor,)) for actor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = [(review.example_id, review.reviewer) for review in stored(workspace)]
    counts = [sum(e == example for e, _ in answers) for example in {e for e, _ in answers}]
    assert (len(answers), len(set(answers)), set(counts)) == (12, 12, {2})

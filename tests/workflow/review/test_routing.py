"""Setting how examples are handed out: who may, what is refused, and what people get."""

import uuid

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.review.decision import Decision
from curation.review.route import Order, Routing, Slice
from curation.review.suggested import INGEST
from curation.workflow.review.review import leave_desk, next_cards, submit, undo
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.routing import queue_state, set_routing
from curation.workflow.review.skills import set_skills
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, BEN, CURATOR, OWNER, make_example, make_task
from tests.pages.opening import signed_in
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_review import submission

TASK = make_task()


@pytest.fixture
def desk(workspace):
    """Five tickets about deliveries and one about a refund; Ann and Ben have accounts."""
    clear(workspace, [*tickets(5), make_example("Money back?", label="refund", row=9)])
    for actor in (ANN, BEN):
        signed_in(workspace, actor)
    return workspace


def route(workspace, **routing):
    return set_routing(workspace, CURATOR, TASK, Routing(**routing), request_id=uuid.uuid4().hex)


def shown_to(workspace, actor, count=9):
    return [card.messages[0].content for card in next_cards(workspace, actor, TASK, count)]


def judge(workspace, actor, rejects=""):
    """Judge all there is, rejecting one; returns how many."""
    count = 0
    while cards := next_cards(workspace, actor, TASK, 1):
        rejected = cards[0].example_id == rejects
        sent = submission(cards[0], Decision.REJECT if rejected else Decision.ACCEPT)
        assert submit(workspace, actor, TASK, [sent])[0].saved
        count += 1
    return count


def test_a_reviewer_may_not_set_the_order(desk):
    with pytest.raises(NotAllowed):
        set_routing(desk, ANN, TASK, Routing(), request_id="r")


def test_the_oldest_are_shown_first(desk):
    route(desk, order=Order.OLDEST)
    assert shown_to(desk, ANN) == [f"Where is my order {n}?" for n in range(5)] + ["Money back?"]


def test_only_what_the_query_finds_is_shown_in_its_order(desk):
    query = "select example_id from examples where label = 'delivery' order by source_row desc"
    kept = route(desk, order=Order.QUERY, query=f"{query} limit 2")
    assert len(kept.ids) == 2
    assert shown_to(desk, ANN) == ["Where is my order 4?", "Where is my order 3?"]


@pytest.mark.parametrize(
    "query", ["select label from examples", "select example_id from examples where false"]
)
def test_a_query_without_examples_is_refused(desk, query):
    with pytest.raises(InputRefused):
        route(desk, order=Order.QUERY, query=query)


def test_a_slice_is_shown_to_its_people_only(desk):
    route(desk, slices=(Slice(label="refund", people=(BEN.id,)),))
    assert ("Money back?" in shown_to(desk, ANN), "Money back?" in shown_to(desk, BEN)) == (
        False,
        True,
    )


def test_a_slice_is_shown_to_who_has_its_skill_from_the_moment_they_have_it(desk):
    set_skills(desk, CURATOR, BEN.id, [" Refunds", "", "German"], request_id="s1")
    route(desk, slices=(Slice(label="refund", skills=("Refunds",)),))
    assert "Money back?" in shown_to(desk, BEN)
    assert "Money back?" not in shown_to(desk, ANN)
    assert queue_state(desk, CURATOR, TASK).skills == ("German", "Refunds")
    set_skills(desk, CURATOR, ANN.id, ["refunds"], request_id="s2")
    leave_desk(desk, BEN.id)
    live_queue(desk, TASK).refresh(at_once=True)
    assert "Money back?" in shown_to(desk, ANN)


def test_a_slice_whose_skill_nobody_has_any_more_is_shown_to_nobody(desk):
    set_skills(desk, CURATOR, BEN.id, ["Refunds"], request_id="s1")
    route(desk, slices=(Slice(label="refund", skills=("Refunds",)),))
    set_skills(desk, CURATOR, BEN.id, [], request_id="s2")
    live_queue(desk, TASK).refresh(at_once=True)
    assert "Money back?" not in shown_to(desk, BEN)


def test_skills_are_for_people_with_an_account_and_written_by_curators(desk):
    with pytest.raises(InputRefused):
        set_skills(desk, CURATOR, "nobody", ["German"], request_id="s1")
    with pytest.raises(InputRefused):
        set_skills(desk, CURATOR, BEN.id, ["x" * 41], request_id="s2")
    with pytest.raises(NotAllowed):
        set_skills(desk, ANN, ANN.id, ["German"], request_id="s3")


@pytest.mark.parametrize(
    "routing",
    [
        {"extra": 9},
        {"slices": (Slice(label="refund", wanted=1),)},
        {"slices": (Slice(label="refund", people=("nobody",)),)},
        {"slices": (Slice(label="refund", skills=("Refunds",)),)},
    ],
)
def test_what_cannot_be_is_refused(desk, routing):
    with pytest.raises(InputRefused):
        route(desk, **routing)


def test_a_further_person_is_asked_about_what_the_first_two_disagree_on_after_a_restart_too(desk):
    route(desk, extra=1)
    judge(desk, ANN)
    disputed = next_cards(desk, BEN, TASK, 1)[0].example_id
    judge(desk, BEN, rejects=disputed)
    assert [card.example_id for card in next_cards(desk, OWNER, TASK, 9)] == [disputed]
    close_workspace(desk)
    again = open_workspace(desk.settings)
    assert [card.example_id for card in next_cards(again, OWNER, TASK, 9)] == [disputed]
    assert queue_state(again, CURATOR, TASK).disputed == 1


def test_what_is_set_is_kept(desk):
    rows = (Slice(label="refund", wanted=3, people=(ANN.id,)),)
    route(desk, order=Order.UNCERTAIN, seed="second", extra=2, slices=rows)
    kept = queue_state(desk, CURATOR, TASK).routing
    assert (kept.order, kept.seed, kept.extra, kept.slices) == (
        Order.UNCERTAIN,
        "second",
        2,
        rows,
    )


def test_another_name_shuffles_anew_and_loses_no_answer(desk):
    judge(desk, ANN)
    route(desk, seed="another")
    assert next_cards(desk, ANN, TASK, 9) == []
    assert judge(desk, BEN) == 6


def test_a_hidden_suggestion_is_chosen_by_the_person_and_told_apart(desk):
    judge(desk, ANN)
    route(desk, hidden=100)
    card = next_cards(desk, BEN, TASK, 1)[0]
    assert card.proposed == {"category": "", "reply": "It is on its way."}
    assert not submit(desk, BEN, TASK, [submission(card)])[0].saved
    assert submit(desk, BEN, TASK, [submission(card, category="refund")])[0].saved
    pull = queue_state(desk, CURATOR, TASK).pull[INGEST]
    assert (pull[False].answers, pull[False].same) == (6, 6)
    assert (pull[True].answers, pull[True].same) == (
        1,
        0 if "order" in card.messages[0].content else 1,
    )


def other_than(card):
    return "refund" if "order" in card.messages[0].content else "delivery"


def test_who_answered_blind_is_told_the_suggestion_and_may_take_it(desk):
    route(desk, hidden=100, told=True)
    card = next_cards(desk, BEN, TASK, 1)[0]
    sent = submission(card, category=other_than(card))
    (receipt,) = submit(desk, BEN, TASK, [sent])
    suggested = "delivery" if other_than(card) == "refund" else "refund"
    assert receipt.saved
    assert receipt.about == "A suggestion"
    assert receipt.note.startswith(f"The suggestion for “Category” was “{suggested}”.")
    assert submit(desk, BEN, TASK, [sent]) == [receipt]
    assert undo(desk, BEN, TASK, card.example_id, request_id="back").saved
    assert submit(desk, BEN, TASK, [submission(card, category=suggested)])[0].note == ""
    state = queue_state(desk, CURATOR, TASK)
    assert state.moved == {INGEST: (1, 1)}
    assert {hidden: (one.answers, one.same) for hidden, one in state.pull[INGEST].items()} == {
        True: (1, 0)
    }


def test_who_answered_blind_as_suggested_or_kept_their_answer_is_told_apart(desk):
    route(desk, hidden=100, told=True)
    same, other = next_cards(desk, BEN, TASK, 2)
    suggested = "delivery" if other_than(same) == "refund" else "refund"
    assert submit(desk, BEN, TASK, [submission(same, category=suggested)])[0].note == ""
    assert submit(desk, BEN, TASK, [submission(other, category=other_than(other))])[0].note
    state = queue_state(desk, CURATOR, TASK)
    assert state.moved == {INGEST: (1, 0)}
    assert (state.pull[INGEST][True].answers, state.pull[INGEST][True].same) == (2, 1)


def test_nobody_is_told_the_suggestion_where_that_is_not_set(desk):
    route(desk, hidden=100)
    card = next_cards(desk, BEN, TASK, 1)[0]
    sent = submission(card, category=other_than(card))
    assert submit(desk, BEN, TASK, [sent])[0].note == ""


def test_who_rejects_or_skips_says_nothing_of_the_suggestion(desk):
    rejected, skipped, accepted = next_cards(desk, ANN, TASK, 3)
    for card, decision in (
        (rejected, Decision.REJECT),
        (skipped, Decision.SKIP),
        (accepted, Decision.ACCEPT),
    ):
        assert submit(desk, ANN, TASK, [submission(card, decision)])[0].saved
    pull = queue_state(desk, CURATOR, TASK).pull[INGEST]
    assert (pull[False].answers, pull[False].same) == (1, 1)


def test_a_task_without_a_label_question_has_a_queue_too(workspace):
    task = workspace.task("invoice-fields")
    clear(workspace, [make_example("Invoice 7", task=task.id)])
    state = queue_state(workspace, CURATOR, task)
    assert (state.wanting, state.labels, state.pull) == (1, (), {})

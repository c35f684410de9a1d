"""One answer from several, and what is asked next: what people get, and what counts."""

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.review.decision import Method, Outcome
from curation.store.asked import list_asked
from curation.store.verdicts import list_verdicts
from curation.workflow.agreement.adjudicate import adjudicate
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.agreement.consensus import (
    MOST_ASKED,
    ask_next,
    list_likely,
    list_suspects,
    own_standing,
    probabilities_of,
    settle_likely,
    standings,
    withdraw_asks,
)
from curation.workflow.review.review import next_cards, submit
from tests.makers import ANN, BEN, CURATOR, OWNER, make_example, make_task
from tests.pages.opening import signed_in
from tests.workflow.cleared import clear
from tests.workflow.review.test_review import submission
from tests.workflow.reviewed import review, review_many

TASK = make_task()
CHI = "chi"


@pytest.fixture
def desk(workspace):
    """Forty examples that Ben and Chi agree on; on the last one Chi says something else."""
    made = [make_example(f"Order {n}?", label="delivery", row=n + 1) for n in range(40)]
    clear(workspace, made)
    for actor in (ANN, BEN):
        signed_in(workspace, actor)
    given = []
    for number, example in enumerate(made):
        label = ("delivery", "refund")[number % 2]
        people = ["ben", CHI, "ann"][: 3 if number < 30 else 2]
        for person in people:
            one = "delivery" if (number, person) == (39, CHI) else label
            given.append((example, person, {"category": one, "reply": "It is on its way."}))
    review_many(workspace, given)
    return workspace, made


def ask(workspace, count=2, request_id="r1"):
    return ask_next(workspace, CURATOR, TASK, count, request_id=request_id)


def answer(workspace, example_id, label="refund"):
    [card] = next_cards(workspace, ANN, TASK, 1)
    assert card.example_id == example_id
    sent = submission(card, category=label)
    assert submit(workspace, ANN, TASK, [sent])[0].saved


def test_the_telling_answer_is_asked_of_who_has_not_given_one(desk):
    workspace, made = desk
    first = ask(workspace)[0]
    assert (first.example_id, first.reviewer, first.wanted) == (made[39].id, "ann", 3)


def test_who_rejected_an_example_is_not_asked_for_its_label(desk):
    workspace, made = desk
    review(workspace, made[39], "ann", decision="reject")
    asked = ask(workspace, count=MOST_ASKED)
    assert (made[39].id, "ann") not in {(one.example_id, one.reviewer) for one in asked}
    assert len(list_asked(workspace.store, TASK.id)) == len(asked) > 0


def test_what_is_asked_comes_first_in_the_queue_of_that_person(desk):
    workspace, made = desk
    assert next_cards(workspace, ANN, TASK, 1) == []
    ask(workspace)
    assert next_cards(workspace, ANN, TASK, 1)[0].example_id == made[39].id
    assert next_cards(workspace, OWNER, TASK, 1) == []


def test_an_answer_that_was_asked_for_is_kept_and_left_out_of_the_figures(desk):
    workspace, made = desk
    before = measure_task(workspace, "support-replies")["category"]
    ask(workspace)
    answer(workspace, made[39].id)
    assert measure_task(workspace, "support-replies")["category"] == before
    assert made[39].id not in [one.example_id for one in list_asked(workspace.store, TASK.id)]


def test_a_further_answer_makes_one_label_likely(desk):
    workspace, made = desk
    assert list_likely(workspace, TASK) == []
    ask(workspace)
    answer(workspace, made[39].id)
    [likely] = list_likely(workspace, TASK)
    assert (likely.example_id, likely.answers["category"]) == (made[39].id, "refund")
    assert likely.probability >= 0.95


def test_what_is_likely_is_settled_once_with_its_probability(desk):
    workspace, made = desk
    ask(workspace)
    answer(workspace, made[39].id)
    assert (settle_likely(workspace, CURATOR, TASK), settle_likely(workspace, CURATOR, TASK)) == (
        1,
        0,
    )
    [verdict] = list_verdicts(workspace.store, TASK.id)
    assert (verdict.method, verdict.answers["category"]) == (Method.ADJUDICATED, "refund")
    assert "Probable to" in verdict.reason


def test_texts_that_differ_are_never_likely(desk):
    workspace, made = desk
    for reviewer in ("ann", "ben"):
        review(workspace, made[0], reviewer, reply=f"By {reviewer}.", edited=True)
    assert made[0].id not in [one.example_id for one in list_likely(workspace, TASK)]


def test_the_same_request_twice_asks_once(desk):
    workspace, _ = desk
    ask(workspace)
    ask(workspace)
    assert len(list_asked(workspace.store, TASK.id)) == 2


def test_a_new_request_takes_the_place_of_the_one_before(desk):
    workspace, _ = desk
    ask(workspace, 5, "r1")
    ask(workspace, 2, "r2")
    assert len(list_asked(workspace.store, TASK.id)) == 2


def test_asking_can_be_taken_back(desk):
    workspace, _ = desk
    ask(workspace)
    withdraw_asks(workspace, CURATOR, TASK, request_id="r2")
    assert list_asked(workspace.store, TASK.id) == []
    assert next_cards(workspace, ANN, TASK, 1) == []


@pytest.mark.parametrize("count", [0, 501])
def test_a_number_out_of_range_is_refused(desk, count):
    with pytest.raises(InputRefused):
        ask(desk[0], count)


def test_without_answers_there_is_nothing_to_ask(workspace):
    with pytest.raises(InputRefused, match="nothing to ask"):
        ask(workspace)


def test_a_reviewer_may_neither_ask_nor_settle(desk):
    workspace, _ = desk
    with pytest.raises(NotAllowed):
        ask_next(workspace, ANN, TASK, 1, request_id="r")
    with pytest.raises(NotAllowed):
        settle_likely(workspace, ANN, TASK)


def test_a_reviewer_sees_their_own_standing_alone(desk):
    workspace, _ = desk
    assert [one.reviewer for one in standings(workspace, ANN, TASK)] == ["ann"]
    assert own_standing(workspace, ANN, TASK).shared == 30
    assert len(standings(workspace, CURATOR, TASK)) == 3


def decide(workspace, example, label, request_id):
    return adjudicate(
        workspace,
        CURATOR,
        example_id=example.id,
        version=1,
        outcome=Outcome.ACCEPT,
        answers={"category": label, "reply": "Soon."},
        reason="",
        request_id=request_id,
    )


def test_a_verdict_against_what_all_say_is_a_suspect_until_it_is_looked_at_again(desk):
    workspace, made = desk
    decide(workspace, made[0], "refund", "wrong")
    decide(workspace, made[1], "refund", "right")
    [found] = list_suspects(workspace, CURATOR, TASK)
    assert (found.item, found.accepted, found.likeliest) == (made[0].id, "refund", "delivery")
    decide(workspace, made[0], "refund", "still")
    assert list_suspects(workspace, CURATOR, TASK) == []


def test_a_reviewer_sees_no_suspects(desk):
    with pytest.raises(NotAllowed):
        list_suspects(desk[0], ANN, TASK)


def test_each_example_has_its_probabilities(desk):
    workspace, made = desk
    sure = probabilities_of(workspace, TASK, made[0].id)["category"]
    assert sure == {"delivery": pytest.approx(1, abs=0.01)}
    split = probabilities_of(workspace, TASK, made[39].id)["category"]
    assert set(split) == {"delivery", "refund"}
    assert sum(split.values()) == pytest.approx(1)


def test_an_example_without_answers_has_no_probabilities(workspace):
    assert probabilities_of(workspace, TASK, "none") == {}

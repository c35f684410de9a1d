"""People grade the answers of models: from an evaluation into the ordinary queue and back."""

import json
from dataclasses import replace

import pytest
from joblib import parallel_config

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.evaluation.comparison import Verdict
from curation.evaluation.contestant import Contestant, Reply
from curation.example import Speaker
from curation.release.method import TrainingMethod
from curation.review.decision import Decision
from curation.review.preference import is_swapped
from curation.review.submission import Submission
from curation.settings import read_settings
from curation.store.examples import list_examples
from curation.workflow.evaluation.evaluate import evaluate
from curation.workflow.evaluation.people_grading import Manner, ask_people, list_gradings
from curation.workflow.evaluation.people_results import read_people
from curation.workflow.release.release import cut_release
from curation.workflow.review.review import next_cards, submit
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, BEN, CURATOR
from tests.scan_work import MAIL, find_mail
from tests.workflow.stocked import stock_accepted

MODELS = ("base", "floor", "tuned")


class Speaking:
    """A client: every model names itself, the floor says what the base says to half of them."""

    def answer(self, model, messages, **settings):
        question = messages[-1]["content"]
        even = question.rstrip("?")[-1] in "02468"
        who = "base" if model == "floor" and even else model
        return Reply(text=f"{who} on {question} Write to {MAIL}." if who == "tuned" else f"{who}.")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    opened = open_workspace(
        replace(read_settings({}), workspace=tmp_path_factory.mktemp("people") / "workspace")
    )
    stock_accepted(opened, {"delivery": 80, "refund": 60})
    with parallel_config(backend="threading"):  # the scan is a stand-in: it needs no processes
        yield opened
    close_workspace(opened)


@pytest.fixture(scope="module")
def evaluation(workspace):
    """Three models on one release."""
    release = cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=1,
        request_id="release",
    )
    return evaluate(
        workspace,
        CURATOR,
        release_number=release.number,
        contestants=[Contestant(provider="fake", model=model) for model in MODELS],
        request_id="evaluation",
        client=Speaking(),
    ).evaluation


def ask(workspace, evaluation, manner, models, *, size=8, request, **changed):
    wanted = {"people": 2, "work": find_mail, **changed}
    return ask_people(
        workspace,
        changed.pop("actor", CURATOR),
        evaluation,
        manner=manner,
        models=models,
        size=size,
        request_id=request,
        **wanted,
    )


@pytest.fixture(scope="module")
def pairs(workspace, evaluation):
    """The task of eight pairs, base against tuned."""
    return ask(workspace, evaluation, Manner.PAIRS, ("base", "tuned"), request="pairs")[0]


def judge(workspace, task, actor, answer_of):
    """Judge everything there is for this person; `answer_of` says how by the card."""
    while cards := next_cards(workspace, actor, task, 10):
        given = [
            Submission(
                id=f"{task.id} {actor.id} {card.example_id}",
                example_id=card.example_id,
                version=card.version,
                decision=Decision.ACCEPT,
                answers={task.answer: answer_of(card)},
            )
            for card in cards
        ]
        assert all(receipt.saved for receipt in submit(workspace, actor, task, given))


def second(actor):
    """How this person's page says that the second answer, the tuned one, is better."""
    return lambda card: json.dumps(
        {
            "choice": "second",
            "reasons": [],
            "swapped": is_swapped(card.example_id, actor.id),
        }
    )


def test_a_pair_holds_both_answers_and_no_name(workspace, pairs):
    for card in next_cards(workspace, ANN, pairs, 8):
        base, tuned = card.pair
        assert base.content == "base."
        assert tuned.content.startswith("tuned on ")
        assert [message.speaker for message in card.messages] == [Speaker.USER]


def test_a_personal_value_that_only_a_model_wrote_is_replaced(workspace, pairs):
    assert all(
        MAIL not in card.pair[1].content and "Write to " in card.pair[1].content
        for card in next_cards(workspace, ANN, pairs, 8)
    )


def test_asking_again_adds_nothing_and_asking_for_more_adds_the_rest(workspace, evaluation):
    wanted = (Manner.PAIRS, ("floor", "tuned"))
    task, first = ask(workspace, evaluation, *wanted, size=3, request="few")
    again = ask(workspace, evaluation, *wanted, size=3, request="again")
    more = ask(workspace, evaluation, *wanted, size=5, request="more")
    assert (first, again, more) == (3, (task, 3), (task, 5))
    assert read_people(workspace, CURATOR, evaluation, task).asked == 5


def test_what_people_choose_is_counted_with_their_agreement_and_the_place_shown(
    workspace, evaluation, pairs
):
    judge(workspace, pairs, ANN, second(ANN))
    judge(workspace, pairs, BEN, second(BEN))
    found = read_people(workspace, CURATOR, evaluation, pairs)
    assert (found.score.won, found.score.tied, found.score.lost) == (8, 0, 0)
    assert found.score.verdict is Verdict.BETTER
    assert (found.asked, found.judged, found.agreement.percent) == (8, 8, 1.0)
    lean = found.shown_first.lean
    ids = [one.id for one in list_examples(workspace.store, pairs.id)]
    swapped = sum(is_swapped(one, who.id) for one in ids for who in (ANN, BEN))
    assert (lean.chosen, lean.of) == (swapped, 16)


def test_equal_answers_are_ties_without_being_asked_about(workspace, evaluation):
    task, asked = ask(workspace, evaluation, Manner.PAIRS, ("base", "floor"), request="equal")
    assert 0 < asked < 8
    judge(workspace, task, ANN, second(ANN))
    found = read_people(workspace, CURATOR, evaluation, task)
    assert found.score.won == asked
    assert found.score.tied == found.same > 0


def test_stars_are_given_to_one_answer_at_a_time(workspace, evaluation):
    task, asked = ask(
        workspace, evaluation, Manner.STARS, ("base", "tuned"), size=4, people=1, request="stars"
    )
    assert asked == 8

    def stars(card):
        assert not card.pair
        assert card.messages[-1].speaker is Speaker.ASSISTANT
        return "5" if card.messages[-1].content.startswith("tuned") else "2"

    judge(workspace, task, ANN, stars)
    found = read_people(workspace, CURATOR, evaluation, task)
    assert (found.stars, found.score.won, found.score.gain) == ({"base": 2.0, "tuned": 5.0}, 4, 3.0)
    assert found.shown_first is None


def test_a_task_that_grades_is_never_released(workspace, pairs):
    for method in TrainingMethod:
        with pytest.raises(NotReady, match="ever trained"):
            cut_release(
                workspace,
                CURATOR,
                task_id=pairs.id,
                method=method,
                seed=1,
                request_id=f"leak {method}",
            )


def test_a_grading_belongs_to_its_evaluation(workspace, evaluation, pairs):
    assert pairs in list_gradings(workspace, evaluation)
    assert list_gradings(workspace, replace(evaluation, id="another")) == []


@pytest.mark.parametrize(
    ("models", "wrong"),
    [
        (("base", "base"), {}),
        (("base", "nobody"), {}),
        (("base", "tuned"), {"people": 0}),
        (("base", "tuned"), {"size": 0}),
    ],
)
def test_wrong_orders_are_refused(workspace, evaluation, models, wrong):
    with pytest.raises(InputRefused):
        ask(workspace, evaluation, Manner.PAIRS, models, request="wrong", **wrong)


def test_a_reviewer_may_not_ask(workspace, evaluation):
    with pytest.raises(NotAllowed):
        ask_people(
            workspace,
            ANN,
            evaluation,
            manner=Manner.PAIRS,
            models=("base", "tuned"),
            people=2,
            size=4,
            request_id="no",
        )

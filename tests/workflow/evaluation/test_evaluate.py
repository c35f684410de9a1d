"""Evaluating with a client that answers from a table, on a release that was really cut."""

import csv
import io
import json

import pytest

from curation.balance.plan import Aim
from curation.balance.target import to_shares
from curation.errors import (
    InputRefused,
    NotAllowed,
    NotFound,
    NotReady,
    ProviderBusy,
    ProviderUnreachable,
)
from curation.evaluation.comparison import Verdict
from curation.evaluation.contestant import Contestant, Reply
from curation.files import read_lines
from curation.release.method import TrainingMethod
from curation.store import jobs
from curation.training.job import Job, JobStatus
from curation.workflow.background import Cancelled
from curation.workflow.balance.balance import make_plan
from curation.workflow.evaluation.answer_files import add_answer_file
from curation.workflow.evaluation.asking import Limits
from curation.workflow.evaluation.evaluate import evaluate, read_yardstick
from curation.workflow.evaluation.evaluation_results import (
    answers_csv,
    list_evaluations,
    list_side_by_side,
    result_costs,
)
from curation.workflow.explore.query_slices import compare_by_query
from curation.workflow.release.release import cut_release, get_release
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.released import copied, make_released
from tests.workflow.stocked import settle, stock, stock_accepted

TASK = "support-replies"


class Table:
    """A client: the tuned model knows the ideal answers, the base model says the same to all."""

    def __init__(self, ideal, fails_after=None):
        self.ideal = ideal
        self.asked = []
        self.fails_after = fails_after

    def answer(self, model, messages, *, max_tokens, temperature, seed, retries):
        if self.fails_after is not None and len(self.asked) >= self.fails_after:
            raise ProviderUnreachable("No answer", cause="It is off.", cure="Start it.")
        self.asked.append((model, messages[-1]["content"], temperature, seed))
        said = self.ideal[messages[-1]["content"]] if model == "tuned" else "Please wait."
        return Reply(text=said)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_released(tmp_path_factory.mktemp("made"), {"delivery": 40, "refund": 20})


@pytest.fixture
def released(made, tmp_path):
    yield from copied(made, tmp_path / "copy")


@pytest.fixture
def release(released):
    """A release of 60 examples, some of them held out."""
    return get_release(released, 1)


def cut(workspace, method=TrainingMethod.SFT, request="release"):
    return cut_release(
        workspace,
        CURATOR,
        task_id=TASK,
        method=method,
        seed=1,
        request_id=request,
        few_reason="A try.",
    )


def client_for(release, **kwargs):
    lines = read_lines(release.folder, "test")
    return Table(
        {line["messages"][-2]["content"]: line["messages"][-1]["content"] for line in lines},
        **kwargs,
    )


def run(workspace, release, client, *, models=("base", "tuned"), request="first", **kwargs):
    return evaluate(
        workspace,
        CURATOR,
        release_number=release.number,
        contestants=[Contestant(provider="fake", model=model) for model in models],
        request_id=request,
        client=client,
        **{"limits": Limits(at_once=1, pause=lambda seconds: None), **kwargs},
    )


def test_every_model_is_asked_every_held_out_example(released, release):
    client = client_for(release)
    run(released, release, client)
    questions = {line["messages"][-2]["content"] for line in read_lines(release.folder, "test")}
    assert {(model, question) for model, question, *_ in client.asked} == {
        (model, question) for model in ("base", "tuned") for question in questions
    }


def test_questions_are_asked_without_chance(released, release):
    client = client_for(release)
    run(released, release, client)
    assert {entry[2:] for entry in client.asked} == {(0.0, 20261120)}


def test_the_models_are_scored_by_their_right_answers(released, release):
    base, tuned = run(released, release, client_for(release)).scores
    held_out = release.counts["test"]
    assert (base.passed, base.n, tuned.passed, tuned.n) == (0, held_out, held_out, held_out)


def test_the_last_model_is_compared_with_the_first(released, release):
    comparison = run(released, release, client_for(release)).comparison
    assert (comparison.difference, comparison.verdict) == (1.0, Verdict.BETTER)


def test_one_model_alone_is_scored_and_not_compared(released, release):
    result = run(released, release, client_for(release), models=("tuned",))
    assert (len(result.scores), result.comparison) == (1, None)


def test_nothing_is_asked_twice(released, release):
    run(released, release, client_for(release))
    again = client_for(release)
    run(released, release, again, request="second")
    assert again.asked == []


def test_another_provider_is_asked_anew(released, release):
    run(released, release, client_for(release))
    again = client_for(release)
    evaluate(
        released,
        CURATOR,
        release_number=release.number,
        contestants=[Contestant(provider="other", model="base")],
        request_id="second",
        client=again,
    )
    assert len(again.asked) == release.counts["test"]


def test_the_same_request_again_returns_what_it_found(released, release):
    first = run(released, release, client_for(release))
    assert run(released, release, client_for(release)) == first
    assert len(list_evaluations(released, release.number)) == 1


def test_answers_are_kept_when_the_provider_goes_away(released, release):
    with pytest.raises(ProviderUnreachable):
        run(released, release, client_for(release, fails_after=3))
    again = client_for(release)
    run(released, release, again)
    assert len(again.asked) == 2 * release.counts["test"] - 3


def test_an_evaluation_that_failed_leaves_no_result(released, release):
    with pytest.raises(ProviderUnreachable):
        run(released, release, client_for(release, fails_after=3))
    assert list_evaluations(released, release.number) == []


def test_a_person_can_stop_it_and_go_on_later(released, release):
    def stop(done, total, message):
        if done == 2:
            raise Cancelled

    first = client_for(release)
    with pytest.raises(Cancelled):
        run(released, release, first, progress=stop)
    assert len(first.asked) < 5
    again = client_for(release)
    run(released, release, again)
    assert len(first.asked) + len(again.asked) == 2 * release.counts["test"]


def test_progress_counts_answers(released, release):
    steps = []
    run(released, release, client_for(release), progress=lambda *step: steps.append(step[:2]))
    total = 2 * release.counts["test"]
    assert steps == [(done, total) for done in range(total + 1)]


def test_preference_lines_are_graded_against_the_better_answer(workspace):
    stock_accepted(workspace, {"delivery": 40})
    release = cut(workspace, TrainingMethod.DPO)
    lines = read_lines(release.folder, "test")
    ideal = {
        line["input"]["messages"][-1]["content"]: line["preferred_output"][0]["content"]
        for line in lines
    }
    result = run(workspace, release, Table(ideal))
    assert result.scores[1].passed == len(lines) > 0


def test_the_grader_can_be_named(released, release):
    result = run(released, release, client_for(release), grader="exact")
    assert result.evaluation.grader == "exact"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"models": ()}, InputRefused),
        ({"models": ("base", "base")}, InputRefused),
        ({"models": ("base", "")}, InputRefused),
        ({"grader": "taste"}, InputRefused),
    ],
)
def test_wrong_orders_are_refused(released, release, wrong, error):
    with pytest.raises(error):
        run(released, release, client_for(release), **wrong)


def test_a_release_that_is_not_there_is_refused(workspace):
    with pytest.raises(NotFound):
        read_yardstick(workspace, 7)


def test_a_release_without_test_lines_is_refused(workspace):
    stock_accepted(workspace, {"delivery": 1})
    release = cut(workspace)
    assert release.counts["test"] == 0
    with pytest.raises(NotReady, match="Nothing to test with"):
        read_yardstick(workspace, release.number)


def test_a_test_that_was_trained_on_is_refused(released, release):
    file = release.folder / "test.jsonl"
    train = (release.folder / "train.jsonl").read_bytes().split(b"\n")
    lines = file.read_bytes().split(b"\n")
    file.chmod(0o600)
    file.write_bytes(b"\n".join([train[0], *lines[1:]]))
    with pytest.raises(NotReady, match="1 of the"):
        run(released, release, client_for(release))


def test_a_reviewer_may_not_evaluate(released, release):
    with pytest.raises(NotAllowed):
        evaluate(
            released,
            ANN,
            release_number=release.number,
            contestants=[Contestant(provider="fake", model="base")],
            request_id="r",
            client=client_for(release),
        )


def test_the_worst_answers_come_first_side_by_side(released, release):
    client = client_for(release)
    worst = list(client.ideal)[-1]
    client.ideal[worst] = "I do not know"
    evaluation = run(released, release, client).evaluation
    rows = list_side_by_side(released, CURATOR, evaluation, limit=2)
    assert rows[0].line.question == worst
    assert [answer.answer for answer in rows[0].answers] == ["Please wait.", "I do not know"]


def test_the_table_has_every_example_and_no_formula(workspace):
    ids = stock(workspace, [make_example(f"Question {n}?", row=n) for n in range(1, 60)])
    settle(workspace, {one: {"category": "delivery", "reply": "+1 day"} for one in ids})
    release = cut(workspace)
    evaluation = run(workspace, release, client_for(release)).evaluation
    rows = list(csv.reader(io.StringIO(answers_csv(workspace, CURATOR, evaluation.id))))
    assert rows[0][:4] == ["example", "prompt", "ideal answer", "answer: base"]
    assert len(rows) == 1 + release.counts["test"]
    assert {row[2] for row in rows[1:]} == {"'+1 day"}


def test_an_unknown_table_is_refused(workspace):
    with pytest.raises(NotFound):
        answers_csv(workspace, CURATOR, "nothing")


def test_the_yardstick_says_what_can_be_shown(released, release):
    assert (
        f"{release.counts['test']} test examples" in read_yardstick(released, release.number).power
    )


def test_lines_are_asked_as_they_are_in_the_release(released, release):
    line = json.loads((release.folder / "test.jsonl").read_bytes().split(b"\n")[0])
    asked = read_yardstick(released, release.number).lines[0].messages
    assert [m["content"] for m in asked] == [m["content"] for m in line["messages"][:-1]]


def test_answers_from_a_file_stand_beside_those_of_models(released, release):
    client = client_for(release)
    lines = read_yardstick(released, release.number).lines
    rows = [{"example_id": one.example_id, "answer": one.reference} for one in lines]
    data = "\n".join(map(json.dumps, rows)).encode()
    brought = add_answer_file(
        released, CURATOR, release_number=release.number, name="old.jsonl", data=data
    )
    result = evaluate(
        released,
        CURATOR,
        release_number=release.number,
        contestants=[Contestant(provider="fake", model="base"), brought],
        request_id="with file",
        client=client,
    )
    assert [score.passed for score in result.scores] == [0, len(lines)]
    assert {model for model, *_ in client.asked} == {"base"}


def test_models_are_compared_in_the_slices_of_a_query(released, release):
    result = run(released, release, client_for(release))
    label = "select example_id, answer as slice from verdicts where question = 'category'"
    by_query = compare_by_query(released, CURATOR, result.evaluation, label)
    assert {(one.name, one.comparison.pairs.n, one.shares) for one in by_query} == {
        (one.name, one.comparison.pairs.n, one.shares) for one in result.slices
    }
    none = "select example_id from examples where false"
    [others] = compare_by_query(released, CURATOR, result.evaluation, none)
    assert (others.name, others.comparison.pairs.n) == ("others", release.counts["test"])


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'{"example_id": "nobody", "answer": "x"}'])
def test_a_file_without_every_answer_is_refused(released, release, data):
    with pytest.raises(InputRefused):
        add_answer_file(released, CURATOR, release_number=1, name="bad.csv", data=data)


class Silent:
    """Says nothing at all."""

    def answer(self, model, messages, **settings):
        return Reply(text="")


def test_a_model_that_says_nothing_is_wrong_everywhere(released, release):
    result = run(released, release, Silent())
    assert [(score.passed, score.score) for score in result.scores] == [(0, 0.0), (0, 0.0)]
    assert result.comparison.verdict is Verdict.NOT_SHOWN


class AlwaysBusy:
    """Answers 429 for ever."""

    def answer(self, model, messages, **settings):
        raise ProviderBusy("Busy", cause="Too many requests.", cure="Wait.", code="429", wait=0.0)


def test_a_provider_that_is_busy_for_ever_ends_it_and_nothing_is_graded(released, release):
    with pytest.raises(ProviderBusy):
        run(released, release, AlwaysBusy())
    assert list_evaluations(released, release.number) == []


def test_a_ceiling_needs_prices(released, release):
    with pytest.raises(InputRefused, match="price"):
        run(released, release, client_for(release), limits=Limits(ceiling=1.0))


def test_a_ceiling_holds_for_a_model_with_a_price(released, release):
    """gpt-4.1 writes at 12 dollars per million tokens: 1,024 of them are over one cent."""
    client = client_for(release)
    with pytest.raises(NotReady, match="ceiling"):
        evaluate(
            released,
            CURATOR,
            release_number=release.number,
            contestants=[Contestant(provider="openai", model="gpt-4.1")],
            limits=Limits(ceiling=0.01),
            request_id="dear",
            client=client,
        )
    assert client.asked == []


@pytest.mark.parametrize("limits", [Limits(at_once=0), Limits(at_once=65), Limits(ceiling=-1.0)])
def test_wrong_limits_are_refused(released, release, limits):
    with pytest.raises(InputRefused):
        run(released, release, client_for(release), limits=limits)


def test_what_the_answers_took_is_measured(released, release):
    """The fake counts no tokens, so they are counted here; 5 of them in "Please wait." at most."""
    evaluation = run(released, release, client_for(release)).evaluation
    cost = result_costs(released, evaluation)["base"]
    assert cost.answers == release.counts["test"]
    assert 2 * cost.answers <= cost.output_tokens <= 5 * cost.answers
    assert cost.dollars is None


def test_a_model_of_an_earlier_release_that_has_seen_the_test_is_refused(released, release):
    """The test examples of the second release were training examples of the first."""
    second = cut(released, request="second")
    add_tuned(released, release, "earlier")
    client = client_for(second)
    run(released, second, client, models=("base", "earlier"))
    seen = release.folder / "train.jsonl"
    seen.chmod(0o600)
    seen.write_bytes((second.folder / "test.jsonl").read_bytes())
    run(released, second, client, models=("base",), request="without it")
    with pytest.raises(NotReady, match="release 1 too"):
        run(released, second, client, models=("base", "earlier"), request="unfair")


def test_a_test_that_was_changed_is_refused(released, release):
    file = release.folder / "test.jsonl"
    lines = file.read_bytes().split(b"\n")
    client = client_for(release)
    file.chmod(0o600)
    file.write_bytes(b"\n".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(NotReady, match="have changed"):
        run(released, release, client)


def add_tuned(workspace, release, model):
    now = workspace.now()
    jobs.add_job(
        workspace.store,
        Job(
            id=model,
            number=release.number,
            provider="fake",
            model="base",
            method=release.method,
            hyperparameters={},
            suffix="",
            seed=1,
            actor="olga",
            recorded_at=now,
            changed_at=now,
            status=JobStatus.SUCCEEDED,
            fine_tuned_model=model,
        ),
    )


def test_labels_are_compared_one_by_one_and_weighted_as_planned(released, release):
    """The tuned model knows everything about delivery and nothing else."""
    client = client_for(release)
    for question in client.ideal:
        if question.startswith("refund"):
            client.ideal[question] = "I do not know"
    aim = Aim(by="category", target=to_shares({"delivery": 1, "refund": 3}))
    make_plan(released, CURATOR, TASK, aims=[aim], size=None, seed=1, request_id="plan")
    found = run(released, release, client)
    assert {one.name: one.shares for one in found.slices} == {
        "delivery": (0.0, 1.0),
        "refund": (0.0, 0.0),
    }
    assert found.reweighted.difference == pytest.approx(0.25)


def test_others_are_compared_with_the_last_model_too(released, release):
    found = run(released, release, client_for(release), models=("base", "floor", "tuned"))
    assert list(found.comparisons) == ["base", "floor"]
    assert found.comparisons["floor"].difference == 1.0

"""Success is written down before training, and an evaluation is held against it."""

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.criteria import Criteria
from curation.store import jobs
from curation.training.job import Job, JobStatus
from curation.workflow.evaluation.criteria import judge_result, read_criteria, write_criteria
from curation.workflow.evaluation.evaluate import evaluate
from curation.workflow.release.release import get_release
from tests.makers import ANN, CURATOR
from tests.workflow.released import copied, make_released

WANTED = Criteria(rule="token_f1", gain=5, share=90)


class Wrong:
    def answer(self, model, messages, **settings):
        return Reply(text="no")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_released(tmp_path_factory.mktemp("made"), {"delivery": 30})


@pytest.fixture
def workspace(made, tmp_path):
    yield from copied(made, tmp_path)


@pytest.fixture
def release(workspace):
    return get_release(workspace, 1)


def write(workspace, criteria=WANTED, request="criteria", actor=CURATOR):
    write_criteria(workspace, actor, 1, criteria, request_id=request)


def add_job(workspace, release, model="gpt", suffix=""):
    jobs.add_job(
        workspace.store,
        Job(
            id=f"{model} {suffix}",
            number=release.number,
            provider="local",
            model=model,
            method=release.method,
            hyperparameters={},
            suffix=suffix,
            seed=1,
            actor="olga",
            recorded_at=workspace.now(),
            changed_at=workspace.now(),
            status=JobStatus.DRAFTED,
        ),
    )


def test_what_is_written_before_any_job_is_in_time(workspace, release):
    assert read_criteria(workspace, 1) is None
    add_job(workspace, release, "nearest", "floor")  # the floor is a yardstick, no candidate
    write(workspace)
    found = read_criteria(workspace, 1)
    assert (found.criteria, found.actor, found.in_time) == (WANTED, CURATOR.id, True)
    add_job(workspace, release)
    assert read_criteria(workspace, 1).in_time


def test_what_is_changed_after_a_job_is_said_to_be_late(workspace, release):
    write(workspace)
    add_job(workspace, release)
    write(workspace, Criteria(rule="token_f1", gain=1), request="easier")
    assert not read_criteria(workspace, 1).in_time


def test_an_evaluation_is_held_against_them(workspace, release):
    write(workspace)
    result = evaluate(
        workspace,
        CURATOR,
        release_number=1,
        contestants=[Contestant(provider="fake", model=name) for name in ("base", "tuned")],
        request_id="evaluation",
        client=Wrong(),
    )
    judged = judge_result(workspace, read_criteria(workspace, 1), result)
    assert [one.met for one in judged] == [False, False]


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(rule="token_f1"),
        Criteria(rule="token_f1", gain=101),
        Criteria(rule="token_f1", share=-1),
        Criteria(rule="taste", gain=5),
    ],
)
def test_what_is_no_criterion_is_refused(workspace, release, criteria):
    with pytest.raises(InputRefused):
        write(workspace, criteria)


def test_a_reviewer_writes_none(workspace, release):
    with pytest.raises(NotAllowed):
        write(workspace, actor=ANN)

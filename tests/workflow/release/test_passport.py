"""A passport tells everything that happened to an example, and nothing that it says."""

import json
from dataclasses import replace

import pytest

from curation.cli import main
from curation.errors import NotAllowed, NotFound
from curation.evaluation.contestant import Contestant
from curation.evaluation.evaluation import Evaluation, GradedAnswer
from curation.evaluation.grade import Grade
from curation.release.method import TrainingMethod
from curation.settings import read_settings
from curation.store.evaluations import add_evaluation
from curation.store.jobs import add_job
from curation.training.job import Job, JobStatus
from curation.workflow.release.passport import trace_example, trace_line
from curation.workflow.release.release import cut_release
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, CURATOR, make_example
from tests.staged import add_review
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
NAME = "Julia Hartmann"
TICKETS = [
    make_example(f"Ticket {number} of {NAME}", row=number, group=str(number))
    for number in range(1, 13)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Twelve tickets: one value decided, all judged, released, trained on, and graded."""
    folder = tmp_path_factory.mktemp("desk") / "desk"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    stock(workspace, TICKETS)
    now = workspace.now()
    value = {"entity": "PERSON", "value_key": "key"}
    place = {"path": "source.nowhere", "begins": 0, "ends": 1, "score": 1.0, "recognizer": "T"}
    workspace.store.append(
        "finding",
        [{"scan_id": f"scan {one.id}", "example_id": one.id, **place, **value} for one in TICKETS],
    )
    workspace.store.append(
        "finding_decision",
        [
            {"decision_id": "d", "request_id": "q", "task": TASK, **value, "action": "mask",
             "reason": "", "actor": "carla", "recorded_at": now}
        ],
    )  # fmt: skip
    for number, ticket in enumerate(TICKETS):
        add_review(workspace.store, ticket, review_id=f"r{number}")
    settle(workspace, {one.id: {"category": "delivery", "reply": "Done."} for one in TICKETS})
    cut_release(
        workspace,
        CURATOR,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id="cut",
    )
    now = workspace.now()
    graded = Grade(score=1.0, passed=True)
    job = Job(
        id="j", number=1, provider="local", model="nearest", method=TrainingMethod.SFT,
        hyperparameters={}, suffix="", seed=1, actor="olga", recorded_at=now, changed_at=now,
        status=JobStatus.SUCCEEDED, fine_tuned_model="ft:nearest:me::1",
    )  # fmt: skip
    add_job(workspace.store, job)
    held_out = trace_line(workspace, CURATOR, 1, "test", 1).example_id
    add_evaluation(
        workspace.store,
        Evaluation(
            id="e", number=1, contestants=(Contestant(provider="local", model="nearest"),),
            grader="same", actor="carla", recorded_at=now,
        ),
        [
            GradedAnswer(model="nearest", example_id=held_out, answer=NAME, grade=graded)
        ],
    )  # fmt: skip
    yield workspace
    close_workspace(workspace)


def steps(found):
    return [stop.step.name for stop in found.stops]


def test_a_training_line_is_traced_from_its_file_to_the_model(desk):
    found = trace_line(desk, CURATOR, 1, "train", 1)
    on_the_way = ["STAGED", "SCANNED", "DECIDED", "REVIEWED", "SETTLED", "RELEASED", "TRAINED"]
    assert sorted(steps(found)) == sorted(on_the_way)
    assert steps(found)[-1] == "TRAINED"
    (ticket,) = [one for one in TICKETS if one.id == found.example_id]
    assert (found.file, found.row, found.file_sha256) == (
        ticket.source.file,
        ticket.source.row,
        ticket.source.sha256,
    )
    assert found.stops[-1].text == "ft:nearest:me::1"


def test_a_test_line_is_traced_to_grades_and_to_no_training(desk):
    found = trace_line(desk, CURATOR, 1, "test", 1)
    assert "TRAINED" not in steps(found)
    assert [(stop.what, stop.text) for stop in found.stops if stop.step.name == "GRADED"] == [
        ("grade 1.0, passed:", "nearest")
    ]


def test_the_line_is_the_one_that_stands_there(desk):
    found = trace_line(desk, CURATOR, 1, "train", 2)
    assert [(place.number, place.part, place.line) for place in found.lines] == [(1, "train", 2)]
    assert trace_example(desk, CURATOR, found.example_id) == found


def test_nothing_of_the_text_is_in_a_passport(desk):
    assert NAME not in json.dumps(trace_line(desk, CURATOR, 1, "test", 1).as_json())


def test_a_line_that_is_not_there_is_refused_with_those_that_are(desk):
    with pytest.raises(NotFound, match="train"):
        trace_line(desk, CURATOR, 1, "train", 99)
    with pytest.raises(NotFound):
        trace_example(desk, CURATOR, "nobody")


def test_a_reviewer_sees_no_passport(desk):
    with pytest.raises(NotAllowed):
        trace_line(desk, ANN, 1, "train", 1)


def test_the_command_tells_the_same(tmp_path, capsys):
    folder = tmp_path / "desk"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    stock(workspace, TICKETS[:1])
    close_workspace(workspace)
    words = ["passport", "--example", TICKETS[0].id, "--workspace", str(folder), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert [event["step"] for event in told["events"]] == ["staged", "scanned"]

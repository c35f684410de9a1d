"""Reinforcement from end to end: a grader is tried, a release is cut, and a model learns."""

import json
import threading

import pytest

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.evaluation.contestant import Reply
from curation.files import read_grader_file, read_lines
from curation.release.method import TrainingMethod
from curation.training.job import JobStatus
from curation.workflow.release import graders
from curation.workflow.release.grader_trials import last_trial, start_trial
from curation.workflow.release.graders import (
    TaskGrader,
    current_grader,
    read_grader,
    try_on_verdicts,
    use_grader,
)
from curation.workflow.release.release import cut_release
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import submit_job, wait_for_job
from tests.makers import ANN, CURATOR, OWNER
from tests.workflow.stocked import stock_accepted

TASK = "support-replies"
SAME = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "operation": "eq",
    "reference": "{{item.reference_answer}}",
}


def wanted(**changes):
    return TaskGrader(grader=SAME | changes)


def use(workspace, actor=CURATOR, **changes):
    return use_grader(workspace, actor, TASK, wanted(**changes), request_id="g1")


def cut(workspace, **more):
    return cut_release(
        workspace,
        CURATOR,
        task_id=TASK,
        method=TrainingMethod.RFT,
        seed=1,
        few_reason="A try.",
        request_id="r1",
        **more,
    )


def test_a_grader_that_passed_its_trial_is_used(workspace):
    stock_accepted(workspace, {"delivery": 6})
    assert current_grader(workspace, TASK) is None
    use(workspace)
    assert current_grader(workspace, TASK) == wanted()


def test_a_grader_that_lets_tricks_pass_is_not_used(workspace):
    stock_accepted(workspace, {"delivery": 6})
    with pytest.raises(NotReady, match="must not be used"):
        use(workspace, operation="ne", reference="x")
    assert current_grader(workspace, TASK) is None


def test_trying_a_grader_stores_nothing(workspace):
    stock_accepted(workspace, {"delivery": 6})
    assert try_on_verdicts(workspace, CURATOR, TASK, wanted()).against == ()
    assert current_grader(workspace, TASK) is None


def test_a_field_that_no_line_has_is_refused(workspace):
    stock_accepted(workspace, {"delivery": 6})
    with pytest.raises(InputRefused) as refused:
        use(workspace, reference="{{item.colour}}")
    assert "item.colour" in refused.value.cause


def test_a_reviewer_uses_no_grader(workspace):
    with pytest.raises(NotAllowed):
        use(workspace, actor=ANN)


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "magic"}'])
def test_a_text_that_is_no_grader_is_refused(text):
    with pytest.raises(InputRefused):
        read_grader(text)


def test_no_release_for_reinforcement_without_a_grader(workspace):
    stock_accepted(workspace, {"delivery": 6})
    with pytest.raises(NotReady, match="no grader"):
        cut(workspace)


def test_a_release_holds_its_grader_and_what_it_reads(workspace):
    stock_accepted(workspace, {"delivery": 12})
    use(workspace)
    release = cut(workspace)
    assert read_grader_file(release.folder) == SAME
    line = read_lines(release.folder, "train")[0]
    assert [message["role"] for message in line["messages"]] == ["developer", "user"]
    assert line["reference_answer"].startswith("Answer to ")
    assert line["category"] == "delivery"


def test_a_model_learns_from_grades_on_this_machine(workspace):
    stock_accepted(workspace, {"delivery": 12})
    use(workspace)
    cut(workspace)
    try:
        job = submit_job(
            workspace,
            OWNER,
            release_number=1,
            provider="local",
            model="nearest",
            request_id="j1",
            wait=True,
        )
        job = wait_for_job(workspace, job.id)
        assert job.status == JobStatus.SUCCEEDED
        assert job.curve[-1].train_accuracy == 1.0
    finally:
        close_trainer(workspace)


def test_published_items_for_reinforcement_are_right_with_their_graders(shared):
    from curation.workflow.release.validate import validate_file

    for folder, grader in (
        ("rft_clause_matching", "multi_grader"),
        ("rft_clause_matching", "model_grader"),
        ("rft_countdown", "grader_config_aoai"),
    ):
        place = shared / "preferences" / folder
        report = validate_file(
            place / "items.jsonl",
            method=TrainingMethod.RFT,
            provider="local",
            model="nearest",
            grader=place / f"{grader}.json",
        )
        assert report.errors == (), json.dumps([p.message for p in report.errors[:3]])


def test_a_grader_that_asks_a_model_is_tried_in_the_background(workspace, monkeypatch):
    stock_accepted(workspace, {"delivery": 6})
    asked, let_go = threading.Event(), threading.Event()

    class Slow:
        def answer(self, model, messages, **more):
            asked.set()
            assert let_go.wait(60)
            text = messages[0]["content"]
            right, _, said = text.removeprefix("Right: ").partition(" Said: ")
            return Reply(text="1" if said == right else "0")

    monkeypatch.setattr(graders, "open_client", lambda workspace, provider: Slow())
    judge = {
        "type": "score_model",
        "name": "judge",
        "model": "m",
        "range": [0, 1],
        "pass_threshold": 0.5,
        "input": [
            {
                "role": "user",
                "content": "Right: {{item.reference_answer}} Said: {{sample.output_text}}",
            }
        ],
    }
    asking = TaskGrader(grader=judge)
    start_trial(workspace, CURATOR, TASK, asking, use=False, request_id="t")
    assert asked.wait(60)  # the caller is back while the model still thinks
    assert last_trial(workspace, TASK, asking) is None
    let_go.set()
    for thread in threading.enumerate():
        if thread.name == f"grader {TASK}":
            thread.join()
    assert last_trial(workspace, TASK, asking).against == ()
    assert last_trial(workspace, TASK, wanted()) is None

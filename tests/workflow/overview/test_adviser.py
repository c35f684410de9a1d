"""What is advised for a task, from its examples and from what people answered."""

import pytest

from curation.errors import NotAllowed
from curation.release.adviser import Aim, Approach, Asked
from curation.release.method import TrainingMethod
from curation.workflow.overview.adviser import advise_task, read_asked, save_asked
from tests.makers import ANN, CURATOR
from tests.workflow.stocked import stock_accepted


@pytest.fixture
def task(workspace):
    return workspace.task("support-replies")


def test_lines_are_counted_by_method(workspace, task):
    stock_accepted(workspace, {"delivery": 6, "refund": 6})
    found = advise_task(workspace, CURATOR, task).situation
    assert found.ready[TrainingMethod.SFT] == 12
    assert "This machine" in found.trained_at[TrainingMethod.RFT]


def test_enough_right_answers_lead_to_sft_once_a_prompt_was_tried(workspace, task):
    stock_accepted(workspace, {"delivery": 6, "refund": 6})
    assert advise_task(workspace, CURATOR, task).advised.take == (Approach.PROMPT,)
    save_asked(workspace, CURATOR, task, Asked(prompt_tried=True), request_id="r1")
    assert advise_task(workspace, CURATOR, task).advised.take == (Approach.SFT,)


def test_a_task_of_choices_is_taken_for_one_of_taste(workspace, task):
    assert read_asked(workspace, task).aim is Aim.RIGHT
    assert read_asked(workspace, workspace.task("preferred-replies")).aim is Aim.TASTE


def test_what_was_answered_is_kept_and_the_same_request_changes_nothing(workspace, task):
    asked = Asked(aim=Aim.REASONING, facts_change=True)
    save_asked(workspace, CURATOR, task, asked, request_id="r1")
    save_asked(workspace, CURATOR, task, Asked(), request_id="r1")
    assert read_asked(workspace, task) == asked


def test_reviewers_are_not_asked(workspace, task):
    with pytest.raises(NotAllowed):
        advise_task(workspace, ANN, task)
    with pytest.raises(NotAllowed):
        save_asked(workspace, ANN, task, Asked(), request_id="r1")

"""Changing a task in a workspace: versions, conflicts, roles, and answers that were given."""

from dataclasses import replace

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.task import parse_task
from curation.workflow.settings.task_changes import change_task, changeable_tasks, list_versions
from tests.makers import ANN, CURATOR
from tests.workflow.reviewed import review, stage


@pytest.fixture
def task(workspace):
    return workspace.task("support-replies")


def labelled(task, *options):
    first, *others = task.questions
    return replace(task, questions=(replace(first, options=options), *others))


def test_a_change_holds_at_once_and_both_versions_are_kept(workspace, task):
    changed = labelled(replace(task, title="Replies"), *task.questions[0].options, "returns")
    assert change_task(workspace, CURATOR, changed, seen=task, request_id="r1") == changed
    assert workspace.task(task.id) == changed
    first, second = list_versions(workspace, CURATOR, task)
    assert [first.actor, second.actor] == ["", CURATOR.id]
    assert parse_task(first.body, task_id=task.id) == task
    assert parse_task(second.body, task_id=task.id) == changed


def test_the_same_request_again_changes_nothing(workspace, task):
    changed = replace(task, title="Replies")
    change_task(workspace, CURATOR, changed, seen=task, request_id="r1")
    again = change_task(workspace, CURATOR, replace(task, title="X"), seen=task, request_id="r1")
    assert again.title == "Replies"
    assert len(list_versions(workspace, CURATOR, task)) == 2


def test_who_saw_an_older_task_is_told(workspace, task):
    change_task(workspace, CURATOR, replace(task, title="A"), seen=task, request_id="r1")
    with pytest.raises(Conflict):
        change_task(workspace, CURATOR, replace(task, title="B"), seen=task, request_id="r2")


def test_a_label_that_was_given_stays(workspace, task):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", label="delivery")
    without = [label for label in task.questions[0].options if label != "delivery"]
    changed = labelled(task, *without, "other", "more")
    with pytest.raises(InputRefused, match="cannot change any more"):
        change_task(workspace, CURATOR, changed, seen=task, request_id="r1")
    assert workspace.task(task.id) == task


def test_reviewers_change_no_task(workspace, task):
    with pytest.raises(NotAllowed):
        change_task(workspace, ANN, replace(task, title="A"), seen=task, request_id="r1")


def test_an_incomplete_change_is_refused(workspace, task):
    with pytest.raises(InputRefused, match="not complete"):
        change_task(workspace, CURATOR, replace(task, title=""), seen=task, request_id="r1")


def test_shipped_tasks_can_be_changed(workspace):
    assert "support-replies" in changeable_tasks(workspace)

"""Long work: recorded, counted, cancelled, interrupted."""

import threading
from datetime import timedelta

import pytest

from curation.activity import ActivityState
from curation.errors import InputRefused
from curation.store import activities
from curation.workflow.background import (
    cancel_activity,
    close_interrupted,
    find_activity,
    latest_activity,
    run_activity,
    start_in_background,
)
from tests.makers import CURATOR


def run(workspace, work):
    return run_activity(workspace, CURATOR, work, kind="scan", subject="support-replies")


def test_work_that_ends_is_done_with_its_closing_sentence(workspace):
    def work(progress):
        progress.step(2, 2)
        return "Scanned 2 examples."

    activity = run(workspace, work)
    assert (activity.state, activity.done, activity.total) == (ActivityState.DONE, 2, 2)
    assert activity.message == "Scanned 2 examples."


def test_a_refusal_is_recorded_and_raised(workspace):
    def work(progress):
        progress.step(1, 3)
        raise InputRefused("No", cause="It is empty.", cure="Choose another file.")

    with pytest.raises(InputRefused):
        run(workspace, work)
    activity = latest_activity(workspace, kind="scan", subject="support-replies")
    assert activity is not None
    assert activity.state == ActivityState.FAILED
    assert "It is empty." in activity.message


def test_cancelled_work_stops_after_its_present_step(workspace):
    steps = []

    def work(progress):
        for number in range(1, 10):
            progress.step(number, 10)
            steps.append(number)
            if number == 3:
                cancel_activity(workspace, progress.activity_id)
        return "Not reached."

    assert run(workspace, work).state == ActivityState.CANCELLED
    assert steps == [1, 2, 3]


def test_a_second_click_finds_the_first_activity(workspace):
    go_on = threading.Event()

    def work(progress):
        progress.step(0, 1)
        go_on.wait()
        return "Done."

    first = start_in_background(workspace, CURATOR, work, kind="scan", subject="a")
    second = start_in_background(workspace, CURATOR, work, kind="scan", subject="a")
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "scan a":
            thread.join()
    assert first.id == second.id


def test_what_an_ended_process_left_running_is_closed_with_a_cure(workspace):
    activities.start_activity(
        workspace.store,
        activity_id="left",
        kind="scan",
        subject="a",
        actor="carla",
        total=10,
        recorded_at=workspace.now(),
    )
    assert close_interrupted(workspace) == 1
    activity = find_activity(workspace, "left")
    assert activity is not None
    assert activity.state == ActivityState.FAILED
    assert "start it again" in activity.message


def test_time_left_is_the_rest_at_the_pace_so_far(workspace):
    activities.start_activity(
        workspace.store,
        activity_id="x",
        kind="scan",
        subject="a",
        actor="carla",
        total=10,
        recorded_at=workspace.now(),
    )
    activities.record_progress(
        workspace.store,
        "x",
        ActivityState.RUNNING,
        done=2,
        total=10,
        message="",
        recorded_at=workspace.now(),
    )
    activity = find_activity(workspace, "x")
    assert activity is not None
    # 2 of 10 in 5 s: 8 are left at 2.5 s each
    assert activity.time_left(activity.started_at + timedelta(seconds=5)) == timedelta(seconds=20)

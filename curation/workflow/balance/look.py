"""Defects as a page shows them at once: what is known, how old it is, and who looks again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from curation.activity import Activity, ActivityState
from curation.balance.checks.check import Severity
from curation.people import Actor, Role, require
from curation.store.activities import list_activities
from curation.store.examples import count_examples
from curation.workflow.background import latest_activity, start_in_background
from curation.workflow.balance.check import Checkup, LastLook, last_look, run_checks
from curation.workflow.workspace import Workspace

KIND = "check"

LIVE = 2_000
"""Examples that are looked at while the page waits: they take about a second."""

REST = timedelta(minutes=10)
"""Of more examples, what has changed is looked at again by itself only so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of a task's defects, in a sentence and, unless the app has just started, whole.

    `told` is empty and `looked_at` None when nobody has looked yet. `running` is looking now.
    """

    told: str
    looked_at: datetime | None
    checkup: Checkup | None = None
    is_current: bool = False
    running: Activity | None = None


def look(workspace: Workspace, actor: Actor, task_id: str) -> Look:
    """What is known of the defects of a task, without waiting for more than a moment.

    A few examples are looked at here and now. Of many the last result is returned, and where it is
    out of date they are looked at in the background, unless somebody has just done so.
    """
    known = last_look(workspace, task_id)
    if (known is None or not known.is_current) and (
        count_examples(workspace.store, task_id) <= LIVE
    ):
        run_checks(workspace, task_id)
        known = last_look(workspace, task_id)
    if known is not None and known.is_current:
        return _look(known)
    last = latest_activity(workspace, kind=KIND, subject=task_id)
    running = None if last is None or last.is_over else last
    if running is None and (last is None or _is_due(workspace, last, known)):
        running = start_looking(workspace, actor, task_id)
    return _look(known, running) if known else _remembered(workspace, task_id, running)


def _is_due(workspace: Workspace, last: Activity, known: LastLook | None) -> bool:
    """After a rest; or at once, when what was found is gone with the app that found it."""
    lost = known is None and last.state is ActivityState.DONE
    return lost or workspace.now() - last.started_at > REST


def start_looking(workspace: Workspace, actor: Actor, task_id: str) -> Activity:
    """Look at all examples of a task in the background; returns at once.

    Stopped, it leaves what was found before.
    """
    require(actor, Role.CURATOR, to="look for defects")
    return start_in_background(
        workspace,
        actor,
        lambda progress: summary(run_checks(workspace, task_id, progress.step)),
        kind=KIND,
        subject=task_id,
    )


def summary(checkup: Checkup) -> str:
    """How much is wrong, in one sentence."""
    errors, warnings = checkup.count(Severity.ERROR), checkup.count(Severity.WARNING)
    if errors or warnings:
        return f"Checks: {errors:,} to correct, {warnings:,} to look at."
    return f"{len(checkup.found)} checks find no defect."


def _look(known: LastLook, running: Activity | None = None) -> Look:
    return Look(
        told=summary(known.checkup),
        looked_at=known.looked_at,
        checkup=known.checkup,
        is_current=known.is_current,
        running=running,
    )


def _remembered(workspace: Workspace, task_id: str, running: Activity | None) -> Look:
    """What the last look before the app was started found."""
    done = next(
        (
            activity
            for activity in list_activities(workspace.store, kind=KIND, limit=100)
            if activity.subject == task_id and activity.state is ActivityState.DONE
        ),
        None,
    )
    return Look(
        told=done.message if done else "",
        looked_at=done.started_at if done else None,
        running=running,
    )

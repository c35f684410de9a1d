"""Long work in the background: a thread that reports to the store, never to a page."""

import logging
import threading
import uuid
from collections.abc import Callable

from curation.activity import Activity, ActivityState
from curation.errors import CurationError
from curation.people import Actor
from curation.store import activities
from curation.workflow.workspace import Workspace

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised inside the work when a person asked to stop; what is stored so far is kept."""


class Progress:
    """How far one activity is: call `step` after each stored batch.

    `step` raises Cancelled when a person asked to stop.
    """

    def __init__(self, workspace: Workspace, activity_id: str) -> None:
        self._workspace = workspace
        self.activity_id = activity_id
        self.done = 0
        self.total = 0
        self.message = ""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Record that `done` of `total` are stored."""
        self.done, self.total, self.message = done, total, message
        self.check()
        self._record(ActivityState.RUNNING)

    def check(self) -> None:
        """Raise Cancelled when a person asked to stop; for work between two steps."""
        if self._state() == ActivityState.CANCELLING:
            raise Cancelled

    def end(self, state: ActivityState, message: str) -> None:
        """Record how it ended."""
        self.message = message
        self._record(state)

    def _state(self) -> ActivityState:
        activity = activities.get_activity(self._workspace.store, self.activity_id)
        return activity.state if activity else ActivityState.CANCELLED

    def _record(self, state: ActivityState) -> None:
        activities.record_progress(
            self._workspace.store,
            self.activity_id,
            state,
            done=self.done,
            total=self.total,
            message=self.message,
            recorded_at=self._workspace.now(),
        )


def run_activity(
    workspace: Workspace,
    actor: Actor,
    work: Callable[[Progress], str],
    *,
    kind: str,
    subject: str,
) -> Activity:
    """Do the work here and now, recorded as an activity; returns it as it ended.

    `work` returns the closing sentence. A CurationError is recorded and raised again.
    """
    progress = _started(workspace, actor, kind, subject)
    _carry_out(progress, work, raise_errors=True)
    return _current(workspace, progress.activity_id)


def start_in_background(
    workspace: Workspace,
    actor: Actor,
    work: Callable[[Progress], str],
    *,
    kind: str,
    subject: str,
) -> Activity:
    """Start the work in a thread of its own and return at once.

    One activity of a kind and subject runs at a time: a second click returns the first one.
    """
    with _starting:
        for activity in activities.list_activities(workspace.store, kind=kind):
            if activity.subject == subject and activity.id in _threads and not activity.is_over:
                return activity
        progress = _started(workspace, actor, kind, subject)
        thread = threading.Thread(
            target=_in_thread, args=(progress, work), name=f"{kind} {subject}", daemon=True
        )
        _threads[progress.activity_id] = thread
        thread.start()
    return _current(workspace, progress.activity_id)


def cancel_activity(workspace: Workspace, activity_id: str) -> None:
    """Ask an activity to stop after its present step. One that is over is left alone."""
    activity = _current(workspace, activity_id)
    if activity.is_over:
        return
    activities.record_progress(
        workspace.store,
        activity_id,
        ActivityState.CANCELLING,
        done=activity.done,
        total=activity.total,
        message="Stopping",
        recorded_at=workspace.now(),
    )


def find_activity(workspace: Workspace, activity_id: str) -> Activity | None:
    """The activity of that id; None when there is none."""
    return activities.get_activity(workspace.store, activity_id)


def latest_activity(workspace: Workspace, *, kind: str, subject: str) -> Activity | None:
    """The newest activity of a kind on a subject, running or over; None when there was none."""
    return next(
        (
            activity
            for activity in activities.list_activities(workspace.store, kind=kind, limit=100)
            if activity.subject == subject
        ),
        None,
    )


def recent_activities(workspace: Workspace, *, limit: int = 10, but: str = "") -> list[Activity]:
    """The newest activities of every kind but one, newest first."""
    return activities.list_activities(workspace.store, but=but, limit=limit)


def close_interrupted(workspace: Workspace) -> int:
    """Mark what an ended process left running as interrupted; returns how many. Call at start."""
    left = [
        activity
        for activity in activities.list_activities(workspace.store, limit=1000)
        if not activity.is_over and activity.id not in _threads
    ]
    for activity in left:
        activities.record_progress(
            workspace.store,
            activity.id,
            ActivityState.FAILED,
            done=activity.done,
            total=activity.total,
            message="The app stopped in the middle. What was done is kept; start it again for "
            "the rest.",
            recorded_at=workspace.now(),
        )
    return len(left)


_threads: dict[str, threading.Thread] = {}
_starting = threading.Lock()


def _started(workspace: Workspace, actor: Actor, kind: str, subject: str) -> Progress:
    activity_id = uuid.uuid4().hex
    activities.start_activity(
        workspace.store,
        activity_id=activity_id,
        kind=kind,
        subject=subject,
        actor=actor.id,
        total=0,
        recorded_at=workspace.now(),
    )
    return Progress(workspace, activity_id)


def _in_thread(progress: Progress, work: Callable[[Progress], str]) -> None:
    try:
        _carry_out(progress, work, raise_errors=False)
    finally:
        _threads.pop(progress.activity_id, None)


def _carry_out(progress: Progress, work: Callable[[Progress], str], *, raise_errors: bool) -> None:
    try:
        progress.end(ActivityState.DONE, work(progress))
    except Cancelled:
        progress.end(ActivityState.CANCELLED, "Stopped. What was done is kept.")
    except CurationError as error:
        progress.end(ActivityState.FAILED, str(error))
        if raise_errors:
            raise
    except Exception:
        log.exception("Activity %s failed", progress.activity_id)
        progress.end(
            ActivityState.FAILED,
            f"Something unexpected happened; the log has it under {progress.activity_id[:8]}. "
            "What was done is kept.",
        )
        if raise_errors:
            raise


def _current(workspace: Workspace, activity_id: str) -> Activity:
    activity = activities.get_activity(workspace.store, activity_id)
    if activity is None:
        raise KeyError(activity_id)
    return activity

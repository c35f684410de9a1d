"""Trials of graders that ask a model: in the background, so that no page waits for them."""

from dataclasses import dataclass
from pathlib import Path

from curation.activity import Activity
from curation.people import Actor, Role, require
from curation.reward.grader import kinds_in
from curation.reward.trial import Trial
from curation.workflow.background import Progress, start_in_background
from curation.workflow.release.graders import MODEL_KINDS, TaskGrader, try_on_verdicts, use_grader
from curation.workflow.workspace import Workspace

TRIAL = "grader"
"""The kind of activity that a trial is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A grader and what it gave."""

    wanted: TaskGrader
    trial: Trial


_last: dict[tuple[Path, str], Tried] = {}


def asks_a_model(wanted: TaskGrader) -> bool:
    """True for a grader that asks a model about every answer, which takes its time."""
    return bool(kinds_in(wanted.grader) & MODEL_KINDS)


def start_trial(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: TaskGrader,
    *,
    use: bool,
    request_id: str,
) -> Activity:
    """Try a grader in the background and, with `use`, use it from then on when it passes.

    A second click while one is tried finds that one. Needs a curator.
    """
    require(actor, Role.CURATOR, to="try a grader")

    def work(progress: Progress) -> str:
        progress.step(0, 1, "Asking the model about known answers")
        if use:
            trial = use_grader(
                workspace, actor, task_id, wanted, request_id=request_id, before=progress.check
            )
        else:
            trial = try_on_verdicts(workspace, actor, task_id, wanted, before=progress.check)
        _last[workspace.folder, task_id] = Tried(wanted=wanted, trial=trial)
        progress.step(1, 1, "")
        return "The grader is in use." if use else "The grader was tried."

    return start_in_background(workspace, actor, work, kind=TRIAL, subject=task_id)


def last_trial(workspace: Workspace, task_id: str, wanted: TaskGrader) -> Trial | None:
    """What the last trial in the background gave; None when it was of another grader."""
    tried = _last.get((workspace.folder, task_id))
    return tried.trial if tried is not None and tried.wanted == wanted else None

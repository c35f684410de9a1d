"""Saying that something a check found is all right, and taking that back."""

from collections.abc import Sequence

from curation.balance.checks.check import Defect, defect_keys
from curation.errors import InputRefused
from curation.people import Actor, Role, require
from curation.review.submission import one_line
from curation.store.accepted_defects import add_acceptance
from curation.workflow.balance.checked import list_checked
from curation.workflow.workspace import Workspace

LONGEST_REASON = 500


def accept_defects(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    check: str,
    defects: Sequence[Defect],
    *,
    reason: str,
    request_id: str,
) -> None:
    """Accept what a check found, so that it is counted apart and holds up no release.

    It holds until one of the examples changes, or gets another final answer. Raises InputRefused
    without a reason, or for one that is too long. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="accept what a check found")
    why = one_line(reason)
    if not why or len(why) > LONGEST_REASON:
        raise InputRefused(
            "Say why",
            cause="There is no reason."
            if not why
            else f"The reason has more than {LONGEST_REASON:,} characters.",
            cure="Write in one sentence why it is all right; others will read it.",
        )
    _add(workspace, actor, task_id, check, defects, accept=True, why=why, request_id=request_id)


def withdraw_acceptance(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    check: str,
    defects: Sequence[Defect],
    *,
    request_id: str,
) -> None:
    """Let these defects count again. The same request again changes nothing."""
    require(actor, Role.CURATOR, to="take an acceptance back")
    _add(workspace, actor, task_id, check, defects, accept=False, why="", request_id=request_id)


def _add(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    check: str,
    defects: Sequence[Defect],
    *,
    accept: bool,
    why: str,
    request_id: str,
) -> None:
    task = workspace.task(task_id)
    ids = {name for defect in defects for name in defect.ids}
    states = {one.id: one.state for one in list_checked(workspace, task, ids=ids)}
    add_acceptance(
        workspace.store,
        task_id,
        check,
        {key for defect in defects for key in defect_keys(check, defect, states)},
        accept=accept,
        reason=why,
        actor=actor.id,
        request_id=request_id,
        recorded_at=workspace.now(),
    )

"""Deciding what becomes of a value: masked or kept, everywhere in a task."""

from collections.abc import Sequence

from curation.errors import InputRefused, NotFound
from curation.people import Actor, Role, require
from curation.privacy.finding import Action
from curation.store import decisions, findings
from curation.workflow.workspace import Workspace


def decide(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    entity: str,
    value_key: str,
    action: Action,
    *,
    reason: str = "",
    request_id: str,
) -> int:
    """Decide one value in the whole task; returns 1, or 0 when the request was known already.

    Raises NotFound when no finding has this value.
    """
    _check(actor, action)
    workspace.task(task_id)
    if decisions.was_recorded(workspace.store, request_id):
        return 0
    if not findings.list_places(
        workspace.store, task_id, entity=entity, value_key=value_key, limit=1
    ):
        raise NotFound(
            "No such value",
            cause="No finding in this task has that value any more.",
            cure="Look at the list again; it may have been scanned anew.",
        )
    _record(
        workspace, actor, task_id, [(entity, value_key, action)], reason=reason, request=request_id
    )
    return 1


def decide_values(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    values: Sequence[tuple[str, str]],
    action: Action,
    *,
    reason: str = "",
    request_id: str,
) -> int:
    """Decide several values, each named by its entity and key, in one step; returns how many.

    0 when there is none, or the request was known already.
    """
    _check(actor, action)
    workspace.task(task_id)
    if decisions.was_recorded(workspace.store, request_id):
        return 0
    choices = [(entity, value_key, action) for entity, value_key in values]
    _record(workspace, actor, task_id, choices, reason=reason, request=request_id)
    return len(choices)


def decide_all(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    action: Action,
    *,
    entity: str = "",
    reason: str = "",
    request_id: str,
) -> int:
    """Decide every value that is undecided, of one entity or of all; returns how many.

    0 when there is none, or the request was known already.
    """
    _check(actor, action)
    workspace.task(task_id)
    if decisions.was_recorded(workspace.store, request_id):
        return 0
    choices = [
        (found, value_key, action)
        for found, value_key in decisions.list_undecided(workspace.store, task_id, entity=entity)
    ]
    _record(workspace, actor, task_id, choices, reason=reason, request=request_id)
    return len(choices)


def undo(workspace: Workspace, actor: Actor, task_id: str, decided: str, *, request_id: str) -> int:
    """Take the request `decided` back: what held before it holds again; returns for how many.

    A value that was decided anew since is left as it is.
    """
    _check(actor, Action.UNDECIDED)
    if decisions.was_recorded(workspace.store, request_id):
        return 0
    choices = decisions.list_before(workspace.store, task_id, decided=decided)
    _record(workspace, actor, task_id, choices, reason="undo", request=request_id)
    return len(choices)


def as_action(text: str) -> Action:
    """The action "mask" or "keep". Raises InputRefused for anything else."""
    if text not in (Action.MASK, Action.KEEP):
        raise InputRefused(
            "Not a decision",
            cause=f"{text!r} is neither mask nor keep.",
            cure="Say mask to replace the value, keep to leave it.",
        )
    return Action(text)


def _check(actor: Actor, action: Action) -> None:
    require(actor, Role.CURATOR, to=f"set a found value to {action}")


def _record(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    choices: list[decisions.Choice],
    *,
    reason: str,
    request: str,
) -> None:
    decisions.add_decisions(
        workspace.store,
        task_id,
        choices,
        reason=reason,
        actor=actor.id,
        request_id=request,
        recorded_at=workspace.now(),
    )

"""Deciding what becomes of a value: replaced, kept or not personal; everywhere or in one place."""

from collections.abc import Sequence

from curation.errors import Conflict, InputRefused, NotFound
from curation.people import Actor, Role, require
from curation.privacy.finding import Action, value_key
from curation.store import decisions, finding_groups, hand_values, standing_decisions
from curation.store.decisions import Choice, Overtaken
from curation.store.finding_groups import Wanted
from curation.store.standing_decisions import AllowedValue
from curation.store.standing_decisions import Request as Request
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

_ACTIONS = {
    "replace": Action.MASK,
    "mask": Action.MASK,
    "keep": Action.KEEP,
    "not-pii": Action.NOT_PII,
    "not_pii": Action.NOT_PII,
}
_TOLD = {
    Action.UNDECIDED: "off the allow list",
    Action.MASK: "replaced",
    Action.KEEP: "kept",
    Action.NOT_PII: "not personal",
}
LONGEST_REASON = 500


def decide(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    entity: str,
    value_key: str,
    action: Action,
    *,
    example_id: str = "",
    reason: str = "",
    seen: int | None = None,
    request_id: str,
) -> int:
    """Decide one value in the whole task, or in one example only; returns 1.

    "Not personal" puts it on the workspace's allow list and needs a reason. Returns 0 when the
    request was known already; raises NotFound when no finding has this value, and Conflict when
    somebody else has decided it since the list was read (`seen`: `newest_decision` of then).
    """
    _check(actor, action)
    workspace.task(task_id)
    if decisions.was_recorded(workspace.store, request_id):
        return 0
    if not finding_groups.is_found(
        workspace.store, task_id, (entity, value_key), example_id=example_id
    ):
        raise NotFound(
            "No such value",
            cause="No finding in this task has that value any more.",
            cure="Look at the list again; it may have been scanned anew.",
        )
    if example_id and action == Action.NOT_PII:
        raise InputRefused(
            "Not a decision for one example",
            cause="What is not personal is so in every example.",
            cure="Keep the value in this example, or say of it that it is not personal everywhere.",
        )
    choice = _choice(entity, value_key, action, example_id)
    return _record(
        workspace, actor, task_id, [choice], reason=reason, seen=seen, request=request_id
    )


def decide_values(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    values: Sequence[tuple[str, str]],
    action: Action,
    *,
    reason: str = "",
    seen: int | None = None,
    request_id: str,
) -> int:
    """Decide several values, each named by its entity and key, in one step; returns how many.

    0 when there is none, or the request was known already; Conflict as `decide` raises it.
    """
    _check(actor, action)
    workspace.task(task_id)
    choices = [_choice(entity, value_key, action) for entity, value_key in values]
    return _record(workspace, actor, task_id, choices, reason=reason, seen=seen, request=request_id)


def decide_listed(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: Wanted,
    action: Action,
    *,
    reason: str = "",
    seen: int | None = None,
    request_id: str,
) -> int:
    """Decide every value of a list, on all its pages, in one step; returns how many."""
    values = finding_groups.list_values(workspace.store, task_id, wanted)
    return decide_values(
        workspace, actor, task_id, values, action, reason=reason, seen=seen, request_id=request_id
    )


def newest_decision(workspace: Workspace) -> int:
    """The number of the newest decision, to be read before a list is: `seen` of its decisions."""
    return decisions.newest_decision(workspace.store)


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

    What was decided for single examples stays so. 0 when there is none, or the request was known
    already.
    """
    _check(actor, action)
    workspace.task(task_id)
    choices = standing_decisions.list_undecided(workspace.store, task_id, action, entity=entity)
    done = _record(workspace, actor, task_id, choices, reason=reason, request=request_id)
    return len({(choice.entity, choice.value_key) for choice in choices}) if done else 0


def undo(workspace: Workspace, actor: Actor, task_id: str, decided: str, *, request_id: str) -> int:
    """Take the request `decided` back as if never made: what held before it holds again.

    Returns for how many values. A value that was decided anew since is left as it is; what was
    found by hand is found no longer, what was read by hand has to be read again.
    """
    _check(actor, Action.UNDECIDED)
    known = standing_decisions.list_requests(workspace.store, task_id, limit=100_000)
    size = next((request.size for request in known if request.id == decided), 0)
    row = decisions.request_row(
        task_id,
        request_id,
        what="undo",
        size=size,
        reason="",
        actor=actor.id,
        recorded_at=workspace.now(),
        undoes=decided,
    )
    return size if size and hand_values.take_back(workspace.store, row) else 0


def list_undoable(
    workspace: Workspace, actor: Actor, task_id: str, *, limit: int = 50
) -> list[Request]:
    """What this person asked for in a task and can take back, the newest first."""
    require(actor, Role.CURATOR, to="see decisions")
    return standing_decisions.list_requests(workspace.store, task_id, actor=actor.id, limit=limit)


def list_allowed(workspace: Workspace, actor: Actor, *, limit: int = 1_000) -> list[AllowedValue]:
    """The workspace's allow list, the newest entries first."""
    require(actor, Role.CURATOR, to="see the allow list")
    return standing_decisions.list_allowed(workspace.store, limit=limit)


def take_off_list(
    workspace: Workspace, actor: Actor, task_id: str, entity: str, key: str, *, request_id: str
) -> int:
    """Take a value off the allow list: it is found again and has to be decided; returns 1.

    0 when the request was known already.
    """
    choice = Choice(entity, key, Action.UNDECIDED, listed=True)
    _check(actor, Action.UNDECIDED)
    return _record(workspace, actor, task_id, [choice], reason="", request=request_id)


def key_of_value(workspace: Workspace, entity: str, value: str) -> str:
    """The key that stands for a value, however it is written."""
    return value_key(workspace.secret, entity, value)


def as_action(text: str) -> Action:
    """The action "replace" (or "mask"), "keep" or "not-pii". Raises InputRefused otherwise."""
    if text not in _ACTIONS:
        raise InputRefused(
            "Not a decision",
            cause=f"{text!r} is none of replace, keep and not-pii.",
            cure="Say replace (or mask) to replace the value, keep to leave it, not-pii when it is "
            "not personal at all.",
        )
    return _ACTIONS[text]


def _choice(entity: str, key: str, action: Action, example_id: str = "") -> Choice:
    return Choice(entity, key, action, example_id, listed=action == Action.NOT_PII)


def _check(actor: Actor, action: Action) -> None:
    require(actor, Role.CURATOR, to=f"set a found value to {action}")


def _record(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    choices: Sequence[Choice],
    *,
    reason: str,
    seen: int | None = None,
    request: str,
) -> int:
    if any(choice.action == Action.NOT_PII for choice in choices) and not reason.strip():
        raise InputRefused(
            "A reason is missing",
            cause="What is on the allow list is never reported again, in any task.",
            cure="Say in a few words why it is not personal.",
        )
    if len(reason) > LONGEST_REASON:
        raise InputRefused(
            "The reason is too long",
            cause=f"It has more than {LONGEST_REASON} characters.",
            cure="Say it in fewer words.",
        )
    done = decisions.add_decisions(
        workspace.store,
        task_id,
        choices,
        reason=reason.strip(),
        actor=actor.id,
        request_id=request,
        recorded_at=workspace.now(),
        seen=seen,
    )
    if isinstance(done, int):
        return done
    raise _overtaken(workspace, done)


def _overtaken(workspace: Workspace, others: Sequence[Overtaken]) -> Conflict:
    known = names(workspace)
    who = ", ".join(sorted({known.get(other.actor, other.actor) for other in others}))
    told = " and ".join(sorted({_TOLD[other.action] for other in others}))
    one = "It is" if len(others) == 1 else f"{len(others):,} of the values are"
    return Conflict(
        f"Decided by {who} meanwhile",
        cause=f"{one} {told} by now.",
        cure="Nothing was changed. To decide it anew, choose Decided above the list.",
    )

"""The mix of a task's accepted examples, and the plan that brings it to a target."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from curation.balance.plan import Plan, draw_plan
from curation.balance.target import to_shares
from curation.errors import InputRefused, NotReady
from curation.example import Stage
from curation.people import Actor, Role, require
from curation.store import plans
from curation.store.verdicts import list_verdicts
from curation.task import Task
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

MOST_SEED = 2**31 - 1


def accepted_labels(workspace: Workspace, task: Task) -> dict[str, str]:
    """The label of every accepted example by its id, in the order of the source.

    The label is the verdict's answer to the task's stratum question, empty where it has none.
    """
    accepted = [
        status.example_id
        for status in list_stages(workspace, task)
        if status.stage == Stage.ACCEPTED
    ]
    verdicts = {verdict.example_id: verdict for verdict in list_verdicts(workspace.store, task.id)}
    return {
        example_id: verdicts[example_id].answers.get(task.stratum, "").strip()
        for example_id in accepted
    }


def current_mix(workspace: Workspace, task_id: str) -> dict[str, int]:
    """How many accepted examples have which label, the most frequent first."""
    counts = Counter(accepted_labels(workspace, workspace.task(task_id)).values())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def draft_plan(
    workspace: Workspace,
    task_id: str,
    *,
    target: Mapping[str, float | Fraction],
    size: int | None,
    seed: int,
    tolerance: float = 0.0,
) -> Plan:
    """The plan for a target given as counts or shares by label; nothing is kept.

    `size` None takes as many as the mix allows; `tolerance` is how far a share may be off, of 1.
    Raises NotReady where nothing can be balanced or chosen.
    """
    task = workspace.task(task_id)
    _check_numbers(size, seed, tolerance)
    if not task.stratum:
        raise NotReady(
            "This task is not balanced",
            cause="It has no label question by which its examples could be told apart.",
            cure="Release it as it is: every accepted example is taken.",
        )
    labels = accepted_labels(workspace, task)
    if not labels:
        raise NotReady(
            "There is nothing to balance yet",
            cause="No example of this task is accepted.",
            cure="Review examples and settle what the reviewers agree on.",
        )
    plan = draw_plan(
        task.id,
        labels,
        to_shares(target),
        size=size,
        seed=seed,
        tolerance=Fraction(str(tolerance)),
    )
    if not plan.example_ids:
        raise NotReady(
            "No example can be chosen",
            cause="At least one wanted label has no accepted example, so its share cannot be met.",
            cure="Review more examples of it, take it out of the target, or name a wanted size.",
        )
    return plan


def make_plan(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    target: Mapping[str, float | Fraction],
    size: int | None,
    seed: int,
    request_id: str,
    tolerance: float = 0.0,
) -> Plan:
    """Keep the plan of `draft_plan`: the next release takes its examples and no others.

    The same request again returns the plan it has made.
    """
    require(actor, Role.CURATOR, to="plan the mix")
    if kept := plans.get_plan(workspace.store, request_id):
        return kept
    plan = draft_plan(workspace, task_id, target=target, size=size, seed=seed, tolerance=tolerance)
    plans.add_plan(
        workspace.store,
        plan,
        plan_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    return plan


def drop_plan(workspace: Workspace, actor: Actor, task_id: str, *, request_id: str) -> None:
    """Let the next release take every accepted example again; plans made so far are kept."""
    require(actor, Role.CURATOR, to="drop the plan")
    plans.drop_plan(
        workspace.store,
        workspace.task(task_id).id,
        plan_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def latest_plan(workspace: Workspace, task_id: str) -> Plan | None:
    """The plan that the next release of the task follows; None when it takes everything."""
    return plans.latest_plan(workspace.store, task_id)


def _check_numbers(size: int | None, seed: int, tolerance: float) -> None:
    wrong = ""
    if size is not None and size < 1:
        wrong = "The wanted size is below 1."
    elif not 0 <= seed <= MOST_SEED:
        wrong = f"The seed is not between 0 and {MOST_SEED}."
    elif not 0 <= tolerance <= 1:
        wrong = "The tolerance is not between 0 and 1."
    if wrong:
        raise InputRefused(
            "The plan cannot be drawn", cause=wrong, cure="Change the number and try again."
        )

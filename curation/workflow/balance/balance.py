"""The mix of a task's accepted examples, and the plans that bring it to a target."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from curation.balance.cells import Cell
from curation.balance.cover import cover
from curation.balance.grouping import prompt_text
from curation.balance.plan import Aim, Pick, Plan, draw_plan
from curation.balance.quota import size_curve
from curation.errors import InputRefused, NotFound, NotReady
from curation.example import Stage
from curation.people import Actor, Role, require
from curation.review.decision import Method
from curation.store import plans
from curation.store.examples import list_examples
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.workflow.balance.attributes import answers_to, values_of
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

MOST_SEED = 2**31 - 1
MOST_AIMS = 4
LONGEST_NAME = 80

CURVE = tuple(Fraction(points, 200) for points in range(0, 21))
"""Tolerances of the curve of size against mismatch: 0 to 10 points."""


def count_accepted(workspace: Workspace, task_id: str) -> int:
    """How many examples of a task are accepted and may be balanced."""
    return len(_accepted(workspace, workspace.task(task_id)))


def current_mix(
    workspace: Workspace, actor: Actor, task_id: str, by: str, *, query: bool = False
) -> dict[str, int]:
    """How many accepted examples have which value, the most frequent first.

    `by` is a question of the task, or with `query` an SQL expression over the examples.
    """
    require(actor, Role.CURATOR, to="see the mix")
    task = workspace.task(task_id)
    ids = list(_accepted(workspace, task))
    counts = Counter(_labels(workspace, actor, task, by, query, ids).values())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def draft_plan(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    aims: Sequence[Aim],
    size: int | None,
    seed: int,
    tolerance: float = 0.0,
) -> Plan:
    """How many of each a plan would take; nothing is chosen or kept.

    `size` None takes as many as the mix allows; `tolerance` is how far a share may be off, of 1.
    Raises NotReady where nothing can be balanced or chosen.
    """
    require(actor, Role.CURATOR, to="plan the mix")
    return _drawn(workspace, actor, task_id, aims, size, seed, tolerance, choose=False)


def make_plan(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    aims: Sequence[Aim],
    size: int | None,
    seed: int,
    request_id: str,
    tolerance: float = 0.0,
    name: str = "",
) -> Plan:
    """Keep the plan of `draft_plan` with its examples; the next release takes them and no others.

    Of each label those are taken that together stand for all of it, good ones first. The same
    request again returns the plan it has made.
    """
    require(actor, Role.CURATOR, to="plan the mix")
    if kept := plans.get_plan(workspace.store, request_id):
        return kept
    if len(name) > LONGEST_NAME:
        raise _wrong(f"The name has more than {LONGEST_NAME} characters.")
    drawn = _drawn(workspace, actor, task_id, aims, size, seed, tolerance, choose=True)
    number = len(plans.list_plans(workspace.store, drawn.task)) + 1
    plan = replace(drawn, id=request_id, name=name.strip() or f"Plan {number}")
    plans.add_plan(workspace.store, plan, actor=actor.id, recorded_at=workspace.now())
    return plan


def follow_plan(
    workspace: Workspace, actor: Actor, task_id: str, plan_id: str, *, request_id: str
) -> None:
    """Let the next release follow a plan that was kept; with an empty id it takes everything.

    Raises NotFound for an id that is no plan of the task.
    """
    require(actor, Role.CURATOR, to="choose the plan")
    task = workspace.task(task_id)
    if plan_id and plan_id not in {plan.id for plan in plans.list_plans(workspace.store, task.id)}:
        raise NotFound(
            "No such plan",
            cause="It is not among the plans of this task.",
            cure="Choose one from the list.",
        )
    plans.choose_plan(
        workspace.store,
        task.id,
        plan_id,
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def latest_plan(workspace: Workspace, task_id: str) -> Plan | None:
    """The plan that the next release of the task follows; None when it takes everything."""
    return plans.latest_plan(workspace.store, task_id)


def list_plans(workspace: Workspace, task_id: str) -> list[Plan]:
    """Every plan that was kept for a task, the newest first."""
    return plans.list_plans(workspace.store, task_id)


def curve_of(plan: Plan) -> list[tuple[Fraction, int]]:
    """The largest size at each tolerance of CURVE, for the plan's first aim alone."""
    return size_curve(plan.first.available, plan.first.aim.target, CURVE)


def _drawn(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    aims: Sequence[Aim],
    size: int | None,
    seed: int,
    tolerance: float,
    *,
    choose: bool,
) -> Plan:
    task = workspace.task(task_id)
    _check_numbers(aims, size, seed, tolerance)
    reviews = _accepted(workspace, task)
    if not reviews:
        raise NotReady(
            "There is nothing to balance yet",
            cause="No example of this task is accepted.",
            cure="Review examples and settle what the reviewers agree on.",
        )
    ids = list(reviews)
    columns = [_labels(workspace, actor, task, aim.by, aim.query, ids) for aim in aims]
    cells: dict[str, Cell] = {
        example_id: tuple(column[example_id] for column in columns) for example_id in ids
    }
    plan = draw_plan(
        task.id,
        aims,
        cells,
        size=size,
        seed=seed,
        tolerance=Fraction(str(tolerance)),
        pick=_pick(workspace, task, reviews) if choose else None,
    )
    if not plan.taken:
        raise NotReady(
            "No example can be chosen",
            cause="At least one wanted label has no accepted example, so its share cannot be met.",
            cure="Review more examples of it, take it out of the target, or name a wanted size.",
        )
    return plan


def _accepted(workspace: Workspace, task: Task) -> dict[str, int]:
    """How many reviews each accepted example has, in the order of the source."""
    return {
        status.example_id: status.reviews
        for status in list_stages(workspace, task)
        if status.stage == Stage.ACCEPTED
    }


def _labels(
    workspace: Workspace, actor: Actor, task: Task, by: str, query: bool, ids: Sequence[str]
) -> dict[str, str]:
    if query:
        return values_of(workspace, actor, task, by, ids)
    if by not in {question.id for question in task.questions}:
        raise _wrong("What to balance by is no question of the task.")
    return answers_to(workspace, task, by, ids)


def _pick(workspace: Workspace, task: Task, reviews: Mapping[str, int]) -> Pick:
    """Chooses examples that stand for the others by what they ask, the better ones first.

    An example that several people agreed on, or that was decided by hand, counts 1, any other
    one half; both less where it was rated below the best.
    """
    found = list_examples(workspace.store, task.id, ids=list(reviews))
    texts = {each.id: prompt_text(each.example) for each in found}
    ratings = [q.id for q in task.questions if q.kind is QuestionKind.RATING]
    quality = {}
    for verdict in list_verdicts(workspace.store, task.id):
        sure = verdict.method is Method.ADJUDICATED or reviews.get(verdict.example_id, 0) > 1
        rated = [int(verdict.answers[q]) / 5 for q in ratings if verdict.answers.get(q)]
        quality[verdict.example_id] = (1.0 if sure else 0.5) * min(rated, default=1.0)
    return lambda ids, count: cover(ids, count, texts, quality)


def _check_numbers(aims: Sequence[Aim], size: int | None, seed: int, tolerance: float) -> None:
    if not all(aim.by for aim in aims):
        raise NotReady(
            "This task is not balanced",
            cause="It has no label question by which its examples could be told apart.",
            cure="Release it as it is: every accepted example is taken.",
        )
    if not 1 <= len(aims) <= MOST_AIMS:
        raise _wrong(f"A plan has 1 to {MOST_AIMS} attributes.")
    if len({(aim.by, aim.query) for aim in aims}) < len(aims):
        raise _wrong("The same attribute is named twice.")
    if size is not None and size < 1:
        raise _wrong("The wanted size is below 1.")
    if not 0 <= seed <= MOST_SEED:
        raise _wrong(f"The seed is not between 0 and {MOST_SEED}.")
    if not 0 <= tolerance <= 1:
        raise _wrong("The tolerance is not between 0 and 1.")


def _wrong(cause: str) -> InputRefused:
    return InputRefused("The plan cannot be drawn", cause=cause, cure="Change it and try again.")

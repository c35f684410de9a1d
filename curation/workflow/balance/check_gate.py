"""What the checks have against a release, and the gate that holds it up."""

from collections.abc import Sequence
from pathlib import Path

from curation.balance.checks.check import Checked, Severity
from curation.balance.grouping import prompt_text
from curation.errors import NotReady
from curation.release.gold import GoldExample
from curation.release.lines import WRITERS
from curation.release.lines.prompt import answer
from curation.release.method import TrainingMethod
from curation.store.accepted_defects import list_accepted
from curation.store.checks import read_state
from curation.store.own_checks import list_own_checks
from curation.task import Task
from curation.workflow.balance.balance import latest_plan
from curation.workflow.balance.check import Found, part_accepted
from curation.workflow.balance.checked import instructions_of, spoken, state_of, wanted_of
from curation.workflow.balance.own_checks import checks_of
from curation.workflow.release.gold import collect_gold
from curation.workflow.workspace import Workspace

_kept: dict[tuple[Path, str], tuple[object, tuple[Found, ...]]] = {}


def blocking_defects(
    workspace: Workspace, task_id: str, method: TrainingMethod
) -> tuple[Found, ...]:
    """The errors in what a release by this method would take now, and that nobody accepted.

    Nothing is looked at again until something happens in the workspace.
    """
    task = workspace.task(task_id)
    state = state_of_checks(workspace, task, method)
    before = _kept.get((workspace.folder, task_id))
    if not before or before[0] != state:
        found = blocking_among(workspace, task, collect_gold(workspace, task).gold, method)
        before = _kept[workspace.folder, task_id] = state, found
    return before[1]


def state_of_checks(workspace: Workspace, task: Task, method: TrainingMethod) -> object:
    """What is another one as soon as the checks of a release might find something else."""
    return (
        read_state(workspace.store),
        task,
        method,
        list_own_checks(workspace.store, task.id),
        latest_plan(workspace, task.id),
        tuple(sorted(list_accepted(workspace.store, task.id))),
    )


def blocking_among(
    workspace: Workspace, task: Task, gold: Sequence[GoldExample], method: TrainingMethod
) -> tuple[Found, ...]:
    """The checks that find an error which nobody accepted in those examples that make a line."""
    missing = WRITERS[method].missing
    examples = {one.id: _checked(one, task) for one in gold if missing(one, task) is None}
    wanted = wanted_of(workspace, task)
    found = [
        Found(check=check, defects=tuple(check.find(list(examples.values()), wanted)))
        for check in checks_of(workspace, task)
        if check.severity is Severity.ERROR and not check.why_not(wanted)
    ]
    parted = part_accepted(workspace, task.id, found, examples)
    return tuple(each for each in parted if each.defects)


def require_checks(
    workspace: Workspace,
    task: Task,
    gold: Sequence[GoldExample],
    method: TrainingMethod,
    *,
    state: object = None,
) -> None:
    """Raise NotReady when a check finds an error in these examples that nobody accepted.

    `state` is that of the checks before the examples were read, None when they are not all that
    would be released: what was found in that state, and still holds, is not looked for again.
    """
    before = _kept.get((workspace.folder, task.id))
    if state and before and before[0] == state == state_of_checks(workspace, task, method):
        found = before[1]
    else:
        found = blocking_among(workspace, task, gold, method)
    if found:
        raise NotReady(
            "The examples have errors",
            cause="; ".join(f"{each.check.title}: {len(each.defects):,}" for each in found) + ".",
            cure="Mend them on the balance page, or accept them there with a reason.",
        )


def _checked(gold: GoldExample, task: Task) -> Checked:
    return Checked(
        id=gold.id,
        question=prompt_text(gold.example),
        answer=spoken(answer(gold, task)),
        original=gold.given_prompt,
        original_answer=gold.given_answer,
        label=gold.verdict.answers.get(task.stratum, ""),
        instructions=instructions_of(gold.example, task),
        accepted=True,
        state=state_of(gold.version, gold.verdict.id),
    )

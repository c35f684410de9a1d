"""What is wrong with a task's examples, found by looking at them."""

from dataclasses import dataclass

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Check, Checked
from curation.balance.grouping import prompt_text
from curation.example import Stage
from curation.store.examples import list_examples
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.workflow.masked import mask_examples, masked_answers
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

_UNSEEN = (Stage.STAGED, Stage.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one check found: groups of examples, the worst first; empty when all is well."""

    check: Check
    groups: tuple[tuple[Checked, ...], ...]


def run_checks(workspace: Workspace, task_id: str) -> list[Found]:
    """What every check that fits the task finds, in the order of the table of checks.

    Looked at are the examples that are scanned and not rejected, with their final answers where
    they have any and else with those they came with; personal values are replaced.
    """
    task = workspace.task(task_id)
    examples = _checked(workspace, task)
    known = {one.id: one for one in examples}
    in_words = task.answer_question.kind == QuestionKind.TEXT
    return [
        Found(
            check=check,
            groups=tuple(tuple(known[name] for name in group) for group in check.find(examples)),
        )
        for check in CHECKS
        if in_words or not check.answers_are_sentences
    ]


def _checked(workspace: Workspace, task: Task) -> list[Checked]:
    ids = [
        status.example_id for status in list_stages(workspace, task) if status.stage not in _UNSEEN
    ]
    final = {each.example_id: each.answers for each in list_verdicts(workspace.store, task.id)}
    originals = list_examples(workspace.store, task.id, ids=ids)
    found = []
    for staged, masked in zip(originals, mask_examples(workspace, task.id, ids=ids), strict=True):
        example = masked.staged.example
        given = {each.question: each.value for each in example.suggestions}
        settled = masked_answers(final.get(masked.staged.id, {}), task, masked.masking)
        own = example.answer.content if example.answer else given.get(task.answer, "")
        found.append(
            Checked(
                id=masked.staged.id,
                question=prompt_text(example),
                answer=settled.get(task.answer, own),
                original=prompt_text(staged.example),
                label=settled.get(task.stratum, given.get(task.stratum, "")),
            )
        )
    return found

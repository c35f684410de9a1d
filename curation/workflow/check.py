"""What is wrong with a task's examples, found by looking at them."""

import hashlib
import hmac
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Check, Checked, Defect, Kind, Wanted
from curation.balance.grouping import INSTRUCTIONS, prompt_text
from curation.example import Example, Stage
from curation.scanner.fingerprint import current_fingerprint
from curation.store.checks import Judged, list_judged, read_state
from curation.store.examples import list_examples
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.tokens import open_tokenizer
from curation.workflow.masked import mask_examples, masked_answers
from curation.workflow.models import list_models
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

_WAITS = {
    Stage.STAGED: "Waits for the scan",
    Stage.SCANNED: "Waits for a decision",
}
_KINDS = {QuestionKind.TEXT: Kind.TEXT, QuestionKind.FIELDS: Kind.FIELDS}
_NOBODY = Judged(people=0, guidelines=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one check found, the worst first; empty when all is well."""

    check: Check
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What all checks found, and the examples they looked at by id, personal values replaced."""

    found: tuple[Found, ...]
    examples: dict[str, Checked]


_kept: dict[tuple[Path, str], tuple[object, Checkup]] = {}
_looking = threading.Lock()


def run_checks(workspace: Workspace, task_id: str) -> Checkup:
    """What every check that fits the task finds, in the order of the table of checks.

    Looked at are the examples that are not rejected, with their final answers where they have any
    and else with those they came with; personal values are replaced, and what is not scanned has
    no text. Nothing is counted again until something happens in the workspace.
    """
    task = workspace.task(task_id)
    with _looking:
        state = _state(workspace, task)
        before = _kept.get((workspace.folder, task_id))
        if before and before[0] == state:
            return before[1]
        made = _look(workspace, task)
        _kept[workspace.folder, task_id] = state, made
    return made


def known_checks(workspace: Workspace, task_id: str) -> Checkup | None:
    """What `run_checks` would find, if that is known without looking at the examples again."""
    before = _kept.get((workspace.folder, task_id))
    if before and before[0] == _state(workspace, workspace.task(task_id)):
        return before[1]
    return None


def _state(workspace: Workspace, task: Task) -> object:
    return read_state(workspace.store), current_fingerprint(), task


def _look(workspace: Workspace, task: Task) -> Checkup:
    examples = list_checked(workspace, task)
    wanted = wanted_of(task)
    readable = [one for one in examples if one.waits != _WAITS[Stage.STAGED]]
    found = tuple(
        Found(
            check=check,
            defects=tuple(check.find(examples if check.about_all else readable, wanted)),
        )
        for check in CHECKS
        if wanted.kind in check.kinds
    )
    return Checkup(found=found, examples={one.id: one for one in examples})


def wanted_of(task: Task) -> Wanted:
    """What a task wants of its examples; a line fits into every model that is known."""
    limits = [model.context for model in list_models() if model.context]
    return Wanted(
        kind=_KINDS.get(task.answer_question.kind, Kind.CHOICE),
        fields=task.answer_question.fields,
        glossary=task.glossary,
        guideline=task.guideline_version,
        most_tokens=min(limits, default=Wanted().most_tokens),
        count=lambda text: open_tokenizer("o200k_base").count(text),
    )


def list_checked(
    workspace: Workspace, task: Task, *, ids: Sequence[str] | None = None
) -> list[Checked]:
    """The examples of a task that are not rejected, as the checks see them; or some of them."""
    stages = {
        status.example_id: status.stage
        for status in list_stages(workspace, task)
        if status.stage is not Stage.REJECTED and (ids is None or status.example_id in ids)
    }
    final = {each.example_id: each for each in list_verdicts(workspace.store, task.id)}
    judged = list_judged(workspace.store, task.id)
    names = list(stages)
    originals = list_examples(workspace.store, task.id, ids=names)
    found = []
    for staged, masked in zip(originals, mask_examples(workspace, task.id, ids=names), strict=True):
        stage, verdict = stages[staged.id], final.get(staged.id)
        state = f"{staged.version} {verdict.id if verdict else ''}"
        if stage is Stage.STAGED:
            found.append(Checked(id=staged.id, waits=_WAITS[stage], state=state))
            continue
        example, own = masked.staged.example, judged.get(staged.id, _NOBODY)
        given = {each.question: each.value for each in example.suggestions}
        answers = verdict.answers if verdict else {}
        settled = masked_answers(answers, task, masked.masking)
        found.append(
            Checked(
                id=staged.id,
                question=prompt_text(example),
                answer=settled.get(task.answer, _answer(example, given.get(task.answer, ""))),
                original=prompt_text(staged.example),
                original_answer=answers.get(
                    task.answer, _answer(staged.example, given.get(task.answer, ""))
                ),
                label=settled.get(task.stratum, given.get(task.stratum, "")),
                instructions=_instructions(example, task),
                accepted=stage is Stage.ACCEPTED,
                people=own.people,
                guidelines=own.guidelines,
                source=example.source.file,
                customer=_stand_in(workspace, staged.example.group),
                waits=_WAITS.get(stage, ""),
                state=state,
            )
        )
    return found


def _answer(example: Example, otherwise: str) -> str:
    return example.answer.content if example.answer else otherwise


def _instructions(example: Example, task: Task) -> str:
    """The system prompt of the example's line: its own, or else the task's."""
    own = [message.content for message in example.messages if message.speaker in INSTRUCTIONS]
    return "\n\n".join(own) if own else task.system_prompt


def _stand_in(workspace: Workspace, group: str) -> str:
    """What names a group without telling who it is; empty for none."""
    if not group:
        return ""
    return hmac.new(workspace.secret, f"customer\0{group}".encode(), hashlib.sha256).hexdigest()[:8]

"""What is wrong with a task's examples, found by looking at them."""

import hashlib
import hmac
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curation.balance.checks.check import (
    Check,
    Checked,
    Defect,
    Kind,
    Severity,
    Wanted,
    defect_keys,
)
from curation.balance.grouping import INSTRUCTIONS, prompt_text
from curation.example import Example, Message, Stage
from curation.review.preference import better_and_worse
from curation.scanner.fingerprint import current_fingerprint
from curation.store.accepted_defects import Acceptance, list_accepted
from curation.store.checks import Judged, list_judged, read_state
from curation.store.examples import count_examples, list_examples
from curation.store.own_checks import list_own_checks
from curation.store.traffic import newest_traffic
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.tokens import open_tokenizer
from curation.workflow.balance.duplicates import near_of
from curation.workflow.balance.own_checks import checks_of
from curation.workflow.privacy.masked import mask_examples, masked_answers
from curation.workflow.status import list_stages
from curation.workflow.training.models import list_models
from curation.workflow.workspace import Workspace

_WAITS = {
    Stage.STAGED: "Waits for the scan",
    Stage.SCANNED: "Waits for a decision",
}
_KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.PREFERENCE: Kind.TEXT,
    QuestionKind.FIELDS: Kind.FIELDS,
}
LIVE = 2_000
"""Examples that are looked at without asking: they take about a second."""

MOST_PRODUCTION = 2_000
"""Requests of production, the newest, whose shape is compared."""

_NOBODY = Judged(people=0, guidelines=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A defect that somebody said is all right, and why."""

    defect: Defect
    by: Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one check found, the worst first; no defects when all is well or accepted."""

    check: Check
    defects: tuple[Defect, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What all checks found, and the examples they looked at by id, personal values replaced.

    `left_out` are the checks that do not apply, each with the reason.
    """

    found: tuple[Found, ...]
    examples: dict[str, Checked]
    left_out: tuple[tuple[Check, str], ...] = ()

    def count(self, severity: Severity) -> int:
        """How many things of this severity are wrong and not accepted."""
        return sum(len(each.defects) for each in self.found if each.check.severity is severity)


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
        if not before or before[0] != state:
            before = _kept[workspace.folder, task_id] = state, _look(workspace, task)
    return _without_accepted(workspace, task_id, before[1])


def live_checks(workspace: Workspace, task_id: str) -> Checkup | None:
    """What `run_checks` finds, where it is known or there are few examples."""
    known = known_checks(workspace, task_id)
    if known is None and count_examples(workspace.store, task_id) <= LIVE:
        return run_checks(workspace, task_id)
    return known


def known_checks(workspace: Workspace, task_id: str) -> Checkup | None:
    """What `run_checks` would find, if that is known without looking at the examples again."""
    before = _kept.get((workspace.folder, task_id))
    if before and before[0] == _state(workspace, workspace.task(task_id)):
        return _without_accepted(workspace, task_id, before[1])
    return None


def _without_accepted(workspace: Workspace, task_id: str, checkup: Checkup) -> Checkup:
    found = part_accepted(workspace, task_id, checkup.found, checkup.examples)
    return replace(checkup, found=found)


def part_accepted(
    workspace: Workspace, task_id: str, found: Sequence[Found], examples: Mapping[str, Checked]
) -> tuple[Found, ...]:
    """The same finds with what is accepted apart from what is not.

    Of examples that belong together a find is accepted when each of them was accepted in one:
    which of many that are alike are held against one another depends on what else there is.
    """
    accepted = list_accepted(workspace.store, task_id)
    if not accepted:
        return tuple(found)
    states = {one.id: one.state for one in examples.values()}

    def by(check: str, defect: Defect) -> Acceptance | None:
        own, *members = defect_keys(check, defect, states)
        known = [accepted.get((check, key)) for key in members]
        return accepted.get((check, own)) or (known[0] if known and all(known) else None)

    parted = []
    for each in found:
        keyed = [(defect, by(each.check.name, defect)) for defect in each.defects]
        parted.append(
            replace(
                each,
                defects=tuple(defect for defect, why in keyed if why is None),
                accepted=tuple(Accepted(defect=defect, by=why) for defect, why in keyed if why),
            )
        )
    return tuple(parted)


def _state(workspace: Workspace, task: Task) -> object:
    own = list_own_checks(workspace.store, task.id)
    return read_state(workspace.store), current_fingerprint(), task, own


def _look(workspace: Workspace, task: Task) -> Checkup:
    examples = list_checked(workspace, task)
    wanted = wanted_of(workspace, task)
    readable = [one for one in examples if one.waits != _WAITS[Stage.STAGED]]
    reasons = [(check, check.why_not(wanted)) for check in checks_of(workspace, task)]
    found = tuple(
        Found(
            check=check,
            defects=tuple(check.find(examples if check.about_all else readable, wanted)),
        )
        for check, why_not in reasons
        if not why_not
    )
    return Checkup(
        found=found,
        examples={one.id: one for one in examples},
        left_out=tuple((check, why_not) for check, why_not in reasons if why_not),
    )


def wanted_of(workspace: Workspace, task: Task) -> Wanted:
    """What a task wants of its examples; a line fits into every model that is known."""
    limits = [model.context for model in list_models() if model.context]
    return Wanted(
        kind=_KINDS.get(task.answer_question.kind, Kind.CHOICE),
        fields=task.answer_question.fields,
        glossary=task.glossary,
        guideline=task.guideline_version,
        most_tokens=min(limits, default=Wanted().most_tokens),
        count=lambda text: open_tokenizer("o200k_base").count(text),
        production=newest_traffic(workspace.store, task.id, limit=MOST_PRODUCTION),
        near=near_of(workspace, task.id),
    )


def list_checked(
    workspace: Workspace, task: Task, *, ids: Collection[str] | None = None
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
        state = state_of(staged.version, verdict.id if verdict else "")
        if stage is Stage.STAGED:
            found.append(
                Checked(id=staged.id, waits=_WAITS[stage], version=staged.version, state=state)
            )
            continue
        example, own = masked.staged.example, judged.get(staged.id, _NOBODY)
        given = {each.question: each.value for each in example.suggestions}
        answers = verdict.answers if verdict else {}
        settled = masked_answers(answers, task, masked.masking)
        found.append(
            Checked(
                id=staged.id,
                question=prompt_text(example),
                answer=_answer(task, example, settled.get(task.answer), given),
                original=prompt_text(staged.example),
                original_answer=_answer(task, staged.example, answers.get(task.answer), given),
                label=settled.get(task.stratum, given.get(task.stratum, "")),
                instructions=instructions_of(staged.example, task),
                accepted=stage is Stage.ACCEPTED,
                people=own.people,
                guidelines=own.guidelines,
                source=example.source.file,
                customer=_stand_in(workspace, staged.example.group),
                waits=_WAITS.get(stage, ""),
                version=staged.version,
                state=state,
            )
        )
    return found


def _answer(task: Task, example: Example, settled: str | None, suggested: Mapping[str, str]) -> str:
    """The answer that would be trained: the settled one, or else the one it came with."""
    if task.answer_question.kind is QuestionKind.PREFERENCE:
        if example.answer is None or example.rejected is None:
            return ""
        pair = better_and_worse(settled or "", example.answer, example.rejected)
        return spoken(pair[0] if pair else example.answer)
    if example.answer is not None and (settled is None or example.answer.tool_calls):
        kept = example.answer if settled is None else replace(example.answer, content=settled)
        return spoken(kept)
    return suggested.get(task.answer, "") if settled is None else settled


def spoken(message: Message) -> str:
    """What a message says, and the tools it calls."""
    calls = [f"{call.name}({call.arguments})" for call in message.tool_calls]
    return "\n".join([message.content, *calls]).strip() if calls else message.content


def instructions_of(example: Example, task: Task) -> str:
    """The system prompt of the example's line: its own, or else the task's."""
    own = [message.content for message in example.messages if message.speaker in INSTRUCTIONS]
    return "\n\n".join(own) if own else task.system_prompt


def state_of(version: int, verdict: str) -> str:
    """What changes with every version and every final answer of an example."""
    return f"{version} {verdict}"


def _stand_in(workspace: Workspace, group: str) -> str:
    """What names a group without telling who it is; empty for none."""
    if not group:
        return ""
    return hmac.new(workspace.secret, f"customer\0{group}".encode(), hashlib.sha256).hexdigest()[:8]

"""A task's examples as the checks see them, and what the task wants of them."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import replace

from curation.balance.checks.check import Checked, Kind, Wanted
from curation.balance.grouping import INSTRUCTIONS, prompt_text
from curation.example import Example, Message, Stage
from curation.review.preference import better_and_worse
from curation.store.checks import Judged, list_judged
from curation.store.examples import list_examples
from curation.store.traffic import newest_traffic
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.tokens import open_tokenizer
from curation.workflow.balance.duplicates import near_of
from curation.workflow.privacy.masked import mask_examples, masked_answers
from curation.workflow.status import list_stages
from curation.workflow.training.models import list_models
from curation.workflow.workspace import Workspace

WAITS = {
    Stage.STAGED: "Waits for the scan",
    Stage.SCANNED: "Waits for a decision",
}
_KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.PREFERENCE: Kind.TEXT,
    QuestionKind.FIELDS: Kind.FIELDS,
}
MOST_PRODUCTION = 2_000
"""Requests of production, the newest, whose shape is compared."""

_NOBODY = Judged(people=0, guidelines=())


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
                Checked(id=staged.id, waits=WAITS[stage], version=staged.version, state=state)
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
                waits=WAITS.get(stage, ""),
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

"""Reinforcement lines: the prompt, and what a grader needs to know about the right answer."""

import json

from curation.example import Json, Speaker
from curation.ingest.item_fields import item_fields_in
from curation.release.gold import GoldExample
from curation.release.lines.dpo import change_share
from curation.release.lines.prompt import NO_ANSWER, answer, missing_answer, prompt
from curation.task import QuestionKind, Task

REFERENCE, FIELDS = "reference_answer", "reference_fields"
RESERVED = frozenset({"messages", "tools", REFERENCE, FIELDS})
NOT_ASKED_LAST = "the last message is not a person's"
TOOL_ANSWER = "the answer calls a tool"
_KEYS = ("role", "content", "tool_calls", "tool_call_id")


def missing(gold: GoldExample, task: Task) -> str | None:
    """Why there can be no line; None when there can. The prompt must end with the user.

    An example that came with fields for a grader needs no answer besides.
    """
    reason = missing_answer(gold, task)
    if reason and not (reason == NO_ANSWER and item_fields_in(gold.example.metadata)):
        return reason
    if gold.example.messages[-1].speaker != Speaker.USER:
        return NOT_ASKED_LAST
    return TOOL_ANSWER if answer(gold, task).tool_calls else None


def line(gold: GoldExample, task: Task) -> Json:
    """`messages`, then the item's own fields, which graders read as `item.…`.

    Instructions are a developer's here, the word that these lines know.
    """
    messages = [{key: message[key] for key in _KEYS if key in message}
                for message in prompt(gold, task)]  # fmt: skip
    for message in messages:
        if message["role"] == Speaker.SYSTEM:
            message["role"] = str(Speaker.DEVELOPER)
    written: Json = {"messages": messages, **item(gold, task)}
    if gold.example.tools:
        written["tools"] = list(gold.example.tools)
    return written


def item(gold: GoldExample, task: Task) -> Json:
    """What a line says besides its messages: the right answer, its fields, the other answers.

    First the fields it came with. `reference_answer` is a text, there unless it is empty;
    `reference_fields` is there for an answer of fields; every label and rating stands under its
    question's id.
    """
    text = answer(gold, task).content
    found = item_fields_in(gold.example.metadata)
    if text:
        found[REFERENCE] = text
    if task.answer_question.kind == QuestionKind.FIELDS:
        found[FIELDS] = json.loads(text)
    for question in task.questions:
        given = gold.verdict.answers.get(question.id)
        plain = question.kind in (QuestionKind.LABEL, QuestionKind.RATING)
        if plain and given and question.id not in RESERVED:
            found[question.id] = given
    return found


def worse_answers(gold: GoldExample, task: Task) -> tuple[str, ...]:
    """Answers that experts found worse: the one rejected, and a draft they changed much."""
    better = answer(gold, task).content
    found = [m.content for m in (gold.example.rejected, gold.example.answer)
             if m is not None and m.content.strip()]  # fmt: skip
    return tuple(
        said for said in dict.fromkeys(found) if change_share(said, better) >= task.least_edit
    )


def item_fields(task: Task) -> tuple[str, ...]:
    """The names that lines of a task have, for whoever writes a grader."""
    names = [f"item.{REFERENCE}"]
    if task.answer_question.kind == QuestionKind.FIELDS:
        names += [f"item.{FIELDS}.{name}" for name in task.answer_question.fields]
    names += [
        f"item.{question.id}"
        for question in task.questions
        if question.kind in (QuestionKind.LABEL, QuestionKind.RATING)
    ]
    return tuple(names)

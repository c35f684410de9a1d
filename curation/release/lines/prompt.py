"""The prompt and the final answer, as every kind of line holds them."""

import json
from dataclasses import replace

from curation.example import Example, Json, Message, Speaker, message_to_json
from curation.ingest.invoices.field_rules import tables_for
from curation.release.gold import GoldExample
from curation.review.preference import better_and_worse
from curation.review.spans import quoted_marks
from curation.task import QuestionKind, Task

NO_MESSAGE = "no message to answer"
NO_ANSWER = "no answer"
NO_PREFERENCE = "experts prefer neither answer"
NO_FIELDS = "the answer is not a JSON object"


def prompt(gold: GoldExample, task: Task) -> list[Json]:
    """The messages before the answer, as `prompt_of` writes them."""
    return prompt_of(gold.example, task)


def prompt_of(example: Example, task: Task) -> list[Json]:
    """What a model of the task is asked: the example's own instructions, or else the task's.

    Instructions of a developer are written as those of the system, the only word that training
    files know. A weight stays where it may be: on messages of the assistant.
    """
    messages = [_for_training(message) for message in example.messages]
    if task.system_prompt and not any(m.speaker == Speaker.SYSTEM for m in messages):
        messages.insert(0, Message(speaker=Speaker.SYSTEM, content=task.system_prompt))
    return [message_to_json(message) for message in messages]


def missing_answer(gold: GoldExample, task: Task) -> str | None:
    """Why there is no prompt or no answer to be learned; None when there is."""
    if not any(message.speaker == Speaker.USER for message in gold.example.messages):
        return NO_MESSAGE
    text = gold.verdict.answers.get(task.answer)
    kind = task.answer_question.kind
    if kind == QuestionKind.PREFERENCE and preferred(gold, task) is None:
        return NO_PREFERENCE
    if kind == QuestionKind.FIELDS and text:
        return None if isinstance(_parsed(text), dict) else NO_FIELDS
    message = answer(gold, task)
    return None if message.content.strip() or message.tool_calls else NO_ANSWER


def answer(gold: GoldExample, task: Task) -> Message:
    """What the assistant should say: the verdict's answer to the task's answer question.

    An answer of fields is JSON text with the fields in the task's order, absent ones empty; the
    lines of an invoice are a list in it. Calls of tools stay with the answer they came with; where
    the verdict says nothing of a text, that answer stays as it is. Of two answers it is the
    preferred one, the empty message without one. Marks are a JSON list of their labels and words.
    """
    question = task.answer_question
    if pair := preferred(gold, task):
        return pair[0]
    given = gold.example.answer or Message(speaker=Speaker.ASSISTANT)
    text = gold.verdict.answers.get(task.answer)
    if question.kind == QuestionKind.TEXT:
        return given if text in (None, given.content) else replace(given, content=text)
    content = "" if question.kind == QuestionKind.PREFERENCE else text or ""
    if question.kind == QuestionKind.SPANS and text:
        content = quoted_marks(text)
    if question.kind == QuestionKind.FIELDS and isinstance(fields := _parsed(content), dict):
        ordered = {name: fields.get(name, "") for name in question.fields}
        for name in tables_for(question.fields):
            ordered[name] = _as_list(ordered[name])
        content = json.dumps(ordered, ensure_ascii=False)
    return Message(speaker=Speaker.ASSISTANT, content=content)


def preferred(gold: GoldExample, task: Task) -> tuple[Message, Message] | None:
    """The answer that experts prefer and the other one; None where they were not asked or neither.

    They were asked when the task's answer question compares two answers.
    """
    first, second = gold.example.answer, gold.example.rejected
    if task.answer_question.kind != QuestionKind.PREFERENCE or first is None or second is None:
        return None
    return better_and_worse(gold.verdict.answers.get(task.answer, ""), first, second)


def _for_training(message: Message) -> Message:
    if message.speaker == Speaker.DEVELOPER:
        return replace(message, speaker=Speaker.SYSTEM, weight=None)
    if message.weight is None or message.speaker == Speaker.ASSISTANT:
        return message
    return replace(message, weight=None)


def _as_list(value: object) -> object:
    """A list that a reviewer's answer holds as text; anything else as it is, no lines as none."""
    if not isinstance(value, str):
        return value
    parsed = _parsed(value or "[]")
    return parsed if isinstance(parsed, list) else value


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None

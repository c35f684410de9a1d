"""Supervised lines: the conversation with its right answer at the end."""

from curation.example import Json, message_to_json
from curation.release.gold import GoldExample
from curation.release.lines.prompt import answer, missing_answer, prompt
from curation.task import Task


def missing(gold: GoldExample, task: Task) -> str | None:
    """Why there can be no line: no message or no answer; None when there can."""
    return missing_answer(gold, task)


def line(gold: GoldExample, task: Task) -> Json:
    """`messages`, the answer last, and `tools` where the example has some."""
    messages = [*prompt(gold, task), message_to_json(answer(gold, task))]
    written: Json = {"messages": messages}
    if gold.example.tools:
        written["tools"] = list(gold.example.tools)
    return written

"""Supervised lines: the conversation with its right answer at the end."""

from curation.example import Json, Speaker, message_to_json
from curation.release.gold import GoldExample
from curation.release.lines.prompt import answer, missing_answer, prompt
from curation.release.pictures import with_pictures
from curation.task import Task


def missing(gold: GoldExample, task: Task) -> str | None:
    """Why there can be no line: no message or no answer; None when there can."""
    return missing_answer(gold, task)


def line(gold: GoldExample, task: Task) -> Json:
    """`messages`, the answer last, and `tools` where the example has some.

    Pictures stand with what the person asked last.
    """
    asked = prompt(gold, task)
    if gold.pictures:
        last = max(place for place, one in enumerate(asked) if one["role"] == Speaker.USER)
        asked[last] = with_pictures(asked[last], gold.pictures)
    messages = [*asked, message_to_json(answer(gold, task))]
    written: Json = {"messages": messages}
    if gold.example.tools:
        written["tools"] = list(gold.example.tools)
    return written

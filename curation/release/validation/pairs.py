"""Rules about pairs of a better and a worse answer."""

from collections.abc import Iterator

from curation.release.validation.rule import Line, Purpose, objects, text_of

SIDES = ("preferred_output", "non_preferred_output")


def pair_is_there(line: Line, purpose: Purpose) -> Iterator[str]:
    """`input` is an object and each side is a list with one message of the assistant."""
    if not isinstance(line.content.get("input"), dict):
        yield "There is no `input` with the messages of the prompt."
    for side in SIDES:
        answers = line.content.get(side)
        if not isinstance(answers, list) or len(objects(answers)) != 1 or len(answers) != 1:
            yield f"`{side}` is not a list with exactly one message."
        elif answers[0].get("role") != "assistant":
            yield f"The message in `{side}` is not the assistant's."


def pair_is_text(line: Line, purpose: Purpose) -> Iterator[str]:
    """Both sides are plain text without parts and calls, and the prompt has no pictures."""
    for side in SIDES:
        for message in objects(line.content.get(side)):
            if not isinstance(message.get("content"), str) or message.get("tool_calls"):
                yield f"The message in `{side}` is not plain text."
    for message in objects(line.holder.get("messages")):
        if any(part.get("type") != "text" for part in objects(message.get("content"))):
            yield "The prompt of a pair has more than text."


def pair_differs(line: Line, purpose: Purpose) -> Iterator[str]:
    """The better answer is not the worse one."""
    better, worse = (
        [text_of(message).split() for message in objects(line.content.get(side))] for side in SIDES
    )
    if better and better == worse:
        yield "Both answers are the same."


def prompt_is_one_turn(line: Line, purpose: Purpose) -> Iterator[str]:
    """The assistant has not spoken before: OpenAI's guide takes pairs of one turn only."""
    messages = objects(line.holder.get("messages"))
    if any(message.get("role") == "assistant" for message in messages[:-1]):
        yield "The prompt has a turn of the assistant; OpenAI takes pairs of one turn."


def prompt_waits_for_an_answer(line: Line, purpose: Purpose) -> Iterator[str]:
    """The pair is the last message: the prompt before it does not end with the assistant."""
    given = line.content.get("input")
    messages = objects(given.get("messages")) if isinstance(given, dict) else []
    if messages and messages[-1].get("role") == "assistant":
        yield "The prompt ends with the assistant's message; the pair would follow it."

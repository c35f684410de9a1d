"""Rules about lines of reinforcement: who speaks last, and what the grader reads."""

from collections.abc import Iterator, Sequence

from curation.release.validation.rule import Line, Purpose, objects, quoted

MOST_LINES = 50_000
MOST_VALIDATING = 1000


def user_is_last(line: Line, purpose: Purpose) -> Iterator[str]:
    """The last message is the user's: the model's answer to it is what is graded."""
    messages = objects(line.content.get("messages"))
    if messages and messages[-1].get("role") != "user":
        yield "The last message is not the user's."


def item_is_complete(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every field that the grader reads is on the line, and not empty."""
    for name in sorted(purpose.item_fields):
        if line.content.get(name) in (None, ""):
            yield f"The grader reads {quoted(name)}, which is missing or empty."


def not_too_many(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """There are at most 50,000 lines, of a validation file 1,000."""
    most = MOST_VALIDATING if purpose.validates else MOST_LINES
    if len(lines) > most:
        yield lines[most].number, f"There are more than {most:,} lines from here on."

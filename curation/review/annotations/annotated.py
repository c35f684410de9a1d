"""What any labelling tool says: who answered what about which text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from curation.review.decision import Decision

Record = Mapping[str, Any]


class NotRead(Exception):
    """A record that cannot be read; the message says why in plain words, without its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One person's answers about one text.

    `example_id` is ours when the record once came from here, empty otherwise. `answers` are by the
    tool's own names of questions; a name that is empty stands for the only one. `answer` is the
    draft that was shown, if any. `reviewer` is empty for a record that nobody has answered.
    """

    text: str
    example_id: str = ""
    answer: str | None = None
    reviewer: str = ""
    decision: Decision = Decision.ACCEPT
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An example with all answers about it, as a writer takes it."""

    example_id: str
    text: str
    answer: str | None
    said: Sequence[Annotated]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One tool's format: `fits` tells its records, `read` and `write` are each other's inverse.

    `read` gives one Annotated for each person who answered a record, one without a reviewer when
    nobody did, and raises NotRead. `lines` says whether a file has one record a line, or is one
    JSON list.
    """

    name: str
    title: str
    lines: bool
    fits: Callable[[Record], bool]
    read: Callable[[Record], Iterator[Annotated]]
    write: Callable[[Written], Iterator[Record]]


def text_of(record: Record, *names: str) -> str:
    """The first of these entries that is a text with something in it; raises NotRead."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value
    raise NotRead(f"It has no text under {' or '.join(names)}.")


def decision_of(value: object) -> Decision:
    """A decision as the tools call it; everything that is no refusal accepts."""
    word = str(value or "").strip().casefold()
    if word in {"reject", "rejected"}:
        return Decision.REJECT
    if word in {"skip", "ignore", "discarded", "skipped"}:
        return Decision.SKIP
    return Decision.ACCEPT


DECISION = "decision"
TEXT_NAMES = ("text", "prompt", "question", "input", "ticket", "message", "content", "document")
ANSWER_NAMES = ("answer", "response", "reply", "output", "completion")


def answer_of(record: Record) -> str | None:
    """The draft of an answer that stands beside the text, if any."""
    for name in ANSWER_NAMES:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None

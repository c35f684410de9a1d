"""An example: what was asked, the answer it came with, and where it was read.

The messages keep the shape that chat models are trained and asked in, so nothing is lost between
the export of a help desk and a training line.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

Json = dict[str, Any]


class Speaker(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    DEVELOPER = "developer"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """A function the assistant calls; `arguments` is JSON text, as providers want it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn of a conversation; `content` is empty where only tools are called."""

    speaker: Speaker
    content: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an example was read: the file, its SHA-256, and the row (from 1) or page."""

    file: str
    sha256: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed answer to one question, by an agent that is not a reviewer ("source", a rule).

    A single field of an answer is proposed as `question.field`. `place` says where it was read, as
    "page x0 top x1 bottom" in points from the page's upper left corner; empty when unknown.
    """

    question: str
    value: str
    agent: str
    score: float | None = None
    place: str = ""


class CutKind(StrEnum):
    """What was cut from a message."""

    QUOTE = "quote"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Text that was cut from a message and can be put back.

    `path` names the message as `texts` does; `position` is the index, in the message without any
    of its cuts, at which the text stood. Cuts of one message are in the order of their positions.
    """

    path: str
    position: int
    kind: CutKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One thing to be judged and learned.

    `messages` is the prompt, without the task's system prompt; `answer` is the ideal answer it
    came with, if any, and `rejected` a worse one; `following` is what was said after the answer,
    shown and never trained. `group` names what must not be split between training and test (a
    customer, a thread, a vendor); empty means: on its own. `origin` is the identity in the system
    it comes from (`zendesk:acme:35436`), so that a ticket that grew stays the same example.
    `remarks` are sentences of ours for the reader, without any text of the ticket.
    """

    task: str
    messages: tuple[Message, ...]
    answer: Message | None = None
    rejected: Message | None = None
    tools: tuple[Json, ...] = ()
    group: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()
    following: tuple[Message, ...] = ()
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[str, ...] = ()
    origin: str = ""
    source: Source

    @property
    def id(self) -> str:
        """Identity: a hash of the task and the origin, or the prompt where none is known.

        20 hexadecimal digits. It is the id of a first version; a stored example keeps its id.
        """
        prompt = "" if self.origin else canonical_json(messages_to_json(self.messages))
        return identity(self.task, prompt, self.origin)

    @property
    def content_sha256(self) -> str:
        """Hash of all that a reviewer sees; another one makes a new version of the example."""
        return CanonicalExample.of(self).content_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalExample:
    """An example's parts as canonical JSON, and the two hashes made of them.

    `answer` and `rejected` are "null" when there is none.
    """

    id: str
    content_sha256: str
    messages: str
    answer: str
    rejected: str
    tools: str

    @classmethod
    def of(cls, example: Example) -> Self:
        """The parts of an example, each written once."""
        messages = canonical_json(messages_to_json(example.messages))
        answer, rejected = (
            canonical_json(message_to_json(message)) if message else "null"
            for message in (example.answer, example.rejected)
        )
        tools = canonical_json(list(example.tools)) if example.tools else "[]"
        parts = [messages, answer, rejected, tools, seen_suggestions(example)]
        if example.following:
            parts.append(canonical_json(messages_to_json(example.following)))
        seen = ",".join(parts)
        return cls(
            id=identity(example.task, messages, example.origin),
            content_sha256=_sha256(f"[{seen}]"),
            messages=messages,
            answer=answer,
            rejected=rejected,
            tools=tools,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedExample:
    """An example as the store holds it: its newest version, counted from 1.

    `id` is the same for all versions, whatever a version says.
    """

    id: str
    example: Example
    version: int


class Stage(StrEnum):
    """How far an example is on its way; each stage needs the one before it."""

    STAGED = "staged"  # waits for the privacy scan (never scanned, changed since, or incomplete)
    SCANNED = "scanned"  # has findings that nobody decided
    CLEARED = "cleared"  # may be shown to reviewers
    REVIEWED = "reviewed"  # has as many answers as the task wants, and no verdict yet
    ACCEPTED = "accepted"  # has a verdict and may be released
    REJECTED = "rejected"  # has a verdict: nobody should learn from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that could not become an example: where, why, and what would help."""

    file: str
    row: int
    reason: str
    cure: str
    content: str = ""


def message_to_json(message: Message) -> Json:
    """The message as chat APIs write it; `content` is null where only tools are called."""
    line: Json = {"role": str(message.speaker), "content": message.content}
    if message.tool_calls:
        line["content"] = message.content or None
        line["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.tool_calls
        ]
    if message.tool_call_id is not None:
        line["tool_call_id"] = message.tool_call_id
    if message.weight is not None:
        line["weight"] = message.weight
    return line


def messages_to_json(messages: tuple[Message, ...]) -> list[Json]:
    """Each message as chat APIs write it, in order."""
    return [message_to_json(message) for message in messages]


def message_from_json(line: Json) -> Message:
    """The message that `message_to_json` wrote.

    Raises ValueError with a plain reason for an unknown role or content that is not text.
    """
    role = line.get("role")
    if role not in _SPEAKERS:
        raise ValueError(f"The role {role!r} is not one of {', '.join(Speaker)}.")
    content = line.get("content")
    if content is not None and not isinstance(content, str):
        raise ValueError("The content of a message is not text.")
    calls = line.get("tool_calls")
    tool_calls = (
        ()
        if not calls
        else tuple(
            ToolCall(
                id=str(call.get("id", "")),
                name=str(call["function"]["name"]),
                arguments=_as_json_text(call["function"].get("arguments", "{}")),
            )
            for call in calls
        )
    )
    return Message(
        speaker=_SPEAKERS[role],
        content=content or "",
        tool_calls=tool_calls,
        tool_call_id=line.get("tool_call_id"),
        weight=line.get("weight"),
    )


def messages_from_json(lines: list[Json]) -> tuple[Message, ...]:
    """The messages that `messages_to_json` wrote."""
    return tuple(message_from_json(line) for line in lines)


def canonical_json(value: object) -> str:
    """Strict JSON with sorted keys and no blanks: equal values give equal bytes."""
    return _CANONICAL.encode(value)


def seen_suggestions(example: Example) -> str:
    """What of an example's suggestions makes it another one when it changes, as canonical JSON."""
    return canonical_json([[s.question, s.value, s.agent] for s in example.suggestions])


def identity(task: str, messages: str, origin: str = "") -> str:
    """The id of an example: a hash of its task and its origin, or of its prompt without one.

    `messages` is the prompt as canonical JSON.
    """
    known_by = canonical_json({"origin": origin}) if origin else messages
    return _sha256(f"[{canonical_json(task)},{known_by}]")[:20]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _as_json_text(arguments: object) -> str:
    return arguments if isinstance(arguments, str) else canonical_json(arguments)


_SPEAKERS: Mapping[object, Speaker] = {str(speaker): speaker for speaker in Speaker}
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)

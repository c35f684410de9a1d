"""What a rule is, what it may know, and what it finds."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from curation.example import Json
from curation.release.cost import Count
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.release.pictures import addresses_in


class Severity(StrEnum):
    """An error makes the file invalid; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What one rule found; `line` counts from 1 and is 0 for the file as a whole.

    `message` holds no words of the data beyond a role, a key or a function's name.
    """

    line: int
    rule: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What the lines are for.

    `least` is the number of lines the provider insists on. `count` counts tokens. `apart_from`
    are the prompts (see `prompt_key`) of another part that must not occur here. `item_fields` are
    the fields that a grader of reinforcement reads. `bytes` are those of the file, of which the
    provider takes `most_bytes` (None: any). `name` is that of the file; empty for lines of ours.
    `validates` says that it is a validation file.
    """

    method: TrainingMethod
    model: Model
    count: Count
    least: int = 1
    apart_from: frozenset[str] = frozenset()
    item_fields: frozenset[str] = frozenset()
    bytes: int = 0
    most_bytes: int | None = None
    name: str = ""
    validates: bool = False


class Trait(StrEnum):
    """What a line has that most have not; rules about it look at no other line."""

    TOOLS = "tools"
    CALLS = "calls"
    WEIGHT = "weight"
    PARTS = "parts"
    MARK = "mark"
    HALF = "half a character"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is a JSON object, with its number, its tokens and what it is for.

    `holder` is the object that has `messages` and `tools`: the line itself, or the `input` of a
    pair. `messages` are all messages, the answers of a pair too, as far as they are objects, each
    with the words that say where it stands. `traits` says which rules need not look at it.
    """

    number: int
    method: TrainingMethod
    content: Json
    tokens: int
    holder: Json
    messages: tuple[tuple[str, Json], ...]
    traits: frozenset[Trait]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A rule about one line: `check` yields what is wrong with it, if it has the trait `of`."""

    name: str
    check: Callable[[Line, Purpose], Iterator[str]]
    severity: Severity = Severity.ERROR
    methods: frozenset[TrainingMethod] = field(default=frozenset(TrainingMethod))
    of: Trait | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule:
    """A rule about all lines together: `check` yields line numbers and what is wrong there."""

    name: str
    check: Callable[[Sequence[Line], Purpose], Iterator[tuple[int, str]]]
    severity: Callable[[Purpose], Severity]
    methods: frozenset[TrainingMethod] = field(default=frozenset(TrainingMethod))


def objects(value: object) -> list[Json]:
    """The entries of a list that are objects; empty for anything else."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def line_of(content: Json, *, number: int, method: TrainingMethod, tokens: int) -> Line:
    """The line that an object is."""
    given = content.get("input") if method == TrainingMethod.DPO else content
    holder = given if isinstance(given, dict) else {}
    messages = [
        (f"Message {place}", message)
        for place, message in enumerate(objects(holder.get("messages")), 1)
    ]
    if method == TrainingMethod.DPO:
        for side in ("preferred_output", "non_preferred_output"):
            messages += [(f"The {side}", message) for message in objects(content.get(side))]
    return Line(
        number=number,
        method=method,
        content=content,
        tokens=tokens,
        holder=holder,
        messages=tuple(messages),
        traits=_traits(holder, [message for _, message in messages]),
    )


def _traits(holder: Json, messages: Sequence[Json]) -> frozenset[Trait]:
    found = set()
    if "tools" in holder or "functions" in holder or "parallel_tool_calls" in holder:
        found.add(Trait.TOOLS)
    for message in messages:
        if "weight" in message:
            found.add(Trait.WEIGHT)
        if "tool_calls" in message or message.get("role") == "tool":
            found.add(Trait.CALLS)
        if isinstance(message.get("content"), list):
            found.add(Trait.PARTS)
        for text in texts_of(message):
            if "<|" in text:
                found.add(Trait.MARK)
            if not is_unicode(text):
                found.add(Trait.HALF)
    return frozenset(found)


def prompt_messages(line: Line) -> list[Json]:
    """The messages before the answer, as far as they are objects."""
    messages = objects(line.holder.get("messages"))
    if line.method != TrainingMethod.SFT:
        return messages
    last = bool(messages) and messages[-1].get("role") == "assistant"
    return messages[:-1] if last else messages


def text_of(message: Mapping[str, object]) -> str:
    """The text of a message, parts of text joined; empty where there is none."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in objects(content))


def texts_of(message: Json) -> Iterator[str]:
    """Every text of a message: what it says, and the arguments of its calls."""
    yield text_of(message)
    for call in objects(message.get("tool_calls")):
        function = call.get("function")
        if isinstance(function, dict) and isinstance(function.get("arguments"), str):
            yield function["arguments"]


def is_unicode(text: str) -> bool:
    """False for a text with half a surrogate pair, which cannot be written as UTF-8."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def prompt_key(line: Line) -> str:
    """The prompt without instructions, case and runs of white space, to find the same one."""
    turns = []
    for message in prompt_messages(line):
        if message.get("role") not in ("system", "developer"):
            calls = str(message.get("tool_calls") or "")
            words = " ".join(f"{text_of(message)} {calls}".casefold().split())
            for address in addresses_in(message.get("content")):
                words += f" {hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}"
            turns.append(f"{message.get('role')}: {words}")
    return "\n".join(turns)


def quoted(value: object) -> str:
    """A name from the data, short enough for a message."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."

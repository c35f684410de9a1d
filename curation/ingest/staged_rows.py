"""Examples as the columns that the store keeps: texts, numbers, and hashes made once."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from curation.example import (
    CanonicalExample,
    Cut,
    CutKind,
    Example,
    Fault,
    Message,
    Source,
    Suggestion,
    canonical_json,
    message_from_json,
    messages_from_json,
    messages_to_json,
)

if TYPE_CHECKING:
    import pyarrow

TEXTS = (
    "example_id",
    "messages",
    "answer",
    "rejected",
    "tools",
    "group_key",
    "metadata",
    "suggestions",
    "following",
    "cuts",
    "remarks",
    "origin",
    "content_sha256",
    "source_file",
    "source_sha256",
)
"""The columns of text; `answer` and `rejected` are None when there is none. JSON is canonical."""

ROW = "source_row"
"""The one column of numbers."""

COLUMNS = (*TEXTS, ROW)

PART_ROWS = 10_000
PART_CHARACTERS = 16_000_000


@dataclass(slots=True, kw_only=True)
class StagedPart:
    """Some consecutive rows of a reading, ready to be stored: examples and faults.

    Each example is its values in the order of COLUMNS, a text as such or in UTF-8; `characters`
    counts the longer ones.
    """

    examples: list[tuple[Any, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    characters: int = 0

    @property
    def rows(self) -> int:
        """How many rows it accounts for."""
        return len(self.examples) + len(self.faults)

    @property
    def is_full(self) -> bool:
        """True when it should be stored before more rows are put to it."""
        return self.rows >= PART_ROWS or self.characters >= PART_CHARACTERS

    def add(self, outcome: Example | Fault) -> None:
        """Put the outcome of the next row to it."""
        if isinstance(outcome, Fault):
            self.faults.append(outcome)
            self.characters += len(outcome.content)
            return
        values = columns_of(outcome)
        self.examples.append(tuple(values[name] for name in COLUMNS))
        self.characters += len(values["messages"]) + len(values["answer"] or "")
        self.characters += len(values["following"]) + len(values["cuts"])


def part_table(part: StagedPart) -> "pyarrow.Table":
    """The examples of a part as Arrow columns; `place` is their order, from 0."""
    import pyarrow as pa

    columns = list(zip(*part.examples, strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(column, pa.string()) for column in columns[:-1]]
    places = range(len(part.examples))
    arrays += [pa.array(column, pa.int32()) for column in (columns[-1], places)]
    return pa.table(arrays, names=[*COLUMNS, "place"])


def staged_parts(
    outcomes: Iterable[Example | Fault], is_full: Callable[[StagedPart], bool]
) -> Iterator[StagedPart]:
    """The outcomes in parts, each given away when it is full; the last one may be empty.

    A part that is full is given away only when another row follows, so that the last part is
    known to be the last.
    """
    part = StagedPart()
    for outcome in outcomes:
        if is_full(part):
            yield part
            part = StagedPart()
        part.add(outcome)
    yield part


def columns_of(example: Example) -> dict[str, Any]:
    """An example's values by column, as TEXTS and ROW name them."""
    part = CanonicalExample.of(example)
    suggestions = [asdict(suggestion) for suggestion in example.suggestions]
    cuts = [asdict(cut) for cut in example.cuts]
    return {
        "example_id": part.id,
        "messages": part.messages,
        "answer": part.answer if example.answer else None,
        "rejected": part.rejected if example.rejected else None,
        "tools": part.tools,
        "group_key": example.group,
        "metadata": canonical_json(dict(example.metadata)) if example.metadata else "{}",
        "suggestions": canonical_json(suggestions) if suggestions else "[]",
        "following": canonical_json(messages_to_json(example.following))
        if example.following
        else "[]",
        "cuts": canonical_json(cuts) if cuts else "[]",
        "remarks": canonical_json(example.remarks) if example.remarks else "[]",
        "origin": example.origin,
        "content_sha256": part.content_sha256,
        "source_file": example.source.file,
        "source_sha256": example.source.sha256,
        ROW: example.source.row,
    }


def example_of(columns: Mapping[str, Any], *, task: str) -> Example:
    """The example that `columns_of` was given; other columns do not matter."""
    return Example(
        task=task,
        messages=messages_from_json(json.loads(columns["messages"])),
        answer=_message(columns["answer"]),
        rejected=_message(columns["rejected"]),
        tools=tuple(_entries(columns["tools"])),
        group=columns["group_key"],
        metadata=json.loads(columns["metadata"]),
        suggestions=tuple(Suggestion(**entry) for entry in _entries(columns["suggestions"])),
        following=messages_from_json(_entries(columns["following"])),
        cuts=tuple(_cut(entry) for entry in _entries(columns["cuts"])),
        remarks=tuple(_entries(columns["remarks"])),
        origin=columns["origin"],
        source=Source(
            file=columns["source_file"],
            sha256=columns["source_sha256"],
            row=columns[ROW],
        ),
    )


def _entries(text: str) -> list[Any]:
    """The entries of a JSON list; most lists are empty and need no parser."""
    return [] if text == "[]" else json.loads(text)


def _cut(entry: dict[str, Any]) -> Cut:
    return Cut(**{**entry, "kind": CutKind(entry["kind"])})


def _message(text: str | None) -> Message | None:
    return message_from_json(json.loads(text)) if text else None

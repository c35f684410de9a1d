"""Which column holds what: a guess by name that a person can overrule."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from curation.errors import InputRefused

_SAMPLES = 3
_NAMES_SHOWN = 20
_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's name and its first three different values."""

    name: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column holds which field; an empty name means that no column does.

    `input` is the customer's message, `answer` the ideal reply and `rejected` a worse one,
    `label` the category, `subject` a line put before the input, `group` what must not be split
    between training and test, `id` the number of the ticket.
    """

    input: str = ""
    answer: str = ""
    label: str = ""
    subject: str = ""
    group: str = ""
    id: str = ""
    rejected: str = ""


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(ColumnMapping))

# In order of preference; names are compared in small letters without punctuation.
_KNOWN: dict[str, tuple[str, ...]] = {
    "input": (
        "instruction",
        "question",
        "body",
        "ticket description",
        "description",
        "customer message",
        "message",
        "text",
        "utterance",
        "query",
        "prompt",
        "consumer complaint narrative",
        "input",
        "content",
    ),
    "answer": (
        "ideal answer",
        "ideal response",
        "response",
        "answer",
        "resolution",
        "reply",
        "agent response",
        "completion",
        "output",
        "solution",
        "chosen",
    ),
    "label": (
        "category",
        "intent",
        "label",
        "ticket type",
        "queue",
        "product",
        "issue",
        "topic",
    ),
    "subject": ("subject", "ticket subject", "ticket name", "summary", "title"),
    "group": (
        "conversation id",
        "conversationid",
        "thread id",
        "customer id",
        "requester id",
        "customer email",
        "requester email",
        "requester",
        "user id",
        "customer name",
    ),
    "id": ("ticket id", "complaint id", "issue key", "utteranceid", "id", "number"),
    "rejected": ("rejected", "rejected response", "rejected answer", "non preferred output"),
}


def holds_input(mapping: ColumnMapping) -> bool:
    """True when a column holds the customer's message, or at least its subject."""
    return bool(mapping.input or mapping.subject)


def sampled_columns(names: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Column, ...]:
    """Each column with its first different, non-empty values; short rows are fine."""
    samples: list[list[str]] = [[] for _ in names]
    for row in rows:
        for found, value in zip(samples, row, strict=False):
            if len(found) < _SAMPLES and value.strip() and value not in found:
                found.append(value)
    return tuple(
        Column(name=name, samples=tuple(found)) for name, found in zip(names, samples, strict=True)
    )


def guess_mapping(columns: Sequence[Column]) -> ColumnMapping:
    """The mapping that the columns' names suggest; a column with values beats an empty one.

    With both an instruction and an input, as in Alpaca files, the instruction comes first.
    """
    by_name: dict[str, Column] = {}
    for column in columns:
        by_name.setdefault(_plain(column.name), column)
    found = {field: _first(names, by_name) for field, names in _KNOWN.items()}
    if "instruction" in by_name and "input" in by_name:
        found["subject"], found["input"] = by_name["instruction"].name, by_name["input"].name
    return ColumnMapping(**found)


def overruled(
    guess: ColumnMapping, columns: Sequence[Column], choices: Mapping[str, str] | None
) -> ColumnMapping:
    """The guess with a person's choices {field: column} in place; "" means no column.

    Raises InputRefused for a field or column that does not exist.
    """
    names = {column.name for column in columns}
    by_plain_name = {_plain(column.name): column.name for column in columns}
    chosen: dict[str, str] = {}
    for field, name in (choices or {}).items():
        if field not in FIELDS:
            raise InputRefused(
                "No such field",
                cause=f"There is no field {field!r}.",
                cure=f"The fields are {', '.join(FIELDS)}.",
            )
        column = name if name in names else by_plain_name.get(_plain(name), "")
        if name and not column:
            raise InputRefused(
                "No such column",
                cause=f"The file has no column {_short(name)}. Its columns: {_listed(columns)}.",
                cure=f"Name one of its columns: --map {field}=COLUMN.",
            )
        chosen[field] = column
    return replace(guess, **chosen)


def signature_of(columns: Sequence[Column]) -> str:
    """A hash of the columns' names: files with the same columns are read alike."""
    names = "\n".join(column.name for column in columns)
    return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def no_input(columns: Sequence[Column]) -> InputRefused:
    """The refusal of columns of which none is known to hold the customer's message."""
    return InputRefused(
        "No column holds a message",
        cause="None of the columns of this file is known to hold what the customer wrote: "
        f"{_listed(columns)}.",
        cure="Choose the column that does (--map input=COLUMN). A file without messages "
        "cannot train a model: export the conversations too.",
    )


def _first(names: Sequence[str], by_name: Mapping[str, Column]) -> str:
    there = [by_name[name] for name in names if name in by_name]
    filled = [column for column in there if column.samples]
    return (filled or there)[0].name if there else ""


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _short(name: str) -> str:
    return repr(name if len(name) <= _NAME_LENGTH else name[:_NAME_LENGTH] + "…")


def _listed(columns: Sequence[Column]) -> str:
    """The columns' names; a long one is a message under no header, and none of ours to repeat."""
    shown = ", ".join(
        f"column {number}" if len(column.name) > _NAME_LENGTH else repr(column.name)
        for number, column in enumerate(columns[:_NAMES_SHOWN], 1)
    )
    more = len(columns) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown or "none"

"""Jira's CSV export: one issue a row, its comments in columns that share one name.

A comment is `date;author;text`. The reporter is the customer. The export does not say which
comments were internal, and a person must be told so.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from curation.example import Source
from curation.ingest.choices import Choices
from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.csv_table import Table, read_table
from curation.ingest.decoding import decode
from curation.ingest.helpdesks.desk_reading import SURE, ticket_outcome
from curation.ingest.helpdesks.object_fields import metadata_of
from curation.ingest.helpdesks.ticket_turns import origin_of, with_opening
from curation.ingest.helpdesks.timestamps import in_utc, utc_text
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.source_file import RowRefused, SourceFile
from curation.task import Intake, Task

INTERNAL_TOO = (
    "This export does not say which comments were internal: look for them in review, or use the "
    "API instead, which does."
)
UNKNOWN_PEOPLE = (
    "The comments name people in another way than the columns do, so nobody can tell customers "
    "from agents: only the descriptions were taken. Export the column “Reporter Id” too."
)

_SIGNS = {"issue key", "issue id", "issue type", "summary", "project key", "reporter"}
_REPEATED = re.compile(r"(?:\.\d+|_\d+| \(\d+\))\Z")  # as programs number columns of one name
_FORMATS = ("%d/%b/%y %I:%M %p", "%d/%b/%y %H:%M", "%d/%b/%Y %I:%M %p", "%d.%m.%y %H:%M",
            "%d/%m/%y %H:%M", "%d/%b/%y")  # fmt: skip
_PEOPLE = ("reporter", "reporter id", "assignee", "assignee id", "creator", "creator id")

_Cells = Mapping[str, list[str]]
"""The filled cells of a row by the plain names of their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comment:
    sent_at: str
    author: str
    text: str


def jira_moment(text: str) -> str:
    """A moment as Jira's exports write it, such as 05/Jan/26 9:05 AM; "" when it is another."""
    for pattern in _FORMATS:
        try:
            return in_utc(datetime.strptime(text.strip(), pattern).replace(tzinfo=UTC))
        except ValueError:
            continue
    return utc_text(text)


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    decoded = decode(file.data)
    table = read_table(decoded.text)
    columns = [_plain(name) for name in table.columns]
    has_comments = "comment" in columns
    knows_people = has_comments and _knows_people(table, columns)

    def outcomes() -> Iterator[Outcome]:
        for number, record in enumerate(table.records(), 1):
            source = Source(file=file.name, sha256=file.sha256, row=number)
            is_cut = table.is_cut and number == table.rows

            def conversation(record: list[str] = record, is_cut: bool = is_cut) -> Conversation:
                _check(record, columns, is_cut=is_cut)
                return _conversation(_cells(record, columns), knows_people)

            text = json.dumps(dict(zip(table.columns, record, strict=False)), ensure_ascii=False)
            yield ticket_outcome(conversation, source, text, task, choices)

    people = INTERNAL_TOO if knows_people else UNKNOWN_PEOPLE
    notes = [decoded.note, people if has_comments else ""]
    return Reading(
        format=JIRA_CSV.format,
        rows=table.rows,
        outcomes=outcomes,
        note=" ".join(note for note in notes if note),
    )


def _conversation(cells: _Cells, knows_people: bool) -> Conversation:
    number = _cell(cells, "issue key") or _cell(cells, "issue id")
    if not number:
        raise RowRefused("The number is missing (“Issue key”).", "Export it again.")
    created = jira_moment(_cell(cells, "created"))
    reporters = {name for name in (_cell(cells, "reporter"), _cell(cells, "reporter id")) if name}
    comments = map(_comment, cells.get("comment", [])) if knows_people else ()
    turns = [
        Turn(
            author=Author.CUSTOMER if comment.author in reporters else Author.AGENT,
            text=comment.text,
            sent_at=comment.sent_at,
        )
        for comment in comments
    ]
    opening = Turn(author=Author.CUSTOMER, text=_cell(cells, "description"), sent_at=created)
    return Conversation(
        id=number,
        origin=origin_of("jira", "", created, number),
        turns=with_opening(opening, turns),
        subject=_cell(cells, "summary"),
        customer=_cell(cells, "reporter id") or _cell(cells, "reporter"),
        label=_cell(cells, "custom field (request type)") or _cell(cells, "request type"),
        metadata=metadata_of(
            created=created,
            status=_cell(cells, "status"),
            priority=_cell(cells, "priority"),
            type=_cell(cells, "issue type"),
            tags=cells.get("labels", []),
            rating=_cell(cells, "satisfaction rating")
            or _cell(cells, "custom field (satisfaction rating)"),
        ),
    )


def _comment(cell: str) -> _Comment:
    date, _, rest = cell.partition(";")
    author, divided, text = rest.partition(";")
    if not divided or not author.strip():
        raise RowRefused(
            "A comment does not say who wrote it.",
            "Jira writes “date;author;text” into each comment's cell: export it again.",
        )
    return _Comment(sent_at=jira_moment(date), author=author.strip(), text=text)


def _knows_people(table: Table, columns: Sequence[str]) -> bool:
    """True when any comment is by somebody whom a column names in the same way."""
    named: set[str] = set()
    writers: set[str] = set()
    for record in table.records():
        cells = _cells(record, columns)
        named.update(_cell(cells, name) for name in _PEOPLE)
        for cell in cells.get("comment", []):
            writers.add(cell.partition(";")[2].partition(";")[0].strip())
    writers.discard("")
    return not writers or bool(writers & named)


def _check(record: list[str], columns: Sequence[str], *, is_cut: bool) -> None:
    if is_cut:
        raise RowRefused(
            "A quotation mark opens in this row and is never closed.",
            "Close it. The rows below were read as part of this one.",
        )
    if any(cell.strip() for cell in record[len(columns) :]):
        raise RowRefused(
            f"This row has {len(record)} cells, but there are {len(columns)} columns.",
            "Put quotation marks around the cell that holds the delimiter.",
        )


def _cells(record: list[str], columns: Sequence[str]) -> _Cells:
    found: dict[str, list[str]] = defaultdict(list)
    for name, cell in zip(columns, record, strict=False):
        if cell.strip():
            found[name].append(cell)
    return found


def _cell(cells: _Cells, name: str) -> str:
    return cells[name][0].strip() if cells.get(name) else ""


def _plain(name: str) -> str:
    return " ".join(_REPEATED.sub("", name).casefold().split())


def _confidence(look: Look) -> float:
    known = {_plain(name) for name in look.columns} & _SIGNS
    return SURE if len(known) >= 4 and "summary" in known else 0.0


JIRA_CSV = Importer(
    format="jira_csv",
    title="Jira (CSV export)",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
)

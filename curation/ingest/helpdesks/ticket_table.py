"""Ticket lists of help desks as CSV: columns about tickets, hardly ever what was said in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.ingest.csv_tickets import CSV_TICKETS
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.task import Intake, Task

NO_REPLIES = "This export holds no replies: its tickets become prompts to be answered."

ONLY_SUBJECTS = (
    "This export holds the subjects of its tickets and nothing that was said in them: the subjects "
    "become prompts to be answered."
)

_ENOUGH = 4  # columns that are known by name
_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTable:
    """A help desk's CSV: the names of its columns, which of them hold what, and where to go.

    `messages` are the names of columns that hold a customer's message, if an account has one;
    `export` is what to export instead when it has none.
    """

    format: str
    title: str
    desk: str
    signs: frozenset[str]
    messages: tuple[str, ...]
    export: str
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)


def table_importer(table: TicketTable) -> Importer:
    """The importer of such a CSV: its messages, or at least its subjects, become prompts."""

    def confidence(look: Look) -> float:
        known = sum(_plain(name) in table.signs for name in look.columns)
        return _SURE if known >= _ENOUGH else 0.0

    def read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
        names = Look(files[0]).columns
        found = {
            what: name
            for what, wanted in {**table.columns, "input": table.messages}.items()
            if (name := _first(names, wanted))
        }
        chosen = {**found, **choices.columns}
        if not (chosen.get("input") or chosen.get("subject")):
            raise _no_messages(table)
        reading = CSV_TICKETS.read(files, task, replace(choices, columns=chosen))
        notes = [reading.note]
        if not chosen.get("input"):
            notes.append(f"{ONLY_SUBJECTS} {table.export}")
        elif not reading.mapping.answer:
            notes.append(NO_REPLIES)
        note = " ".join(note for note in notes if note)
        return replace(reading, format=table.format, note=note)

    return Importer(
        format=table.format,
        title=table.title,
        intakes=frozenset({Intake.TICKET}),
        confidence=confidence,
        read=read,
    )


def _first(names: Sequence[str], wanted: Sequence[str]) -> str:
    by_plain_name = {_plain(name): name for name in reversed(names)}
    return next((by_plain_name[name] for name in wanted if name in by_plain_name), "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _no_messages(table: TicketTable) -> InputRefused:
    return InputRefused(
        "The file holds no messages",
        cause=f"This is a list of tickets of {table.desk} with neither subjects nor messages.",
        cure=table.export,
    )

"""What an importer makes of a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from curation.example import Example, Fault
from curation.ingest.columns import Column, ColumnMapping
from curation.ingest.source_file import SourceFile
from curation.task import Intake, Task

Outcome = Example | Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An open file: how many rows it has and, on demand, what each of them becomes.

    `outcomes` gives exactly `rows` outcomes in the file's order, from the start at every call.
    `note` is a sentence a person should know, such as a guessed encoding. `columns` is empty for
    files that have none; `is_mapped` is false while none of them is known to hold the message.
    """

    format: str
    rows: int
    outcomes: Callable[[], Iterator[Outcome]]
    note: str = ""
    columns: tuple[Column, ...] = ()
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    is_mapped: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One file format: `read` takes a file, the task and a person's choices of columns.

    `recognises` looks at the bytes; the importers are asked in the order of their table.
    """

    format: str
    title: str
    intakes: frozenset[Intake]
    recognises: Callable[[SourceFile], bool]
    read: Callable[[SourceFile, Task, Mapping[str, str] | None], Reading]

"""What an importer makes of a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.columns import Column, ColumnMapping
from curation.ingest.look import Look
from curation.ingest.source_file import SourceFile
from curation.ingest.staged_rows import StagedPart
from curation.task import Intake, Task

Outcome = Example | Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An open file: how many rows it has and, on demand, what each of them becomes.

    `outcomes` gives exactly `rows` outcomes in the file's order, from the start at every call.
    `note` is a sentence a person should know, such as a guessed encoding; `is_repairable` says
    that some text looks wrongly decoded, and that Choices.repair would mend it. `columns` is empty
    for files that have none; `is_mapped` is false while none of them is known to hold the message.
    Without `is_counted`, `rows` is a guess. `parts`, where a format has them, are the same
    outcomes from a row (counted from 0) on, ready to be stored: a quicker way for big tables.
    """

    format: str
    rows: int
    outcomes: Callable[[], Iterator[Outcome]]
    note: str = ""
    columns: tuple[Column, ...] = ()
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    is_mapped: bool = True
    is_counted: bool = True
    parts: Callable[[int], Iterator[StagedPart]] | None = None
    is_repairable: bool = False


def on_its_own(look: Look) -> str:
    """Files of most formats are read one by one."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One file format: `read` takes the files of one bundle, the task and a person's choices.

    `confidence` looks at what is in a file and says how sure it is that this is its format, from
    0 (it is not) to 1; the importer that is surest reads the file, the earlier one of the table
    when two are. `bundle` names what a file is read together with: files handed in together that
    have the same name, other than "", are one reading (tickets with their comments, a page with
    its XML), by the importer of the earliest in the table. The first file of a bundle whose format
    `has_pages` is a document that can be looked at page by page. `open` reads without counting the
    rows first, where that is quicker.
    """

    format: str
    title: str
    intakes: frozenset[Intake]
    confidence: Callable[[Look], float]
    read: Callable[[Sequence[SourceFile], Task, Choices], Reading]
    bundle: Callable[[Look], str] = on_its_own
    open: Callable[[Sequence[SourceFile], Task, Choices], Reading] | None = None
    has_pages: bool = False

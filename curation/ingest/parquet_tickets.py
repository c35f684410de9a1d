"""Tickets from a Parquet file: nested columns as JSON text."""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.ingest.csv_table import column_names
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.ingest.table_tickets import TicketTable, read_ticket_table
from curation.ingest.xlsx_tickets import seen
from curation.task import Intake, Task

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_SAMPLED = 200
_AT_ONCE = 5_000  # rows


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    opened = _opened(file)
    rows = opened.metadata.num_rows
    if not rows:
        raise InputRefused(
            "The file has no rows",
            cause="It holds columns and nothing in them.",
            cure="Export it again, with one ticket in each row.",
        )

    def records() -> Iterator[list[str]]:
        for batch in _opened(file).iter_batches(batch_size=_AT_ONCE):
            columns = [column.to_pylist() for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield [_text(value) for value in values]

    first = next(opened.iter_batches(batch_size=_SAMPLED))
    table = TicketTable(
        names=column_names(first.schema.names),
        sample=[
            [_text(value) for value in values]
            for values in zip(*(column.to_pylist() for column in first.columns), strict=True)
        ],
        rows=rows,
        records=records,
    )
    return read_ticket_table(PARQUET_TICKETS.format, file, task, choices, table)


def _opened(file: SourceFile) -> "ParquetFile":
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(io.BytesIO(file.data))
    except (pa.ArrowException, OSError) as error:
        raise InputRefused(
            "The Parquet file cannot be read",
            cause="It is damaged, or cut off in the middle.",
            cure="Copy it again, or export it as CSV or JSON lines.",
        ) from error


def _text(value: Any) -> str:
    """A value as text: lists and objects as JSON, bytes as the UTF-8 they hold."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return seen(value)


def _plain(value: object) -> str:
    if isinstance(value, bytes | date | datetime | time | Decimal):
        return _text(value)
    return str(value)


def _confidence(look: Look) -> float:
    return 0.9 if look.file.data.startswith(b"PAR1") else 0.0


PARQUET_TICKETS = Importer(
    format="parquet",
    title="Parquet table",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
)

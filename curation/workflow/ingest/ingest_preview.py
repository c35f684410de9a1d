"""What files would become, before anything is stored."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from curation.errors import InputRefused
from curation.example import Example, Fault
from curation.ingest.columns import Column, ColumnMapping
from curation.ingest.staged_rows import example_of
from curation.people import Actor, Role, require
from curation.task import Task
from curation.workflow.ingest.input_files import InputFile
from curation.workflow.ingest.mappings import saved_mappings
from curation.workflow.ingest.reader import Stopped, read_all
from curation.workflow.ingest.reader_entries import stopped_reading
from curation.workflow.ingest.reader_frames import Frame, Said
from curation.workflow.ingest.reader_request import ReadRequest
from curation.workflow.ingest.spool import on_disk
from curation.workflow.ingest.staging import joined_names
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file, or files that are read together, would become.

    `files` are the places, from 0, of the files that were handed in. `others` are formats that
    could read it too, the surest first; `confidence` is 1 for a format that was chosen. `rows`
    counts all rows, or guesses them when only the first were looked at (`is_whole` is false); the
    other counts are of the `rows_looked_at`. `is_mapped` is false while no column is known to hold
    the message; then no row is looked at. `is_remembered`: its columns are those that were chosen
    before for a file with the same columns. Without `has_answers` the rows are prompts to be
    answered; `is_repairable`: some hold characters that were decoded wrongly. `is_read` is false
    for bundles after the first ones, of which only the names are known. With a `refusal` there is
    nothing else.
    """

    name: str
    files: tuple[int, ...]
    format: str
    confidence: float = 0.0
    others: tuple[str, ...] = ()
    note: str = ""
    columns: tuple[Column, ...] = ()
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    is_mapped: bool = True
    is_remembered: bool = False
    rows: int = 0
    rows_looked_at: int = 0
    is_whole: bool = True
    fault_count: int = 0
    has_answers: bool = False
    is_repairable: bool = False
    examples: tuple[Example, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_read: bool = False
    refusal: InputRefused | None = None


def preview_files(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    files: Sequence[InputFile],
    *,
    shown: int = 20,
    most: int = 20,
) -> list[Preview]:
    """What files would become, in their order: one preview for each bundle that is read together.

    Nothing is stored, and of a big file only the first rows are looked at; `shown` examples and
    ten times as many faults come along. At most `most` bundles are read. Needs a curator. A file
    that cannot be read is no error here: its preview holds the refusal.
    """
    require(actor, Role.CURATOR, to="add examples")
    task = workspace.task(task_id)
    previews: dict[int, Preview] = {}
    with on_disk(workspace, files) as there:
        request = ReadRequest(
            task=task,
            files=there,
            shown=shown,
            most=most,
            mappings=saved_mappings(workspace, task_id),
            file_limit_mb=workspace.settings.upload_limit_mb,
        )
        with closing(read_all(request)) as events:
            for event in events:
                if event is not None:
                    _take(previews, event, task)
    return list(previews.values())


def preview(
    workspace: Workspace, actor: Actor, task_id: str, file: InputFile, *, shown: int = 20
) -> Preview:
    """What one file would become; of a zip, its first bundle.

    Needs a curator. Raises InputRefused when the file as a whole cannot be read.
    """
    first = preview_files(workspace, actor, task_id, [file], shown=shown, most=1)[0]
    if first.refusal:
        raise first.refusal
    return first


def _take(previews: dict[int, Preview], event: Frame | Stopped, task: Task) -> None:
    if isinstance(event, Stopped):
        refusal = stopped_reading(event.reason)
        previews[event.bundle] = replace(previews[event.bundle], refusal=refusal, is_read=True)
        return
    details = event.details
    if event.said == Said.FOUND:
        previews.update((found["bundle"], _found(found)) for found in details["bundles"])
        return
    number = details["bundle"]
    if event.said == Said.OPENED:
        previews[number] = _opened(previews[number], details)
    elif event.said == Said.ROWS:
        previews[number] = _looked_at(previews[number], event, task)
    elif event.said == Said.REFUSED:
        title, cause, cure = details["refusal"]
        refusal = InputRefused(title, cause=cause, cure=cure)
        previews[number] = replace(previews[number], refusal=refusal, is_read=True)


def _found(found: dict[str, Any]) -> Preview:
    return Preview(
        name=joined_names(found["names"]),
        files=tuple(found["files"]),
        format=found["format"],
        confidence=found["confidence"],
        others=tuple(found["others"]),
    )


def _opened(before: Preview, details: dict[str, Any]) -> Preview:
    return replace(
        before,
        format=details["format"],
        note=details["note"],
        columns=tuple(
            Column(name=column["name"], samples=tuple(column["samples"]))
            for column in details["columns"]
        ),
        mapping=ColumnMapping(**details["mapping"]),
        is_mapped=details["is_mapped"],
        is_remembered=details["is_remembered"],
        rows=details["rows"],
    )


def _looked_at(before: Preview, frame: Frame, task: Task) -> Preview:
    details = frame.details
    rows = frame.rows.to_pylist() if frame.rows is not None else []
    return replace(
        before,
        rows=details["rows"],
        rows_looked_at=details["rows_looked_at"],
        is_whole=details["is_whole"],
        fault_count=details["fault_count"],
        has_answers=details["has_answers"],
        is_repairable=details["is_repairable"],
        examples=tuple(example_of(row, task=task.id) for row in rows),
        faults=tuple(frame.faults),
        is_read=True,
    )

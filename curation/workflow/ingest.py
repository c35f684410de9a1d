"""Ingest: files become staged examples and faults, and every row is accounted for."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from curation.activity import Activity
from curation.errors import InputRefused
from curation.example import Example, Fault
from curation.ingest.columns import Column, ColumnMapping, no_input
from curation.ingest.fault_table import faults_to_csv
from curation.ingest.reading import Outcome
from curation.ingest.source_file import SourceFile
from curation.ingest.upload import Counts, Upload, UploadReport
from curation.people import Actor, Role, require
from curation.store import uploads
from curation.task import Task
from curation.workflow.background import Progress, start_in_background
from curation.workflow.input_files import InputFile, open_file
from curation.workflow.workspace import Workspace

KIND = "ingest"
"""The kind of activity; its subject is the task."""

Report = Callable[[int, int, str], None]
"""Told how many of how many rows are stored, and which file it is at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would become: its first examples and faults, and how many there are of both.

    `is_mapped` is false while no column is known to hold the message; then nothing is read yet.
    """

    format: str
    note: str
    columns: tuple[Column, ...]
    mapping: ColumnMapping
    is_mapped: bool
    rows: int
    fault_count: int
    examples: tuple[Example, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file; `note` and `mapping` say how it was read."""

    upload: Upload
    counts: Counts
    note: str = ""
    mapping: ColumnMapping | None = None


def preview(
    workspace: Workspace, actor: Actor, task_id: str, file: InputFile, *, shown: int = 20
) -> Preview:
    """What a file would become, read to its end and stored nowhere; `shown` examples and 10 times
    as many faults come along.

    Needs a curator. Raises InputRefused when the file as a whole cannot be read.
    """
    require(actor, Role.CURATOR, to="add examples")
    reading = open_file(workspace, workspace.task(task_id), file)[1]
    examples: list[Example] = []
    faults: list[Fault] = []
    fault_count = 0
    for outcome in reading.outcomes() if reading.is_mapped else ():
        if isinstance(outcome, Fault):
            fault_count += 1
            if len(faults) < 10 * shown:
                faults.append(outcome)
        elif len(examples) < shown:
            examples.append(outcome)
    return Preview(
        format=reading.format,
        note=reading.note,
        columns=reading.columns,
        mapping=reading.mapping,
        is_mapped=reading.is_mapped,
        rows=reading.rows,
        fault_count=fault_count,
        examples=tuple(examples),
        faults=tuple(faults),
    )


def ingest_files(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    files: Sequence[InputFile],
    *,
    request_id: str = "",
    report: Report = lambda done, total, message: None,
) -> list[FileReport]:
    """Stage the rows of files, batch by batch; returns what became of each file.

    Needs a curator. A file that cannot be read is refused when it is the only one; among others
    it counts as one row and one fault (row 0). `report` is called after each stored batch and may
    raise to stop: what is stored is kept, and the same request id goes on where it stopped. So
    does a new request, for rows that are there already are duplicates.
    """
    require(actor, Role.CURATOR, to="add examples")
    task = workspace.task(task_id)
    request_id = request_id or uuid.uuid4().hex
    reports: list[FileReport] = []

    def stored(rows: int, of: int) -> None:
        before = sum(report.counts.read for report in reports)
        waiting = len(files) - len(reports) - 1  # files count as one row until they are opened
        report(before + rows, before + of + waiting, f"File {len(reports) + 1} of {len(files)}")

    for number, file in enumerate(files, 1):
        ingestion = _Ingestion(
            workspace=workspace,
            actor=actor,
            task=task,
            upload_id=f"{request_id}.{number}",
            stored=stored,
        )
        reports.append(ingestion.run(file, refuse=len(files) == 1))
    workspace.store.checkpoint()
    return reports


def start_ingest(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    files: Sequence[InputFile],
    *,
    request_id: str,
) -> Activity:
    """Ingest files in the background; returns at once. One ingest of a task runs at a time.

    Needs a curator.
    """
    require(actor, Role.CURATOR, to="add examples")
    workspace.task(task_id)

    def work(progress: Progress) -> str:
        reports = ingest_files(
            workspace, actor, task_id, files, request_id=request_id, report=progress.step
        )
        return in_words(total(reports))

    return start_in_background(workspace, actor, work, kind=KIND, subject=task_id)


def list_uploads(
    workspace: Workspace, actor: Actor, task_id: str, *, limit: int = 200
) -> list[UploadReport]:
    """The newest uploads of a task first. Needs a curator."""
    require(actor, Role.CURATOR, to="see what was added")
    return uploads.list_uploads(workspace.store, task=task_id, limit=limit)


def list_faults(
    workspace: Workspace, actor: Actor, upload_id: str, *, limit: int | None = None
) -> list[Fault]:
    """The faulty rows of an upload in their order. Needs a curator: they hold unmasked text."""
    require(actor, Role.CURATOR, to="see faulty rows")
    return uploads.list_faults(workspace.store, upload_id, limit=limit)


def faulty_rows_file(workspace: Workspace, actor: Actor, upload_id: str) -> bytes:
    """The faulty rows of an upload as a CSV file (UTF-8 with a mark, which spreadsheets want).

    Mended, it can be ingested as it is. Needs a curator.
    """
    return faults_to_csv(list_faults(workspace, actor, upload_id)).encode("utf-8-sig")


def total(reports: Sequence[FileReport]) -> Counts:
    """The counts of all files together."""
    return sum((report.counts for report in reports), Counts())


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 row", "2,000 rows"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(counts: Counts) -> str:
    """The counts as a sentence that adds up."""
    return (
        f"Read {counted(counts.read, 'row')}: {counts.added:,} added, {counts.changed:,} changed, "
        f"{counts.duplicates:,} there already, {counts.faults:,} faulty."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ingestion:
    """The ingestion of one file of a request."""

    workspace: Workspace
    actor: Actor
    task: Task
    upload_id: str
    stored: Callable[[int, int], None]

    def run(self, file: InputFile, *, refuse: bool) -> FileReport:
        """What became of the file; with `refuse`, one that cannot be read raises."""
        try:
            source, reading = open_file(self.workspace, self.task, file)
            if not reading.is_mapped:
                raise no_input(reading.columns)
        except InputRefused as refusal:
            if refuse:
                raise
            return self._refused(file, refusal)
        upload = self._upload(source.name, source.sha256, reading.format)
        counts = Counts()
        for batch, outcomes in enumerate(_batches(reading.outcomes())):
            is_last = counts.read + len(outcomes) == reading.rows
            counts += self._add(upload, batch, outcomes, is_last=is_last)
            self.stored(counts.read, reading.rows)
        mapping = reading.mapping if reading.columns else None
        return FileReport(upload=upload, counts=counts, note=reading.note, mapping=mapping)

    def _refused(self, file: InputFile, refusal: InputRefused) -> FileReport:
        name = SourceFile.of(file.name, b"").name
        upload = self._upload(name, "", file.format)
        reason = f"{refusal.title}. {refusal.cause}"
        fault = Fault(file=name, row=0, reason=reason, cure=refusal.cure)
        counts = self._add(upload, 0, [fault], is_last=True)
        self.stored(1, 1)
        return FileReport(upload=upload, counts=counts)

    def _upload(self, name: str, sha256: str, format: str) -> Upload:
        upload = Upload(
            id=self.upload_id,
            task=self.task.id,
            file=name,
            sha256=sha256,
            format=format,
            actor=self.actor.id,
            recorded_at=self.workspace.now(),
        )
        uploads.start_upload(self.workspace.store, upload)
        return upload

    def _add(
        self, upload: Upload, batch: int, outcomes: Sequence[Outcome], *, is_last: bool
    ) -> Counts:
        return uploads.add_batch(
            self.workspace.store,
            upload,
            batch=batch,
            examples=[outcome for outcome in outcomes if isinstance(outcome, Example)],
            faults=[outcome for outcome in outcomes if isinstance(outcome, Fault)],
            is_last=is_last,
        )


def _batches(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    while batch := list(islice(outcomes, uploads.BATCH)):
        yield batch

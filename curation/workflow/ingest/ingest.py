"""Ingest: files become staged examples and faults, and every row is accounted for."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict

from curation.activity import Activity
from curation.errors import NotFound
from curation.example import Fault
from curation.ingest.fault_table import faults_to_csv
from curation.ingest.upload import Counts, UploadReport
from curation.people import Actor, Role, require
from curation.store import upload_readings, upload_reports
from curation.workflow.background import Progress, start_in_background
from curation.workflow.ingest.ingest_preview import Preview, preview, preview_files
from curation.workflow.ingest.input_files import InputFile
from curation.workflow.ingest.spool import on_disk
from curation.workflow.ingest.staging import FileReport, Report, Staging
from curation.workflow.workspace import Workspace

__all__ = ["FileReport", "Preview", "Report", "preview", "preview_files"]

KIND = "ingest"
"""The kind of activity; its subject is the task."""


def ingest_files(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    files: Sequence[InputFile],
    *,
    request_id: str = "",
    report: Report = lambda done, total, message: None,
    beat: Callable[[], None] = lambda: None,
) -> list[FileReport]:
    """Stage the rows of files, batch by batch; returns what became of each bundle of files.

    Needs a curator. Files that belong together (tickets, their comments) are one bundle, and so
    is each file in a zip. A file that cannot be read is refused when it is the only one; among
    others it counts as one row and one fault (row 0). `report` is called after each stored batch,
    `beat` after each second without one; both may raise to stop: what is stored is kept, and the
    same request id goes on where it stopped. So does a new request, for rows that are there
    already are duplicates. Chosen columns are remembered for files with the same columns.
    """
    require(actor, Role.CURATOR, to="add examples")
    task = workspace.task(task_id)
    staging = Staging(workspace, actor, task, request_id or uuid.uuid4().hex, report, beat)
    with on_disk(workspace, files) as there:
        reports = staging.run(there)
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
            workspace,
            actor,
            task_id,
            files,
            request_id=request_id,
            report=progress.step,
            beat=progress.check,
        )
        return in_words(total(reports))

    return start_in_background(workspace, actor, work, kind=KIND, subject=task_id)


def list_uploads(
    workspace: Workspace, actor: Actor, task_id: str, *, limit: int = 200
) -> list[UploadReport]:
    """The newest uploads of a task first. Needs a curator."""
    require(actor, Role.CURATOR, to="see what was added")
    return upload_reports.list_uploads(workspace.store, task=task_id, limit=limit)


def list_faults(
    workspace: Workspace, actor: Actor, upload_id: str, *, limit: int | None = None
) -> list[Fault]:
    """The faulty rows of an upload in their order. Needs a curator: they hold unmasked text."""
    require(actor, Role.CURATOR, to="see faulty rows")
    return upload_reports.list_faults(workspace.store, upload_id, limit=limit)


def faulty_rows_file(workspace: Workspace, actor: Actor, upload_id: str) -> bytes:
    """The faulty rows of an upload as a CSV file (UTF-8 with a mark, which spreadsheets want).

    Mended, it can be ingested as it is. Needs a curator.
    """
    return faults_to_csv(list_faults(workspace, actor, upload_id)).encode("utf-8-sig")


def upload_report_file(workspace: Workspace, actor: Actor, upload_id: str) -> bytes:
    """The account of an upload as JSON: its files, how they were read, by whom and when, what
    became of the rows, and every faulty row with its reason.

    read = added + changed + duplicates + faults, to the row. Needs a curator. Raises NotFound.
    """
    faults = list_faults(workspace, actor, upload_id)
    report = upload_reports.get_upload(workspace.store, upload_id)
    if report is None:
        raise NotFound(
            "No such upload",
            cause=f"There is no upload {upload_id!r}.",
            cure="Look it up in the list of what was added.",
        )
    reading = upload_readings.get_reading(workspace.store, upload_id) or {}
    account = {
        **asdict(report.upload),
        "recorded_at": report.upload.recorded_at.isoformat() + "Z",
        "files": json.loads(reading.get("files", "[]")),
        "choices": json.loads(reading.get("choices", "{}")),
        "columns": json.loads(reading.get("mapping", "{}")),
        "note": reading.get("note", ""),
        "complete": report.complete,
        "counts": asdict(report.counts),
        "faults": [asdict(fault) for fault in faults],
    }
    return json.dumps(account, ensure_ascii=False, indent=2).encode()


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

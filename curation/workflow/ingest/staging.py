"""Storing what the reader says: one upload for each bundle of files, every row accounted for."""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field

from curation.errors import InputRefused
from curation.example import Fault
from curation.ingest.choices import Choices
from curation.ingest.columns import ColumnMapping
from curation.ingest.upload import Counts, Upload
from curation.people import Actor
from curation.store import upload_readings, upload_reports, uploads
from curation.task import Task
from curation.workflow.ingest.mappings import save_mapping, saved_mappings
from curation.workflow.ingest.reader import Stopped, read_all
from curation.workflow.ingest.reader_entries import stopped_reading
from curation.workflow.ingest.reader_frames import Frame, Said
from curation.workflow.ingest.reader_request import FileToRead, ReadRequest
from curation.workflow.workspace import Workspace

Report = Callable[[int, int, str], None]
"""Told how many of how many rows are stored, and which file it is at."""

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file, or of files that are read together; how it was read."""

    upload: Upload
    counts: Counts
    note: str = ""
    mapping: ColumnMapping | None = None


@dataclass(slots=True, kw_only=True)
class _Bundle:
    """One bundle on its way into the store."""

    number: int
    place: int
    names: list[str]
    format: str
    choices: Choices
    begun: upload_reports.StoredPart
    upload: Upload | None = None
    counts: Counts = field(default_factory=Counts)
    note: str = ""
    mapping: ColumnMapping | None = None
    is_over: bool = False

    @property
    def name(self) -> str:
        """The names of its files."""
        return joined_names(self.names)


class Staging:
    """The rows of files on their way into the store, for one request."""

    def __init__(
        self,
        workspace: Workspace,
        actor: Actor,
        task: Task,
        request_id: str,
        report: Report,
        beat: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._actor = actor
        self._task = task
        self._request_id = request_id
        self._report = report
        self._beat = beat
        self._bundles: dict[int, _Bundle] = {}
        self._stored: dict[int, upload_reports.StoredPart] = {}
        self._read_before = 0
        self._waiting = 0

    def run(self, files: Sequence[FileToRead]) -> list[FileReport]:
        """What became of the files; one that cannot be read raises when it is the only one."""
        self._stored = self._stored_before()
        request = ReadRequest(
            task=self._task,
            files=tuple(files),
            mappings=saved_mappings(self._workspace, self._task.id),
            skip={number: part.rows_read for number, part in self._stored.items()},
            done=frozenset(n for n, part in self._stored.items() if part.complete),
            originals=str(self._workspace.folder),
            file_limit_mb=self._workspace.settings.upload_limit_mb,
        )
        with closing(read_all(request)) as events:
            for event in events:
                self._take(event, files)
        return [self._file_report(bundle) for bundle in self._bundles.values()]

    def _stored_before(self) -> dict[int, upload_reports.StoredPart]:
        """How much of each bundle the same request has stored before."""
        prefix = f"{self._request_id}."
        parts = upload_reports.stored_parts(self._workspace.store, self._request_id)
        numbers = {upload_id: upload_id.removeprefix(prefix) for upload_id in parts}
        return {
            int(numbers[upload_id]) - 1: part
            for upload_id, part in parts.items()
            if numbers[upload_id].isdecimal()
        }

    def _take(self, event: Frame | Stopped | None, files: Sequence[FileToRead]) -> None:
        if event is None:
            self._beat()
        elif isinstance(event, Stopped):
            self._refuse(self._bundles[event.bundle], stopped_reading(event.reason))
        elif event.said == Said.FOUND:
            self._found(event, files)
        else:
            bundle = self._bundles[event.details["bundle"]]
            if event.said == Said.OPENED:
                self._open(bundle, event)
            elif event.said == Said.ROWS:
                self._add(bundle, event)
            elif event.said == Said.REFUSED:
                title, cause, cure = event.details["refusal"]
                self._refuse(bundle, InputRefused(title, cause=cause, cure=cure))

    def _found(self, frame: Frame, files: Sequence[FileToRead]) -> None:
        for place, found in enumerate(frame.details["bundles"], 1):
            number = found["bundle"]
            begun = self._stored.get(
                number, upload_reports.StoredPart(batches=0, rows_read=0, complete=False)
            )
            bundle = _Bundle(
                number=number,
                place=place,
                names=found["names"],
                format=found["format"],
                choices=files[found["files"][0]].choices,
                begun=begun,
            )
            report = upload_reports.get_upload(self._workspace.store, self._upload_id(number))
            if report:
                bundle.upload, bundle.counts = report.upload, report.counts
                bundle.is_over = begun.complete
            self._bundles[number] = bundle
            self._read_before += bundle.counts.read if bundle.is_over else 0
            self._waiting += not bundle.is_over

    def _open(self, bundle: _Bundle, frame: Frame) -> None:
        details = frame.details
        bundle.note = details["note"]
        hashes = [file["sha256"] for file in details["files"]]
        if details["columns"]:
            bundle.mapping = ColumnMapping(**details["mapping"])
            if bundle.choices.columns:
                names = [column["name"] for column in details["columns"]]
                self._remember(bundle, names)
        self._start(bundle, joined_hashes(hashes), details["format"], details["files"])

    def _remember(self, bundle: _Bundle, names: Sequence[str]) -> None:
        save_mapping(
            self._workspace,
            self._actor,
            self._task.id,
            names,
            asdict(bundle.mapping) if bundle.mapping else {},
            request_id=self._upload_id(bundle.number),
        )

    def _start(
        self, bundle: _Bundle, sha256: str, format: str, files: Sequence[dict[str, object]]
    ) -> Upload:
        if bundle.upload is None:
            bundle.upload = Upload(
                id=self._upload_id(bundle.number),
                task=self._task.id,
                file=bundle.name,
                sha256=sha256,
                format=format,
                actor=self._actor.id,
                recorded_at=self._workspace.now(),
            )
            uploads.start_upload(self._workspace.store, bundle.upload)
        upload_readings.add_reading(
            self._workspace.store,
            bundle.upload.id,
            files=json.dumps(files),
            choices=json.dumps({**asdict(bundle.choices), "format": format}, default=dict),
            mapping=json.dumps(asdict(bundle.mapping) if bundle.mapping else {}),
            note=bundle.note,
            recorded_at=self._workspace.now(),
        )
        return bundle.upload

    def _add(self, bundle: _Bundle, frame: Frame) -> None:
        faults = frame.faults
        is_last = frame.details["is_last"]
        if frame.rows is not None and (frame.rows.num_rows or faults or is_last):
            self._store(bundle, frame, faults, is_last=is_last)
        bundle.is_over = is_last
        self._tell(bundle, frame.details["rows"])

    def _store(
        self, bundle: _Bundle, frame: Frame | None, faults: Sequence[Fault], *, is_last: bool
    ) -> None:
        assert bundle.upload is not None
        bundle.counts += uploads.add_rows(
            self._workspace.store,
            bundle.upload,
            batch=bundle.begun.batches,
            begins=bundle.counts.read,
            rows=frame.rows if frame else None,
            faults=faults,
            is_last=is_last,
        )
        bundle.begun = upload_reports.StoredPart(
            batches=bundle.begun.batches + 1, rows_read=bundle.counts.read, complete=is_last
        )

    def _refuse(self, bundle: _Bundle, refusal: InputRefused) -> None:
        if bundle.upload is None and len(self._bundles) == 1:
            raise refusal
        if bundle.upload is None:
            self._start(bundle, "", bundle.format, [{"name": name} for name in bundle.names])
        reason = f"{refusal.title}. {refusal.cause}"
        fault = Fault(file=bundle.name, row=0, reason=reason, cure=refusal.cure)
        self._store(bundle, None, [fault], is_last=True)
        bundle.is_over = True
        self._tell(bundle, bundle.counts.read)

    def _tell(self, bundle: _Bundle, rows: int) -> None:
        """Report how far it is; bundles count as one row until they are opened."""
        read = self._read_before + bundle.counts.read
        total = self._read_before + max(rows, bundle.counts.read) + self._waiting - 1
        if bundle.is_over:
            self._read_before, self._waiting = read, self._waiting - 1
        self._report(read, total, f"File {bundle.place} of {len(self._bundles)}")

    def _upload_id(self, number: int) -> str:
        return f"{self._request_id}.{number + 1}"

    def _file_report(self, bundle: _Bundle) -> FileReport:
        assert bundle.upload is not None
        return FileReport(
            upload=bundle.upload, counts=bundle.counts, note=bundle.note, mapping=bundle.mapping
        )


def joined_names(names: Sequence[str]) -> str:
    """The names of files that are read together, as one."""
    shown = " + ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED:,} more" if len(names) > _NAMED else shown


def joined_hashes(hashes: Sequence[str]) -> str:
    """The SHA-256 of a file; of several, that of their hashes, one in a line."""
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()

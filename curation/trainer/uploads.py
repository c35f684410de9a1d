"""Uploads in parts: kept on disk until they are completed, cancelled, or an hour old."""

import hashlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from curation.trainer.files import FileShelf
from curation.trainer.records import Json, new_id, read_json_folder, write_bytes, write_json
from curation.trainer.refusal import Refusal, wrong

MOST_PART = 64 * 1024 * 1024
MOST_UPLOAD = 512 * 1024 * 1024
SECONDS = 3600
PENDING, COMPLETED, CANCELLED, EXPIRED = "pending", "completed", "cancelled", "expired"


class UploadShelf:
    """The uploads of one server folder; safe to use from several threads."""

    def __init__(self, folder: Path, files: FileShelf) -> None:
        self._folder = folder
        self._files = files
        self._lock = threading.RLock()
        self._records = {r["upload"]["id"]: r for r in read_json_folder(folder)}
        for record in self._records.values():
            self._expire(record)

    def begin(self, *, filename: str, purpose: str, size: int) -> Json:
        """A new upload of a file with that many bytes."""
        now = int(time.time())
        upload: Json = {
            "id": new_id("upload_"),
            "object": "upload",
            "bytes": size,
            "created_at": now,
            "expires_at": now + SECONDS,
            "filename": filename,
            "purpose": purpose,
            "status": PENDING,
        }
        with self._lock:
            self._records[upload["id"]] = {"upload": upload, "parts": {}}
            self._keep(upload["id"])
        return dict(upload)

    def add_part(self, upload_id: str, data: bytes) -> Json:
        """Keep a part and return its object. Raises Refusal: 404 for none, 400 when not pending."""
        with self._lock:
            record = self._pending(upload_id)
            if sum(record["parts"].values()) + len(data) > record["upload"]["bytes"]:
                raise wrong("data", "The parts have more bytes than the upload was begun with.")
            part_id = new_id("part_")
            write_bytes(self._part(part_id), data)
            record["parts"][part_id] = len(data)
            self._keep(upload_id)
        return {
            "id": part_id,
            "object": "upload.part",
            "created_at": int(time.time()),
            "upload_id": upload_id,
        }

    def complete(self, upload_id: str, part_ids: Sequence[str], md5: str = "") -> Json:
        """The parts in this order become a file; doing it twice makes one file.

        Raises Refusal: 404 for no such upload, 400 for unknown parts, missing bytes or another sum.
        """
        with self._lock:
            record = self._record(upload_id)
            if record["upload"]["status"] == COMPLETED:
                return dict(record["upload"])
            self._pending(upload_id)
            unknown = [name for name in part_ids if name not in record["parts"]]
            if unknown or len(set(part_ids)) < len(part_ids):
                raise wrong("part_ids", "Invalid 'part_ids': a part is unknown or named twice.")
            data = b"".join(self._part(name).read_bytes() for name in part_ids)
            upload = record["upload"]
            if len(data) != upload["bytes"]:
                raise wrong("part_ids", f"The parts have {len(data)} bytes of {upload['bytes']}.")
            if md5 and hashlib.md5(data, usedforsecurity=False).hexdigest() != md5.lower():
                raise wrong("md5", "The bytes do not have this checksum.")
            upload["file"] = self._files.add(
                filename=upload["filename"],
                purpose=upload["purpose"],
                data=data,
                file_id="file-" + upload_id.removeprefix("upload_"),
            )
            self._end(record, COMPLETED)
            return dict(upload)

    def cancel(self, upload_id: str) -> Json:
        """Give an upload up. Raises Refusal: 404 for none, 400 when it is not pending."""
        with self._lock:
            record = self._pending(upload_id)
            self._end(record, CANCELLED)
            return dict(record["upload"])

    def _record(self, upload_id: str) -> Json:
        record = self._records.get(upload_id)
        if record is None:
            raise Refusal(404, f"No such Upload object: {upload_id}", param="upload_id")
        self._expire(record)
        known: Json = record
        return known

    def _pending(self, upload_id: str) -> Json:
        record = self._record(upload_id)
        status = record["upload"]["status"]
        if status != PENDING:
            raise Refusal(400, f"The upload is {status}.", param="upload_id", code="upload_over")
        return record

    def _expire(self, record: Json) -> None:
        upload = record["upload"]
        if upload["status"] == PENDING and time.time() >= upload["expires_at"]:
            self._end(record, EXPIRED)

    def _end(self, record: Json, status: str) -> None:
        record["upload"]["status"] = status
        self._keep(record["upload"]["id"])
        for name in record["parts"]:
            self._part(name).unlink(missing_ok=True)

    def _keep(self, upload_id: str) -> None:
        write_json(self._folder / f"{upload_id}.json", self._records[upload_id])

    def _part(self, part_id: str) -> Path:
        return self._folder / f"{part_id}.part"

"""Uploaded and produced files: a record and the bytes, on disk."""

import threading
import time
from pathlib import Path

from curation.trainer.records import Json, new_id, read_json_folder, write_bytes, write_json
from curation.trainer.refusal import no_file


class FileShelf:
    """The files of one server folder; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        records = sorted(read_json_folder(folder), key=lambda record: int(record["order"]))
        self._records = {record["file"]["id"]: record for record in records}
        for path in folder.glob("*.data"):
            if path.stem not in self._records:  # the server was stopped between data and record
                path.unlink()

    def add(self, *, filename: str, purpose: str, data: bytes, file_id: str = "") -> Json:
        """Keep a file and return its object. An id that is there already is written anew."""
        with self._lock:
            file: Json = {
                "id": file_id or new_id("file-"),
                "object": "file",
                "bytes": len(data),
                "created_at": int(time.time()),
                "filename": filename,
                "purpose": purpose,
                "status": "processed",
            }
            order = 1 + max((int(r["order"]) for r in self._records.values()), default=0)
            record = {"order": order, "file": file}
            write_bytes(self._data(file["id"]), data)
            write_json(self._folder / f"{file['id']}.json", record)
            self._records[file["id"]] = record
            return dict(file)

    def get(self, file_id: str) -> Json:
        """The object of a file. Raises Refusal (404) when there is none."""
        with self._lock:
            if file_id not in self._records:
                raise no_file(file_id)
            return dict(self._records[file_id]["file"])

    def content(self, file_id: str) -> bytes:
        """The bytes of a file. Raises Refusal (404) when there is none."""
        self.get(file_id)
        return self._data(file_id).read_bytes()

    def all(self, *, purpose: str = "") -> list[Json]:
        """The objects of all files, or of those with a purpose, oldest first."""
        with self._lock:
            files = [dict(record["file"]) for record in self._records.values()]
        return [file for file in files if purpose in ("", file["purpose"])]

    def delete(self, file_id: str) -> None:
        """Remove a file for good. Raises Refusal (404) when there is none."""
        with self._lock:
            self.get(file_id)
            (self._folder / f"{file_id}.json").unlink(missing_ok=True)
            self._data(file_id).unlink(missing_ok=True)
            del self._records[file_id]

    def _data(self, file_id: str) -> Path:
        return self._folder / f"{file_id}.data"

"""Files that were handed in as bytes, put on disk for the reader process and taken away again."""

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from curation.errors import InputRefused
from curation.ingest.source_file import check_size
from curation.workflow.ingest.input_files import InputFile
from curation.workflow.ingest.reader_request import FileToRead, cannot_open
from curation.workflow.workspace import Workspace

FOLDER = "incoming"


@contextmanager
def on_disk(workspace: Workspace, files: Sequence[InputFile]) -> Iterator[tuple[FileToRead, ...]]:
    """The files as the reader process takes them, on disk until the end of the `with` block.

    Only the owner of the workspace can read them. What an app that was killed left behind goes
    too. Files over the limit, and those that cannot be had, are told with a refusal.
    """
    above = workspace.folder / FOLDER
    _clear(above)
    folder = above / f"{os.getpid()}-{uuid.uuid4().hex}"
    try:
        yield tuple(_on_disk(workspace, file, folder, n) for n, file in enumerate(files))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _on_disk(workspace: Workspace, file: InputFile, folder: Path, number: int) -> FileToRead:
    path, refusal = file.path, None
    try:
        check_size(file.size, limit_mb=workspace.settings.upload_limit_mb)
        if path is None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / str(number)
            _write(path, file)
    except InputRefused as error:
        refusal = (error.title, error.cause, error.cure)
    return FileToRead(
        path=str(path.resolve()) if path else "",
        name=file.name,
        size=file.size,
        choices=file.choices,
        format=file.format,
        refusal=refusal,
    )


def _write(path: Path, file: InputFile) -> None:
    assert file.read is not None
    try:
        data = file.read()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise cannot_open(error) from error


def _clear(above: Path) -> None:
    """Take away what other processes left: only this one holds the workspace, so they are gone."""
    for left in above.glob("*-*") if above.is_dir() else ():
        if not left.name.startswith(f"{os.getpid()}-"):
            shutil.rmtree(left, ignore_errors=True)

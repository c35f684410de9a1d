"""Files to be ingested: found on disk or handed in, and opened when their turn comes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.ingest.importers import read_files
from curation.ingest.reading import Reading
from curation.ingest.source_file import SourceFile, check_size
from curation.task import Task
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to be ingested; `read` gives its bytes when its turn comes, `size` counts them.

    `choices` says how it is read; `format` overrules the guess of the format.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    choices: Choices = field(default_factory=Choices)
    format: str = ""


def input_files(paths: Sequence[Path]) -> list[InputFile]:
    """The files at these paths, folders with all that is below them, sorted; hidden ones are not.

    A file below a folder is named by its path in it. Raises InputRefused for a path that leads
    nowhere and for folders without a file.
    """
    files = [file for path in paths for file in _below(path)]
    if not files:
        raise InputRefused(
            "No files",
            cause="There is no file in the folder.",
            cure="Name a folder with CSV, JSON lines or PDF files in it.",
        )
    return files


def open_file(workspace: Workspace, task: Task, file: InputFile) -> tuple[SourceFile, Reading]:
    """The bytes of a file and what an importer makes of them.

    Raises InputRefused for a file that is too large, cannot be opened or cannot be read.
    """
    check_size(file.size, limit_mb=workspace.settings.upload_limit_mb)
    try:
        data = file.read()
    except OSError as error:
        raise InputRefused(
            "The file cannot be opened",
            cause=f"The system says: {error.strerror or 'it cannot be read'}.",
            cure="Look at who may read it, and whether it is still there.",
        ) from error
    source = SourceFile.of(file.name, data)
    return source, read_files([source], task, format=file.format, choices=file.choices)


def _below(path: Path) -> Iterator[InputFile]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield _input_file(file, str(inside))
    elif path.is_file():
        yield _input_file(path, path.name)
    else:
        raise InputRefused(
            "No such file",
            cause=f"There is nothing at {path}.",
            cure="Look at how it is written; a relative path counts from the folder you are in.",
        )


def _input_file(path: Path, name: str) -> InputFile:
    return InputFile(name=name, size=path.stat().st_size, read=path.read_bytes)

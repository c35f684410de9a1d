"""Files to be ingested: found on disk, or handed in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curation.errors import InputRefused
from curation.ingest.choices import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to be ingested: `read` gives its bytes, or it lies at `path`; `size` counts them.

    `choices` says how it is read; `format` overrules the guess of the format.
    """

    name: str
    size: int
    read: Callable[[], bytes] | None = None
    path: Path | None = None
    choices: Choices = field(default_factory=Choices)
    format: str = ""

    def whole(self) -> bytes:
        """All its bytes; empty for a file that is neither handed in nor on disk."""
        if self.read is not None:
            return self.read()
        return self.path.read_bytes() if self.path else b""


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
            cure="Name a folder with exports, mails or invoices in it.",
        )
    return files


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
    return InputFile(name=name, size=path.stat().st_size, path=path)

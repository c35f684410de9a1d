"""What the reader process is asked: which files, for which task, how far, and how to read them."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.task import Task

PATIENCE_SECONDS = 10.0
"""How long reading may take at one row."""

LENGTH = struct.Struct("<Q")
"""In front of each request: the number of bytes of its pickle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToRead:
    """A file on disk: where it lies, what it is called, and how it is to be read.

    `refusal` (title, cause, cure) is set for a file that is not to be opened at all.
    """

    path: str
    name: str
    size: int
    choices: Choices = field(default_factory=Choices)
    format: str = ""
    refusal: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """Files to be read together; entries are the files, or the members of those that are a zip.

    A bundle is named by the place of its first entry. `shown` is 0 to read every row; else only
    the first rows are looked at and so many examples are given, of `most` bundles. `mappings`
    are the columns that people chose before, by the signature of the column names. `skip` says
    how many rows of a bundle are not wanted; `done` bundles are not wanted at all. `stopped`
    names entries on which a reader ended before. Documents whose pages are looked at later are kept
    in the workspace folder `originals` when every row is read. The reader ends itself when it is at
    one row for more than `patience` seconds; opening a file may take a second more for each
    megabyte.
    """

    task: Task
    files: tuple[FileToRead, ...]
    shown: int = 0
    most: int = 20
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skip: Mapping[int, int] = field(default_factory=dict)
    done: frozenset[int] = frozenset()
    stopped: Mapping[int, str] = field(default_factory=dict)
    originals: str = ""
    file_limit_mb: int = 200
    patience: float = field(default_factory=lambda: PATIENCE_SECONDS)


def cannot_open(error: OSError) -> InputRefused:
    """The refusal of a file that the system does not give."""
    return InputRefused(
        "The file cannot be opened",
        cause=f"The system says: {error.strerror or 'it cannot be read'}.",
        cure="Look at who may read it, and whether it is still there.",
    )

"""A file as it was handed in: its name, its bytes and their hash."""

import hashlib
from dataclasses import dataclass
from typing import Self

from curation.errors import InputRefused

MAX_ROW_CHARACTERS = 1_000_000
"""Rows with more text than this become faults: no model reads them, no person either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file's name (a path inside its folder), its bytes and their SHA-256."""

    name: str
    data: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Self:
        """The file with its hash; a name that is not Unicode loses what cannot be written."""
        readable = name.encode("utf-8", "replace").decode("utf-8")
        return cls(name=readable, data=data, sha256=hashlib.sha256(data).hexdigest())


class RowRefused(Exception):
    """Raised while one row is read; the importer makes it a Fault."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


def check_size(size: int, *, limit_mb: int) -> None:
    """Refuse a file of `size` bytes that is over the limit of `limit_mb` megabytes (10**6)."""
    if size > limit_mb * 1_000_000:
        raise InputRefused(
            "The file is too large",
            cause=f"It has {size / 1_000_000:,.0f} MB; this installation takes {limit_mb} MB.",
            cure="Split it into smaller files, or ask whoever runs this app to raise "
            "CURATION_UPLOAD_LIMIT_MB.",
        )


def check_row_size(characters: int) -> None:
    """Refuse a row of more than MAX_ROW_CHARACTERS."""
    if characters > MAX_ROW_CHARACTERS:
        raise RowRefused(
            f"This row has {characters:,} characters; {MAX_ROW_CHARACTERS:,} are the most.",
            "Shorten it. If the row should be short, look for a quotation mark that is not closed.",
        )

"""What a request hands in, file by file: a zip is opened, anything else stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.ingest.source_file import SourceFile
from curation.ingest.zip_members import Member, is_zip, unpack
from curation.workflow.ingest.reader_request import FileToRead, cannot_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file to be read: handed in, or the member of a zip; `file` is the place of either."""

    file: int
    name: str
    size: int
    read: Callable[[], bytes]
    choices: Choices
    format: str
    note: str = ""
    refusal: InputRefused | None = None


def entries_of(place: int, file: FileToRead, *, file_limit_mb: int) -> list[Entry]:
    """The file of that place, or the members of the zip that it is; bad ones have a refusal."""
    entry = _entry(place, file)
    try:
        if not entry.refusal and _begins_like_a_zip(file):
            return _opened(entry, file_limit_mb)
    except InputRefused as refusal:
        return [replace(entry, refusal=refusal)]
    return [entry]


def refused_entry(place: int, file: FileToRead, reason: str) -> Entry:
    """The file of that place, which is not to be opened again."""
    return replace(_entry(place, file), refusal=stopped_reading(reason))


def stopped_reading(reason: str) -> InputRefused:
    """The refusal of a file that could not be read for an unusual reason."""
    return InputRefused(
        "The file cannot be read",
        cause=reason,
        cure="Look at whether the program it comes from opens it, and export it again.",
    )


def _opened(entry: Entry, file_limit_mb: int) -> list[Entry]:
    data = entry.read()
    if not is_zip(data):
        return [entry]
    source = SourceFile(name=entry.name, data=data, sha256="")
    unpacked = unpack(source, file_limit_mb=file_limit_mb)
    entries, note = [], unpacked.note
    for member in unpacked.members:
        entries.append(_member_entry(entry, member, "" if member.refusal else note))
        note = note if member.refusal else ""
    return entries


def _entry(place: int, file: FileToRead) -> Entry:
    def read() -> bytes:
        try:
            return Path(file.path).read_bytes()
        except OSError as error:
            raise cannot_open(error) from error

    refusal = file.refusal
    return Entry(
        file=place,
        name=file.name,
        size=file.size,
        read=read,
        choices=file.choices,
        format=file.format,
        refusal=InputRefused(refusal[0], cause=refusal[1], cure=refusal[2]) if refusal else None,
    )


def _member_entry(entry: Entry, member: Member, note: str) -> Entry:
    return replace(
        entry,
        name=member.name,
        size=member.size,
        read=member.read,
        note=note,
        refusal=member.refusal,
    )


def _begins_like_a_zip(file: FileToRead) -> bool:
    try:
        with open(file.path, "rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:
        return False

"""A zip file opened: its members as files of their own, read one by one and only in memory."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curation.errors import InputRefused
from curation.ingest.source_file import SourceFile

MAX_MEMBERS = 10_000
MAX_TOTAL = 2_000_000_000
"""Bytes that all members may have together once they are unpacked."""

_MAX_RATIO = 250  # text packs 5 to 20 times; only what was made to harm packs 1,000 times
_SMALL = 1_000_000  # bytes; a short list of zeros harms nobody
_OFFICE = re.compile(r"(?:xl|word|ppt)/|META-INF/|mimetype$", re.IGNORECASE)
_LEFT_OUT = {"__macosx", "thumbs.db", "desktop.ini"}
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a zip: its name with the zip's in front, and its bytes when they are asked for.

    `read` raises InputRefused when they cannot be had; `refusal` is known before that.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    refusal: InputRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """The members of a zip in their order; `note` names what was left out."""

    members: tuple[Member, ...]
    note: str = ""


def is_zip(data: bytes) -> bool:
    """True for a zip of files; false for a document that is kept in one (Excel, Word)."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return True
    is_office = "[Content_Types].xml" in names or "mimetype" in names
    return not (is_office and any(_OFFICE.match(name) for name in names))


def unpack(file: SourceFile, *, file_limit_mb: int, depth: int = 0) -> Unpacked:
    """The members of a zip, and those of the zips in it, one level deep.

    Hidden files and those that systems leave behind are left out and named. A member that cannot
    be read on its own has a refusal. Raises InputRefused for what is no zip, has no files, too
    many, or too much in it.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(file.data))
        infos = [info for info in opened.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _refused(
            "It begins like a zip file and is damaged or cut off.",
            "Copy or download it again; a zip tool can test it.",
        ) from error
    _check_whole(infos)
    left_out = [info.filename for info in infos if _is_hidden(info.filename)]
    kept = [info for info in infos if not _is_hidden(info.filename)]
    if not kept:
        raise _refused("It holds no file.", "Look at what was put into it.")
    members: list[Member] = []
    notes = [_left_out(file.name, left_out)] if left_out else []
    for info in kept:
        member = _member(file.name, opened, info, file_limit_mb)
        inner = _inner(member, file_limit_mb, depth)
        members += inner.members if inner else [member]
        notes += [inner.note] if inner and inner.note else []
        if len(members) > MAX_MEMBERS:
            raise _too_many(len(members))
    return Unpacked(members=tuple(members), note=" ".join(notes))


def _check_whole(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise _too_many(len(infos))
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise _refused(
            f"Unpacked it would have {total / 1e6:,.0f} MB; {MAX_TOTAL / 1e6:,.0f} MB are the "
            "most.",
            "Hand in its files in several parts.",
        )


def _member(
    zip_name: str, opened: zipfile.ZipFile, info: zipfile.ZipInfo, file_limit_mb: int
) -> Member:
    name = info.filename.replace("\\", "/")

    def read() -> bytes:
        try:
            with opened.open(info) as stream:
                return stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise _refused(
                "This file is damaged in the zip, or packed in a way that is not known here.",
                "Pack it again with an ordinary zip tool.",
            ) from error

    return Member(
        name=f"{zip_name}/{name.lstrip('/')}",
        size=info.file_size,
        read=read,
        refusal=next(_faults(name, info, file_limit_mb), None),
    )


def _faults(name: str, info: zipfile.ZipInfo, file_limit_mb: int) -> Iterator[InputRefused]:
    """Why a member is not to be read."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name) or "\0" in name:
        yield _refused(
            "Its name leads out of the zip file, which ordinary zip tools never make.",
            "Find out where the zip comes from; pack the file again if you trust it.",
        )
    if info.external_attr >> 28 == 0xA:
        yield _refused("It is a link to another file.", "Pack the file itself.")
    if info.flag_bits & 1:
        yield _refused("It is locked with a password.", "Unpack it, and hand in the file.")
    if info.file_size > file_limit_mb * 1_000_000:
        yield _refused(
            f"It has {info.file_size / 1e6:,.0f} MB; this installation takes {file_limit_mb} MB.",
            "Split it into smaller files.",
        )
    if info.file_size > max(_SMALL, _MAX_RATIO * info.compress_size):
        yield _refused(
            "It is packed more tightly than any text can be, as files are that were made to "
            "fill a disk.",
            "Hand in the file itself if you trust it.",
        )


def _inner(member: Member, file_limit_mb: int, depth: int) -> Unpacked | None:
    """What a member that is a zip itself holds; None for any other file."""
    if member.refusal or not member.name.lower().endswith(".zip"):
        return None
    try:
        data = member.read()
        if not is_zip(data):
            return None
        if depth:
            raise _refused("It is a zip in a zip in a zip.", "Unpack it, and hand in the files.")
        file = SourceFile(name=member.name, data=data, sha256="")
        return unpack(file, file_limit_mb=file_limit_mb, depth=depth + 1)
    except InputRefused as refusal:
        refused = Member(name=member.name, size=member.size, read=member.read, refusal=refusal)
        return Unpacked(members=(refused,))


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(
        part.casefold() in _LEFT_OUT or (part.startswith(".") and part not in (".", ".."))
        for part in parts
    )


def _left_out(zip_name: str, names: list[str]) -> str:
    shown = ", ".join(name.rsplit("/", 1)[-1] for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"Hidden files in {zip_name} were left out: {shown}{more}."


def _too_many(number: int) -> InputRefused:
    return _refused(
        f"It holds {number:,} files; {MAX_MEMBERS:,} are the most.",
        "Hand in its files in several parts.",
    )


def _refused(cause: str, cure: str) -> InputRefused:
    return InputRefused("The file cannot be read", cause=cause, cure=cure)

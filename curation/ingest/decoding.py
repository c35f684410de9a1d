"""The text of a file, whatever encoding it was saved in."""

import codecs
from dataclasses import dataclass

from curation.errors import InputRefused
from curation.ingest.old_encodings import NAMES, old_encoding_of

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATES = range(0xDC80, 0xDD00)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, its encoding, and a sentence for the reader when the encoding was a guess.

    `damaged` is true when single bytes could not be decoded: they stand in the text as lone
    surrogates, so that only the rows that hold them are lost.
    """

    text: str
    encoding: str
    note: str = ""
    damaged: bool = False


def decode(data: bytes) -> Decoded:
    """The text of the bytes: by its byte order mark, else UTF-8, else as its letters tell.

    A UTF-8 text with a few wrong bytes stays UTF-8 and is marked as damaged. Raises InputRefused
    when no encoding fits, or it cannot be told which of several.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "surrogateescape")
    if _is_mostly_utf8(mended):
        return Decoded(
            text=mended,
            encoding="utf-8",
            note="Some bytes of this file are not UTF-8; the rows that hold them are left out.",
            damaged=True,
        )
    encoding = old_encoding_of(data)
    if not encoding:
        raise _refused()
    return Decoded(
        text=data.decode(encoding),
        encoding=encoding,
        note=f"This file is not UTF-8, so it was read as {NAMES[encoding]}. Look at letters such "
        "as é, ü or я in the preview; if they are wrong, save the file as UTF-8.",
    )


def head(data: bytes, *, size: int = 16_384) -> str:
    """The beginning of the text, for telling its format; what cannot be decoded is replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[:size].decode(encoding, "replace")
    return data[:size].decode("utf-8", "replace")


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return Decoded(
                text=data.decode(encoding, "surrogateescape"),
                encoding=encoding,
                note="Some bytes of this file are not UTF-8; the rows that hold them are left out.",
                damaged=True,
            )
        raise _refused() from error


def _is_mostly_utf8(mended: str) -> bool:
    # Text in an 8-bit encoding hardly ever holds a valid UTF-8 sequence by chance.
    beyond_ascii = [character for character in mended if ord(character) > 127]
    broken = sum(ord(character) in _SURROGATES for character in beyond_ascii)
    return broken * 10 <= len(beyond_ascii)


def _refused() -> InputRefused:
    return InputRefused(
        "The encoding is unknown",
        cause="The bytes of this file are neither UTF-8 nor another encoding that can be told.",
        cure="Open it in the program it comes from and save it as UTF-8.",
    )

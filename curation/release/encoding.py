"""Lines as bytes: the same line is always written the same way."""

import hashlib
import json
from collections.abc import Iterable

from curation.example import Json

_BREAKS = {character: f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
"""Line breaks to some readers though not to JSON; escaped, so one line stays one line."""

_TABLE = str.maketrans(_BREAKS)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def line_bytes(line: Json) -> bytes:
    """One line of JSONL with its newline: UTF-8, no byte-order mark, keys in the order given.

    Raises ValueError for NaN, infinity and half a surrogate pair.
    """
    text = _WRITER.encode(line)
    return (text if text.isascii() else text.translate(_TABLE)).encode() + b"\n"


def sha256_of(data: bytes) -> str:
    """The SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_parts(parts: Iterable[tuple[str, bytes]]) -> str:
    """One SHA-256 over named parts, which changes with a byte, a name or their order."""
    listing = "".join(f"{sha256_of(data)}  {name}\n" for name, data in parts)
    return sha256_of(listing.encode())

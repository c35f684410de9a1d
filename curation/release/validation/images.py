"""Rules about pictures in messages."""

import base64
import re
from collections.abc import Iterator, Sequence

from curation.example import Json
from curation.release.validation.rule import Line, Purpose, objects

MOST_IN_A_LINE = 10
MOST_LINES = 50_000
MOST_BYTES = 10 * 1024 * 1024
DETAILS = ("low", "high", "auto")
_BEGINNINGS = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF"}
_DATA = re.compile(r"data:image/(jpeg|jpg|png|webp);base64,[A-Za-z0-9+/]+={0,2}", re.ASCII)


_NOT_RGB = "whose colours are neither RGB nor RGBA."


def pictures_are_right(line: Line, purpose: Purpose) -> Iterator[str]:
    """Pictures are at http(s) addresses or data of at most 10 MB, ten a line, not the assistant's.

    Data are JPEG, PNG or WEBP in RGB or RGBA. What is at an address is not looked at.
    """
    found = [(place, message, picture) for place, message in line.messages
             for picture in _pictures(message)]  # fmt: skip
    if found and not purpose.model.vision:
        yield f"It has pictures; {purpose.model.name} is not trained on pictures."
    if len(found) > MOST_IN_A_LINE:
        yield f"It has {len(found)} pictures of at most {MOST_IN_A_LINE}."
    for place, message, picture in found:
        if message.get("role") == "assistant":
            yield f"{place} is the assistant's and has a picture, which only others may have."
        if wrong := _wrong_address(picture):
            yield f"{place} has a picture {wrong}"


def few_lines_have_pictures(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """At most 50,000 lines have pictures."""
    own = [line.number for line in lines if any(_pictures(message) for _, message in line.messages)]
    if len(own) > MOST_LINES:
        yield own[MOST_LINES], f"From here on there are more than {MOST_LINES:,} with pictures."


def _pictures(message: Json) -> list[Json]:
    content = message.get("content")
    return [part for part in objects(content) if part.get("type") == "image_url"]


def _wrong_address(picture: Json) -> str:
    given = picture.get("image_url")
    url = given.get("url") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(url, str):
        return "without an address."
    if given.get("detail", "auto") not in DETAILS:
        return f"whose detail is not one of {', '.join(DETAILS)}."
    if url.startswith(("http://", "https://")):
        return ""
    if not _DATA.fullmatch(url):
        return "that is neither at an http address nor base64 data of JPEG, PNG or WEBP."
    size = (len(url) - url.index(",") - 1) * 3 // 4
    return "of more than 10 MB." if size > MOST_BYTES else _wrong_data(url)


def _wrong_data(url: str) -> str:
    """What is wrong with the bytes of a picture, as far as their beginning tells."""
    head, _, text = url.partition(",")
    kind = head.removeprefix("data:image/").removesuffix(";base64").replace("jpg", "jpeg")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return "whose data are not base64."
    if not data.startswith(_BEGINNINGS[kind]):
        return f"that is no {kind.upper()}, though it says so."
    if kind == "png":
        return "" if data[25:26] in (b"\2", b"\6") else _NOT_RGB
    return "" if kind == "webp" or _jpeg_channels(data) in (0, 3) else _NOT_RGB


def _jpeg_channels(data: bytes) -> int:
    """How many colours a JPEG has, as its frame says (ISO 10918-1, B.2.2); 0 if it has no frame."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return data[place + 9]
        place += 2 + length
    return 0

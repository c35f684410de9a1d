"""Rules about pictures in messages."""

import re
from collections.abc import Iterator, Sequence

from curation.example import Json
from curation.release.validation.rule import Line, Purpose, objects

MOST_IN_A_LINE = 10
MOST_LINES = 50_000
MOST_BYTES = 10 * 1024 * 1024
_DATA = re.compile(r"data:image/(jpeg|jpg|png|webp);base64,[A-Za-z0-9+/]+={0,2}", re.ASCII)


def pictures_are_right(line: Line, purpose: Purpose) -> Iterator[str]:
    """Pictures are at http(s) addresses or JPEG, PNG or WEBP data of at most 10 MB, ten a line."""
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
    if not isinstance(url, str):
        return "without an address."
    if url.startswith(("http://", "https://")):
        return ""
    if not _DATA.fullmatch(url):
        return "that is neither at an http address nor base64 data of JPEG, PNG or WEBP."
    size = (len(url) - url.index(",") - 1) * 3 // 4
    return "of more than 10 MB." if size > MOST_BYTES else ""

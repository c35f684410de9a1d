"""Pictures of pages as the parts of a message, in the order of the pages.

The parts are those of OpenAI's chat messages; TRL's `images` are made of them.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curation.errors import InputRefused
from curation.example import Json

MOST_PAGES = 10
"""Pictures that one line may have; no provider takes more."""

TOO_MANY_PAGES = f"it has more than {MOST_PAGES} pages"
NOT_PAINTED = "a page cannot be shown without a personal value"

DATA = "data:image/"
"""How the address of a picture begins that is in the line itself."""

_JPEG = "data:image/jpeg;base64,"


_NAME = re.compile(rb'/([0-9a-f]{32}\.jpg)"')


class Form(StrEnum):
    """Where the pictures of a release are: nowhere, in the lines, or at an address of their own."""

    NONE = "none"
    DATA = "data"
    ADDRESS = "address"


class Detail(StrEnum):
    """How closely a model looks at a picture; "auto" leaves it to the provider."""

    AUTO = "auto"
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What is wanted of pictures; `base` is the address of the folder they are put into."""

    form: Form = Form.NONE
    detail: Detail = Detail.AUTO
    base: str = ""


NO_PICTURES = Pictures()


def pictures_as_json(wanted: Pictures, lines: Iterable[Sequence[Json]]) -> Json:
    """What a manifest says of pictures: how many lines have how many, and in which form."""
    counts = [len(parts) for parts in lines]
    return {
        "form": str(wanted.form),
        "detail": str(wanted.detail),
        "base": wanted.base,
        "lines": sum(map(bool, counts)),
        "pictures": sum(counts),
    }


def check_pictures(wanted: Pictures) -> None:
    """Raise InputRefused for an address that nobody could read the pictures at."""
    there = wanted.base.startswith(("https://", "http://")) and not set(wanted.base) & set(" \t\n")
    if wanted.form is Form.ADDRESS and not there:
        raise InputRefused(
            "The pictures need an address",
            cause="Where the pictures will be is missing, or does not begin with https://.",
            cure="Give the address of the folder that you will put pictures.zip into.",
        )


def picture_name(jpeg: bytes) -> str:
    """The name of a picture's file: the same picture has the same one."""
    return f"{hashlib.sha256(jpeg).hexdigest()[:32]}.jpg"


def parts_of(pages: Sequence[bytes], wanted: Pictures) -> tuple[Json, ...]:
    """A part of a message for each page, a JPEG; none where no pictures are wanted."""
    if wanted.form is Form.NONE:
        return ()
    return tuple(
        {
            "type": "image_url",
            "image_url": {"url": _address(jpeg, wanted), "detail": str(wanted.detail)},
        }
        for jpeg in pages
    )


def with_pictures(message: Json, parts: Sequence[Json]) -> Json:
    """The message with pictures after its text; as it is where there are none."""
    if not parts:
        return message
    return {**message, "content": [{"type": "text", "text": message["content"]}, *parts]}


def addresses_in(content: object) -> list[str]:
    """The addresses of the pictures in a message's content."""
    parts = content if isinstance(content, list) else []
    given = [part.get("image_url") for part in parts if isinstance(part, dict)]
    return [
        one["url"] for one in given if isinstance(one, dict) and isinstance(one.get("url"), str)
    ]


def names_in(parts: Iterable[bytes]) -> frozenset[str]:
    """The names of the picture files that lines, as they are written, still have addresses of."""
    return frozenset(name.decode() for data in parts for name in _NAME.findall(data))


def shortened(content: object) -> object:
    """The content of a message for people: of a picture in it no more than its size."""
    if not isinstance(content, list):
        return content
    return [_short(part) if isinstance(part, dict) else part for part in content]


def _short(part: Mapping[str, object]) -> Json:
    given = part.get("image_url")
    if not isinstance(given, dict) or not str(given.get("url")).startswith(DATA):
        return dict(part)
    kind, _, data = str(given["url"]).partition(",")
    size = f"{kind},… ({len(data) * 3 // 4 // 1000:,} kB)"
    return {**part, "image_url": {**given, "url": size}}


def _address(jpeg: bytes, wanted: Pictures) -> str:
    if wanted.form is Form.DATA:
        return _JPEG + base64.b64encode(jpeg).decode()
    return f"{wanted.base.rstrip('/')}/{picture_name(jpeg)}"

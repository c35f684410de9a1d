"""What people say about an example beside their answers: comments, and flags for discussion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from curation.review.submission import UNSTORABLE, is_id

MAX_COMMENT = 4_000
"""Characters in one comment."""


class Kind(StrEnum):
    """What is said; an edit and a removal are about a comment, the others about the example."""

    COMMENT = "comment"
    EDIT = "edit"
    REMOVE = "remove"
    FLAG = "flag"
    RESOLVE = "resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing said, as it is sent; `id` is the request id."""

    id: str
    example_id: str
    kind: Kind
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A remark as it is kept: by whom and when (UTC)."""

    remark: Remark
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as it stands now; a removed one has no text."""

    id: str
    author: str
    text: str
    written_at: datetime
    edited: bool = False
    removed: bool = False


def read_remark(entry: object) -> Remark:
    """The remark in a JSON value from outside; raises ValueError when it is none.

    A comment is bounded, never refused for its length.
    """
    if not isinstance(entry, Mapping) or not is_id(entry.get("id")):
        raise ValueError("A remark is an object with an id.")
    if not is_id(entry.get("example_id")):
        raise ValueError("A remark is about an example.")
    text, about = entry.get("text") or "", entry.get("about") or ""
    if not isinstance(text, str) or not isinstance(about, str):
        raise ValueError("A remark holds texts.")
    return Remark(
        id=entry["id"],
        example_id=entry["example_id"],
        kind=Kind(str(entry.get("decision"))),
        text=UNSTORABLE.sub(" ", text).strip()[:MAX_COMMENT],
        about=about[:64],
    )


def comments(said: Iterable[Spoken]) -> list[Comment]:
    """The comments in the order of writing, with what was done to them; removed ones too.

    Only its author changes a comment, whatever else was stored.
    """
    found: dict[str, Comment] = {}
    for spoken in said:
        remark = spoken.remark
        if remark.kind is Kind.COMMENT:
            found[remark.id] = Comment(
                id=remark.id,
                author=spoken.actor,
                text=remark.text,
                written_at=spoken.recorded_at,
            )
        before = found.get(remark.about)
        if before is None or before.author != spoken.actor or before.removed:
            continue
        if remark.kind is Kind.EDIT:
            found[remark.about] = replace(before, text=remark.text, edited=True)
        elif remark.kind is Kind.REMOVE:
            found[remark.about] = replace(before, text="", removed=True)
    return list(found.values())


def is_flagged(said: Iterable[Spoken]) -> bool:
    """True when the last of flagging and resolving was a flag."""
    kinds = [one.remark.kind for one in said if one.remark.kind in (Kind.FLAG, Kind.RESOLVE)]
    return bool(kinds) and kinds[-1] is Kind.FLAG

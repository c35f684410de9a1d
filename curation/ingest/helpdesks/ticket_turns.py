"""What the turns of a ticket tell, whatever help desk it comes from."""

import re
from collections.abc import Sequence
from html import unescape

from curation.ingest.conversation import Author, Turn
from curation.ingest.source_file import RowRefused

UNKNOWN_TICKET = "another ticket"
"""What a ticket was merged into when the export does not say."""

_COMPARED = 300  # characters
_ENOUGH = 20  # letters, for a text that goes on to be the same message
_LOOKED_AT = 4  # turns at the end, in which a notice of a merge stands
_MERGED = re.compile(
    r"\A\W*this (?:request|ticket|conversation) (?:was|has been|is) closed and merged into "
    r"(?:request|ticket|conversation)\s*(?:id)?\W*(\d+)",
    re.IGNORECASE,
)
_TOOK_IN = re.compile(
    r"\A\W*(?:the )?(?:request|ticket|conversation)s?\b.{0,300}? merged into this "
    r"(?:request|ticket|conversation)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:style|head)\b.{0,3000}?</(?:style|head)>|<[^<>]{0,1000}>", re.DOTALL)
_MARKUP = 20  # times as much text as is compared, of which much may be markup


def with_opening(opening: Turn, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns with the ticket's description in front, unless one of them says it already.

    A description is the first message; private turns count too, for a private note that opened a
    ticket must not come back as its description.
    """
    said = _compared(opening)
    if not said or any(_is_same(said, _compared(turn)) for turn in turns):
        return tuple(turns)
    return (opening, *turns)


def merged_into(turns: Sequence[Turn]) -> str:
    """The number of the ticket into which a notice at the end says this one was merged."""
    for turn in reversed(turns[-_LOOKED_AT:]):
        found = _MERGED.match(_beginning(turn)) if turn.author != Author.CUSTOMER else None
        if found:
            return found[1]
    return ""


def is_merge_notice(text: str) -> bool:
    """True for the help desk's own words about a merge of tickets."""
    begin = _TAGS.sub(" ", text[:1000])
    return bool(_MERGED.match(begin) or _TOOK_IN.match(begin))


def refuse_if(*, spam: bool = False, deleted: bool = False) -> None:
    """Refuse a ticket that the help desk itself keeps out of sight."""
    if spam or deleted:
        raise RowRefused(
            f"This ticket is marked as {'spam' if spam else 'deleted'}.",
            "Nothing needs to be done. If it should be used, restore it and export it again.",
        )


def origin_of(desk: str, account: str, created: str, number: str) -> str:
    """The identity of a ticket across exports: its number, and what tells the account.

    Numbers begin at 1 in every account. Where an export does not say whose it is, the moment the
    ticket was made keeps tickets of two accounts apart; it never changes.
    """
    return f"{desk}:{account or created[:19]}:{number}"


def message_key(text: str) -> str:
    """The beginning of a text without blanks and signs: equal for one message told twice."""
    return re.sub(r"\W+", "", text[: 2 * _COMPARED]).casefold()[:_COMPARED]


def _is_same(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if min(len(one), len(other)) < _ENOUGH:
        return one == other
    return one.startswith(other) or other.startswith(one)


def _compared(turn: Turn) -> str:
    text = turn.text[: _MARKUP * _COMPARED]
    return message_key(unescape(_TAGS.sub("", text)) if turn.is_html else text)


def _beginning(turn: Turn) -> str:
    return _TAGS.sub(" ", turn.text[:1000])

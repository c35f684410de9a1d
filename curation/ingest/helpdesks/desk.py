"""A help desk as the reading of its files knows it: what its objects are and mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from curation.ingest.conversation import Conversation, Turn
from curation.ingest.decoding import decode
from curation.ingest.helpdesks.object_fields import Object, id_in
from curation.ingest.json_records import Records, json_records
from curation.ingest.look import Look
from curation.ingest.source_file import RowRefused, SourceFile


class Part(Enum):
    """What an object of a help desk is."""

    TICKET = auto()
    MESSAGE = auto()
    PERSON = auto()


People = Mapping[str, Object]
"""The people that the files name, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The file in which an object stood, and what an API wrote around its list."""

    file: SourceFile
    around: Object = field(default_factory=dict)


def _own_id(value: Object) -> str:
    return id_in(value, "id")


def records_in_json(file: SourceFile) -> tuple[Records, str]:
    """The objects of a JSON file, and a note when its encoding was guessed."""
    decoded = decode(file.data)
    return json_records(decoded.text), decoded.note


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How the objects of one help desk become conversations. All may raise RowRefused.

    `part` tells what an object is, None for one that is nothing here. `inside` gives the messages
    that stand in a ticket, `spread` those in an object of the kind MESSAGE. `keys` are the ids by
    which messages name a ticket and `ticket_of` the one a message names, "" when it names none.
    `turn` gets a message, its ticket and the people; `conversation` the ticket, its turns in the
    order of the files, each once, and the people. `opening` is the text with which a ticket begins
    and `said` the text of a message, by which messages that name no ticket find theirs. `records`
    gives the objects of a file, and a note on how it was read.
    """

    format: str
    part: Callable[[Object], Part | None]
    turn: Callable[[Object, Object, People], Turn]
    conversation: Callable[[Object, Sequence[Turn], People], Conversation]
    inside: Callable[[Object], Sequence[Object]] = lambda ticket: ()
    spread: Callable[[Object], Sequence[Object]] = lambda message: (message,)
    keys: Callable[[Object], Sequence[str]] = lambda ticket: (id_in(ticket, "id"),)
    ticket_of: Callable[[Object, Page], str] = lambda message, page: id_in(message, "ticket_id")
    opening: Callable[[Object], str] = lambda ticket: ""
    said: Callable[[Object], str] = lambda message: ""
    records: Callable[[SourceFile], tuple[Records, str]] = records_in_json


def share(look: Look, desk: Desk) -> float:
    """How many of a file's first objects are of a help desk, from 0 to 1."""
    objects = look.objects
    return sum(part_of(desk, value) is not None for value in objects) / len(objects or "-")


def part_of(desk: Desk, value: Object) -> Part | None:
    """What an object is; None for one that is nothing here."""
    try:
        return desk.part(value)
    except RowRefused:
        return None

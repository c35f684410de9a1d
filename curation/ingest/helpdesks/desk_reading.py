"""Files of one help desk as one reading: tickets with the messages and people of other files."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from curation.errors import InputRefused
from curation.example import Source
from curation.ingest.choices import Choices
from curation.ingest.conversation import Conversation, Turn
from curation.ingest.conversation_rows import conversation_row
from curation.ingest.helpdesks.desk import Desk, Page, Part, part_of, share
from curation.ingest.helpdesks.object_fields import Object, id_in, needed_id
from curation.ingest.helpdesks.ticket_turns import message_key
from curation.ingest.json_records import Records, json_object
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import example_from, fault_from
from curation.ingest.source_file import MAX_ROW_CHARACTERS, RowRefused, SourceFile
from curation.task import Intake, Task

SURE = 0.97
"""The confidence in a file of which every object is a help desk's."""


def desk_importer(
    desk: Desk,
    *,
    title: str,
    is_complete: Callable[[Object], bool] = lambda ticket: False,
    confidence: Callable[[Look], float] | None = None,
) -> Importer:
    """The importer of a help desk's files; those whose tickets are all complete are read alone.

    Without a function of its own, the confidence is the share of objects that are the desk's.
    """

    def read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
        return read_desk(desk, files, task, choices)

    def bundle(look: Look) -> str:
        return "" if all(map(is_complete, look.objects)) else desk.format

    return Importer(
        format=desk.format,
        title=title,
        intakes=frozenset({Intake.TICKET}),
        confidence=confidence or (lambda look: SURE * share(look, desk)),
        read=read,
        bundle=bundle,
    )


def read_desk(desk: Desk, files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    """The reading of a help desk's files: every ticket, and all that belongs to none.

    Raises InputRefused when a file cannot be read as a whole, and when there are only people.
    """
    notes: list[str] = []
    join = _Join(desk)
    for file in files:
        records, note = desk.records(file)
        notes.append(note)
        for entry in _entries(file, records):
            join.take(entry)
    join.close()
    if join.people and not join.places:
        raise InputRefused(
            "There is no ticket in it",
            cause="It holds only the people of a help desk.",
            cure="Hand it in together with the tickets. If those hold their messages, this file "
            "is not needed.",
        )

    def outcomes() -> Iterator[Outcome]:
        for place in join.places:
            yield join.outcome(place, task, choices)

    return Reading(
        format=desk.format,
        rows=len(join.places),
        outcomes=outcomes,
        note=" ".join(dict.fromkeys(note for note in notes if note)),
    )


def ticket_outcome(
    conversation: Callable[[], Conversation],
    source: Source,
    text: str,
    task: Task,
    choices: Choices,
) -> Outcome:
    """The example of a ticket; a fault, with the row's text for mending, when it is refused.

    A text that is too large to keep is left out of the fault.
    """
    try:
        return example_from(conversation_row(conversation(), choices), task, source)
    except RowRefused as refusal:
        kept = text if len(text) <= MAX_ROW_CHARACTERS else ""
        return fault_from(refusal, source, kept.encode("utf-8", "replace").decode("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One object of a file as text; it is parsed when it is needed, for there may be many.

    Objects beside the list of a page are not rows of it.
    """

    source: Source
    text: str
    page: Page
    is_beside: bool = False

    def value(self) -> Object:
        return json_object(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One outcome to be: a ticket with the messages of other objects, or a refusal."""

    entry: _Entry
    order: int
    messages: list[_Entry] = field(default_factory=list)
    refusal: RowRefused | None = None


_Waiting = tuple[int, _Entry, str]
"""A message that names no ticket: its order, itself and its beginning."""


class _Join:
    """The objects of all files, as far as they are known; `places` are the outcomes to be."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.places: list[_Place] = []
        self.people: dict[str, Object] = {}
        self._taken = 0
        self._all: list[_Place] = []
        self._tickets: dict[str, list[_Place]] = {}
        self._openings: dict[str, list[_Place]] = {}
        self._named: list[tuple[int, _Entry, str]] = []
        self._waiting: dict[str, list[_Waiting]] = {}

    def take(self, entry: _Entry) -> None:
        """Find out what an object is."""
        self._taken += 1
        try:
            self._sort_in(entry)
        except RowRefused as refusal:
            self._refuse(self._taken, entry, refusal)

    def close(self) -> None:
        """Give the messages to their tickets; those that have none are refused."""
        for order, entry, ticket in self._named:
            if ticket in self._tickets:
                self._give(entry, self._tickets[ticket])
            else:
                self._refuse(order, entry, _no_ticket())
        for thread in self._waiting.values():
            for (order, entry, _), tickets in zip(thread, self._owners(thread), strict=True):
                if tickets:
                    self._give(entry, tickets)
                else:
                    self._refuse(order, entry, _unknown_ticket())
        self.places.sort(key=lambda place: place.order)

    def outcome(self, place: _Place, task: Task, choices: Choices) -> Outcome:
        """The example of a ticket, or a fault."""

        def conversation() -> Conversation:
            if place.refusal:
                raise place.refusal
            return self._conversation(place)

        entry = place.entry
        return ticket_outcome(conversation, entry.source, entry.text, task, choices)

    def _sort_in(self, entry: _Entry) -> None:
        value = entry.value()
        part = part_of(self.desk, value)
        if part == Part.TICKET:
            place = _Place(entry=entry, order=self._taken)
            self.places.append(place)
            self._all.append(place)
            for key in set(self.desk.keys(value)) - {""}:
                self._tickets.setdefault(key, []).append(place)
            if opening := message_key(self.desk.opening(value)):
                self._openings.setdefault(opening, []).append(place)
        elif part == Part.MESSAGE:
            ticket = self.desk.ticket_of(value, entry.page)
            if ticket:
                self._named.append((self._taken, entry, ticket))
            else:
                thread = self._waiting.setdefault(entry.page.file.name, [])
                thread.append((self._taken, entry, message_key(self.desk.said(value))))
        elif part == Part.PERSON:
            self.people[needed_id(value, "id")] = value
        elif not entry.is_beside:
            raise RowRefused(
                "This is neither a ticket nor a message.", "Leave it out, or export it again."
            )

    def _owners(self, thread: Sequence[_Waiting]) -> list[list[_Place]]:
        """The ticket of each message of a file that names none; an empty list when unknown.

        APIs answer with the messages of one ticket: the one whose number is in the file's name,
        whose first message is there, or the only one. A list of several tickets' messages is
        divided where one of them begins.
        """
        name = thread[0][1].page.file.name
        named = [number for number in re.findall(r"\d+", name) if number in self._tickets]
        if len(set(named)) == 1:
            return [self._tickets[named[0]]] * len(thread)
        begins = [self._openings.get(said, []) for _, _, said in thread]
        begins = [tickets if _is_one(tickets) else [] for tickets in begins]
        found = [tickets for tickets in begins if tickets]
        if not found:
            return [self._all if _is_one(self._all) else []] * len(thread)
        current = found[0] if all(one is found[0] for one in found) else []
        owners = []
        for tickets in begins:
            current = tickets or current
            owners.append(current)
        return owners

    def _conversation(self, place: _Place) -> Conversation:
        ticket = place.entry.value()
        seen: set[str] = set()
        turns: list[Turn] = []

        def add(messages: Sequence[Object], where: str) -> None:
            for number, message in enumerate(messages, 1):
                try:
                    id = id_in(message, "id")
                    if not id or id not in seen:
                        turns.append(self.desk.turn(message, ticket, self.people))
                    seen.add(id)
                except RowRefused as refusal:
                    raise _in_message(refusal, where or f"message {number}") from refusal

        add(self.desk.inside(ticket), "")
        for entry in place.messages:
            add(self.desk.spread(entry.value()), f"{entry.source.file}, row {entry.source.row}")
        return self.desk.conversation(ticket, turns, self.people)

    def _give(self, entry: _Entry, tickets: Sequence[_Place]) -> None:
        for place in tickets:
            place.messages.append(entry)

    def _refuse(self, order: int, entry: _Entry, refusal: RowRefused) -> None:
        self.places.append(_Place(entry=entry, order=order, refusal=refusal))


def _is_one(tickets: Sequence[_Place]) -> bool:
    """True for a ticket that is there once; two with the same beginning cannot be told apart."""
    return len(tickets) == 1


def _in_message(refusal: RowRefused, where: str) -> RowRefused:
    return RowRefused(f"In {where}: {refusal.reason}", refusal.cure)


def _no_ticket() -> RowRefused:
    return RowRefused(
        "This message belongs to a ticket that is not among these files.",
        "Hand in the tickets and their messages together.",
    )


def _unknown_ticket() -> RowRefused:
    return RowRefused(
        "Nothing tells to which ticket this message belongs.",
        "Hand it in together with its ticket, with the ticket's number in the file's name.",
    )


def _entries(file: SourceFile, records: Records) -> Iterator[_Entry]:
    lists = {name: value for name, value in records.beside.items() if isinstance(value, list)}
    around = {name: value for name, value in records.beside.items() if name not in lists}
    page = Page(file=file, around=around)
    for row, line in records.rows:
        yield _Entry(source=_source(file, row), text=line, page=page)
    for listed in lists.values():
        for row, value in enumerate(listed, 1):
            if isinstance(value, dict):
                line = json.dumps(value, ensure_ascii=False)
                yield _Entry(source=_source(file, row), text=line, page=page, is_beside=True)


def _source(file: SourceFile, row: int) -> Source:
    return Source(file=file.name, sha256=file.sha256, row=row)

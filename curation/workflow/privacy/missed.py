"""Values that the scan missed: a person marks one, and it is found wherever it stands in the task.

What is kept is the place, never the value: a later scan reads the value there and looks for it
again, so that it is found in new and changed examples too.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from curation.errors import Conflict, InputRefused, NotFound
from curation.example import StagedExample
from curation.people import Actor, Role, require
from curation.privacy.entity import ENTITIES, describe
from curation.privacy.finding import BY_HAND, Action, Finding, normal_form, value_key
from curation.privacy.json_text import is_json, parts_within_values, unescape, value_at
from curation.privacy.matching import Pattern, Text, joins, pattern_of
from curation.privacy.scan import Scan
from curation.store import decisions, examples, findings, hand_values
from curation.store.decisions import Choice
from curation.store.hand_values import HandValue
from curation.workflow.privacy.masked import all_texts, read_edits
from curation.workflow.workspace import Workspace

LONGEST = 200
_PAGE = 2_000
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_storing = threading.RLock()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """A value found by hand, and how to find it in other texts."""

    entity: str
    value_key: str
    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where a value that was added stands: in how many examples and places."""

    examples: int
    places: int


@contextmanager
def known_by_hand(workspace: Workspace, task_id: str) -> Iterator[list[KnownValue]]:
    """The values found by hand in a task; none is added while this holds.

    A scan stores its results inside, so that no value falls between the two.
    """
    with _storing:
        known = (_known(workspace, value) for value in _stored(workspace, task_id))
        yield [value for value in known if value]


def with_hand_values(
    scan: Scan, texts: Sequence[tuple[str, str]], known: Sequence[KnownValue]
) -> Scan:
    """The scan with the places of known values that it did not find itself."""
    more = _new(find_known(scan.example_id, texts, known), scan.findings)
    return replace(scan, findings=(*scan.findings, *more)) if more else scan


def find_known(
    example_id: str, texts: Sequence[tuple[str, str]], known: Sequence[KnownValue]
) -> list[Finding]:
    """Every place of the known values in an example's texts by path."""
    return [
        _finding(example_id, path, place, value)
        for path, text in texts
        for value in known
        for place in _places(text, value.pattern)
    ]


def add_missed(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    example_id: str,
    version: int,
    path: str,
    begins: int,
    ends: int,
    entity: str,
    request_id: str,
) -> Spread:
    """Add the value at a place: it is found, and replaced, in all examples of the task.

    Raises Conflict when the text is another one by now, InputRefused for a selection that is no
    value. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="add a personal value")
    staged, text = _text_at(workspace, task_id, example_id, version, path)
    begins, ends = _trimmed(text, begins, ends)
    surface = value_at(text, begins, ends)
    _check(entity, surface)
    key = value_key(workspace.secret, entity, surface)
    inside = joins(text, begins) or joins(text, ends)
    value = KnownValue(
        entity=entity, value_key=key, pattern=pattern_of(entity, [surface], inside=inside)
    )
    with _storing:
        found = [
            _finding(example_id, path, (begins, ends), value),
            *_spread(workspace, task_id, value, surface),
        ]
        present = findings.list_findings(
            workspace.store, task_id, ids=list({one.example_id for one in found})
        )
        new = _new(dict.fromkeys(found), present)
        request = decisions.request_row(
            task_id,
            request_id,
            what="add",
            size=1,
            reason="",
            actor=actor.id,
            recorded_at=workspace.now(),
        )
        place = HandValue(
            entity=entity,
            value_key=key,
            example_id=example_id,
            version=staged.version,
            path=path,
            begins=begins,
            ends=ends,
        )
        hand_values.add_hand_value(
            workspace.store, request, place, new, Choice(entity, key, Action.MASK)
        )
    places = set(found)
    return Spread(examples=len({one.example_id for one in places}), places=len(places))


def add_missed_value(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    example_id: str,
    version: int,
    value: str,
    entity: str,
    request_id: str,
) -> Spread:
    """The same for a value that is typed: its first place in the example is looked for."""
    require(actor, Role.CURATOR, to="add a personal value")
    _check(entity, value)
    staged = examples.get_example(workspace.store, example_id)
    edits = read_edits(workspace, [example_id])
    contents = all_texts(staged.example, edits.get(example_id, {})) if staged else {}
    pattern = pattern_of(entity, [value], inside=False)
    for path, text in contents.items():
        for begins, ends in _places(text, pattern):
            return add_missed(
                workspace,
                actor,
                task_id,
                example_id=example_id,
                version=version,
                path=path,
                begins=begins,
                ends=ends,
                entity=entity,
                request_id=request_id,
            )
    raise NotFound(
        "It does not stand there",
        cause="The value is in no text of this example.",
        cure="Write it as it is written there.",
    )


def _stored(workspace: Workspace, task_id: str) -> list[HandValue]:
    return hand_values.list_hand_values(workspace.store, task_id)


def _known(workspace: Workspace, value: HandValue) -> KnownValue | None:
    """None when the text of its place is gone: an edit was changed, or a person erased."""
    staged = examples.get_version(workspace.store, value.example_id, value.version)
    if staged is None:
        return None
    edits = read_edits(workspace, [value.example_id])
    text = all_texts(staged.example, edits.get(value.example_id, {})).get(value.path, "")
    surface = value_at(text, value.begins, value.ends)
    if not surface or value_key(workspace.secret, value.entity, surface) != value.value_key:
        return None
    inside = joins(text, value.begins) or joins(text, value.ends)
    return KnownValue(
        entity=value.entity,
        value_key=value.value_key,
        pattern=pattern_of(value.entity, [surface], inside=inside),
    )


def _text_at(
    workspace: Workspace, task_id: str, example_id: str, version: int, path: str
) -> tuple[StagedExample, str]:
    staged = examples.get_example(workspace.store, example_id)
    if staged is not None and staged.version == version and staged.example.task == task_id:
        edits = read_edits(workspace, [example_id])
        text = all_texts(staged.example, edits.get(example_id, {})).get(path)
        if text is not None:
            return staged, text
    raise Conflict(
        "The text has changed",
        cause="The example is another one by now.",
        cure="Look at it again, and select the value there.",
    )


def _trimmed(text: str, begins: int, ends: int) -> tuple[int, int]:
    """The selection without blanks at its ends, inside the text."""
    begins, ends = max(0, begins), min(len(text), ends)
    while begins < ends and text[begins].isspace():
        begins += 1
    while begins < ends and text[ends - 1].isspace():
        ends -= 1
    return begins, ends


def _check(entity: str, surface: str) -> None:
    if entity not in ENTITIES:
        raise InputRefused(
            "No such kind", cause=f"{entity!r} is no kind of value.", cure="Choose one of the list."
        )
    if len(normal_form(entity, surface)) < 2 or len(surface) > LONGEST:
        raise InputRefused(
            "That is no value",
            cause=f"A value has at least 2 letters or digits and at most {LONGEST} characters.",
            cure=f"Select nothing but the value ({describe(entity).title.lower()}).",
        )


def _spread(
    workspace: Workspace, task_id: str, value: KnownValue, surface: str
) -> Iterator[Finding]:
    # its longest run of letters is in every text that holds it; digits may be parted anywhere
    part = max(_LETTERS.findall(surface), key=len, default="")
    ids = examples.list_holding(workspace.store, task_id, part)
    for first in range(0, len(ids), _PAGE):
        page = ids[first : first + _PAGE]
        edits = read_edits(workspace, page)
        for entry in examples.list_examples(workspace.store, task_id, ids=page):
            texts = all_texts(entry.example, edits.get(entry.id, {}))
            yield from find_known(entry.id, list(texts.items()), [value])


def _places(text: str, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """The places of a value in a text as it is written, within single strings of JSON."""
    if not is_json(text):
        yield from Text(text).find(pattern)
        return
    said = unescape(text)
    for begins, ends in Text(said.text).find(pattern):
        place = said.places[begins], said.places[ends]
        if parts_within_values(text, *place) == [place]:
            yield place


def _finding(example_id: str, path: str, place: tuple[int, int], value: KnownValue) -> Finding:
    return Finding(
        example_id=example_id,
        path=path,
        begins=place[0],
        ends=place[1],
        entity=value.entity,
        score=1.0,
        recognizer=BY_HAND,
        value_key=value.value_key,
    )


def _new(found: Iterable[Finding], present: Iterable[Finding]) -> list[Finding]:
    """What is found at a place where nothing of its kind is found yet."""
    known = {(one.example_id, one.path, one.begins, one.ends, one.entity) for one in present}
    return [
        one
        for one in found
        if (one.example_id, one.path, one.begins, one.ends, one.entity) not in known
    ]

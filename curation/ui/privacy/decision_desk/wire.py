"""What the desk in the browser and the app tell each other, as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curation.example import Json
from curation.privacy.entity import ENTITIES, describe
from curation.privacy.finding import Action, Finding
from curation.ui.privacy.marked_text import marked_pieces
from curation.ui.privacy.value_list import counted
from curation.workflow.privacy.decide import Request
from curation.workflow.privacy.findings import Place, ValueGroup
from curation.workflow.privacy.same_person import Namesake
from curation.workflow.privacy.whole_text import WholeText

AROUND = 160
"""Code points of text shown at each side of a place."""

TOLD = {
    Action.UNDECIDED: "to decide",
    Action.MASK: "replaced",
    Action.KEEP: "kept",
    Action.NOT_PII: "not personal",
}
_ASKED = {
    **{str(action): told for action, told in TOLD.items()},
    "undecided": "taken off the allow list",
    "add": "added by hand",
    "read": "read by hand",
}
_WHERE = {
    "answer": "Answer",
    "rejected": "Rejected answer",
    "messages": "Message",
    "tools": "Description of a tool",
    "following": "Said afterwards",
    "suggestions": "Suggested answer",
    "metadata": "Field",
    "source": "File name",
    "review": "Edit of a reviewer",
    "verdict": "Final answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asked for in the browser: `what` and its particulars, all unchecked."""

    id: str
    what: str
    particulars: Mapping[str, Any]

    def text(self, name: str) -> str:
        """One particular as text; empty when it is missing."""
        return str(self.particulars.get(name) or "")

    def values(self) -> list[tuple[str, str]]:
        """The values it is about, each by entity and key."""
        named = self.particulars.get("values")
        pairs = map(_named, named if isinstance(named, list) else ())
        return [pair for pair in pairs if pair]

    def number(self, name: str) -> int:
        """One particular as a number; -1 when it is none."""
        value = self.particulars.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What the browser said last: its number, which example it wants to see, whether
    it wants the rest of the list, whose other values (entity and key), and what it asks for.
    """

    beat: int = 0
    opened: str = ""
    wants_more: bool = False
    person: tuple[str, str] | None = None
    asked: tuple[Asked, ...] = ()


def read_outbox(value: object) -> Outbox:
    """The outbox in a value from the browser; an empty one for anything else."""
    if not isinstance(value, Mapping):
        return Outbox()
    beat, requests = value.get("beat"), value.get("requests")
    return Outbox(
        beat=beat if isinstance(beat, int) else 0,
        opened=str(value.get("open") or ""),
        wants_more=value.get("more") is True,
        person=_named(value.get("person")),
        asked=tuple(
            Asked(id=str(entry["id"]), what=str(entry.get("act")), particulars=entry)
            for entry in (requests if isinstance(requests, list) else ())
            if isinstance(entry, Mapping) and entry.get("id")
        ),
    )


def _named(value: object) -> tuple[str, str] | None:
    if isinstance(value, list) and len(value) == 2:
        return str(value[0]), str(value[1])
    return None


def write_person(value: tuple[str, str], namesakes: Sequence[Namesake]) -> Json:
    """What may name the same person as a value, each with a proposal whether it does."""
    return {
        "of": value[1],
        "values": [
            {
                "entity": one.value.entity,
                "key": one.value.value_key,
                "value": one.value.value,
                "about": f"{describe(one.value.entity).title} · {_counts(one.value)} · "
                f"{TOLD[one.value.action]}",
                "likely": one.likely,
            }
            for one in namesakes
        ],
    }


def write_values(
    values: Sequence[ValueGroup], places: Sequence[Place], becomes: Mapping[Finding, str]
) -> list[Json]:
    """A page of values, each with the text around its first places."""
    own: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        own.setdefault((place.finding.entity, place.finding.value_key), []).append(place)
    return [
        _value(value, own.get((value.entity, value.value_key), []), becomes) for value in values
    ]


def write_whole(whole: WholeText) -> Json:
    """All texts of an example with every mark."""
    marks: list[Json] = []
    texts = []
    for text in whole.texts:
        first = len(marks)
        marks += [_mark(finding, action) for finding, action in text.findings]
        cut = marked_pieces(text.text, [(f.begins, f.ends) for f, _ in text.findings])
        pieces = [(words, start, [first + n for n in numbers]) for words, start, numbers in cut]
        texts.append(
            {
                "path": text.path,
                "example": whole.example_id,
                "version": whole.version,
                "where": where(text.path),
                "pieces": pieces,
            }
        )
    return {
        "example": whole.example_id, "version": whole.version, "texts": texts, "marks": marks
    }  # fmt: skip


def write_kinds() -> list[Json]:
    """Every kind that a value added by hand can have."""
    return [{"name": entity.name, "title": entity.title} for entity in ENTITIES.values()]


def write_undo(undoable: Sequence[Request]) -> str | None:
    """What an undo would take back, in words; None when there is nothing."""
    if not undoable:
        return None
    newest = undoable[0]
    size = f" ({newest.size:,} values)" if newest.size > 1 else ""
    return f"Takes back: {_ASKED.get(newest.what, newest.what)}{size}"


def where(path: str) -> str:
    """The place of a text in words of ours, such as "Message 2"."""
    name, _, rest = path.partition(".")
    number = rest.partition(".")[0]
    told = f"{_WHERE.get(name, 'Text')} {int(number) + 1}" if number.isdigit() else _WHERE.get(name)
    return f"{told or 'Text'}, tool call" if "tool_calls" in path else (told or "Text")


def _value(value: ValueGroup, places: Sequence[Place], becomes: Mapping[Finding, str]) -> Json:
    return {
        "entity": value.entity,
        "key": value.value_key,
        "value": value.value,
        "title": describe(value.entity).title,
        "action": str(value.action),
        "mixed": value.mixed,
        "counts": _counts(value),
        "score": f"{value.score:.2f}",
        "sources": ", ".join(sorted({place.finding.recognizer for place in places})),
        "marks": [_mark(place.finding, place.action) for place in places],
        "places": [
            {
                "path": place.finding.path,
                "example": place.finding.example_id,
                "version": place.version,
                "where": f"{where(place.finding.path)} · {TOLD[place.action]}",
                "becomes": becomes.get(place.finding, ""),
                "pieces": [
                    (words, start, [number] if marked else [])
                    for words, start, marked in marked_pieces(
                        place.text,
                        [(place.finding.begins, place.finding.ends)],
                        first=place.finding.begins - AROUND,
                        last=place.finding.ends + AROUND,
                    )
                ],
            }
            for number, place in enumerate(places)
        ],
    }


def _counts(value: ValueGroup) -> str:
    return f"in {counted(value.examples, 'example')}, {counted(value.places, 'place')}"


def _mark(finding: Finding, action: Action) -> Json:
    return {
        "key": finding.value_key,
        "begins": finding.begins,
        "title": describe(finding.entity).title,
        "action": str(action),
        "told": TOLD[action],
    }

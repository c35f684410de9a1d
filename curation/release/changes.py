"""What differs between two releases, line by line: added, removed and changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.example import Json
from curation.release.pictures import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line of a release as it is written, with its example and its part."""

    example_id: str
    part: str
    data: bytes

    @property
    def content(self) -> Json:
        """The line as JSON."""
        line: Json = json.loads(self.data)
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The lines that came, went, and are written otherwise, by example; the others are `same`.

    An example that only changed its part counts as changed.
    """

    added: Mapping[str, Placed]
    removed: Mapping[str, Placed]
    changed: Mapping[str, tuple[Placed, Placed]]
    same: int

    def counts(self) -> dict[str, int]:
        """How many lines of each kind."""
        return {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": len(self.changed),
            "same": self.same,
        }

    def as_json(self, previous: int) -> Json:
        """The ids of the examples by kind, and the number of the release before."""
        return {
            "previous": previous,
            "counts": self.counts(),
            "added": sorted(self.added),
            "removed": sorted(self.removed),
            "changed": sorted(self.changed),
        }


def changes(before: Sequence[Placed], after: Sequence[Placed]) -> Changes:
    """What leads from the lines of one release to those of another, in the order of each."""
    old = {line.example_id: line for line in before}
    new = {line.example_id: line for line in after}
    both = [(old[name], line) for name, line in new.items() if name in old]
    changed = {b.example_id: (a, b) for a, b in both if (a.data, a.part) != (b.data, b.part)}
    return Changes(
        added={name: line for name, line in new.items() if name not in old},
        removed={name: line for name, line in old.items() if name not in new},
        changed=changed,
        same=len(both) - len(changed),
    )


def text_of_line(line: Json) -> str:
    """A line as a person reads it: who says what, then the fields that are no messages."""
    parts: list[str] = []
    for name, value in line.items():
        if name == "input":
            parts.append(text_of_line(value))
        elif name == "messages":
            parts += [_said(message) for message in value]
        elif name in ("preferred_output", "non_preferred_output"):
            label = "better answer" if name == "preferred_output" else "worse answer"
            parts += [f"{label}: {message.get('content') or ''}" for message in value]
        else:
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            parts.append(f"{name}: {shown}")
    return "\n\n".join(parts)


def _said(message: Json) -> str:
    content = shortened(message.get("content"))
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    text = "" if content is None else text
    for call in message.get("tool_calls") or ():
        text += f"\n{call['function']['name']}({call['function']['arguments']})"
    return f"{message.get('role')}: {text.strip()}"

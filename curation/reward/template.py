"""Texts with holes such as `{{item.total}}` and `{{sample.output_text}}`, and what fills them."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_HOLE = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
SPACES = ("item", "sample")
SAMPLE = ("output_text", "output_json", "output_tools", "choices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One answer to grade: the line's own fields (`item`) and what a model said."""

    item: Mapping[str, Any]
    answer: str
    tool_calls: tuple[Json, ...] = ()

    @property
    def sample(self) -> Json:
        """The answer as graders see it; `output_json` is there only when the answer is JSON."""
        found: Json = {
            "output_text": self.answer,
            "output_tools": list(self.tool_calls),
            "choices": [{"message": {"role": "assistant", "content": self.answer}}],
        }
        with suppress(ValueError, RecursionError):
            found["output_json"] = json.loads(self.answer)
        return found


class Unfilled(Exception):
    """A hole has nothing to fill it; the message is its name."""


def fill(text: str, case: Case) -> str:
    """The text with every hole filled: texts as they are, anything else as JSON.

    Raises Unfilled for a name that the item or the answer does not have.
    """
    spaces = {"item": case.item, "sample": case.sample}
    return _HOLE.sub(lambda hole: _as_text(_find(spaces, hole.group(1))), text)


def names_in(text: str) -> list[str]:
    """The names in the holes of a text, in order, such as "item.total"."""
    return [match.group(1) for match in _HOLE.finditer(text)]


def wrong_holes(text: str) -> list[str]:
    """What is wrong with the holes of a text, in plain words; empty when nothing is."""
    found = []
    for match in _BRACES.finditer(text):
        if not _HOLE.fullmatch(match.group(0)):
            found.append("A hole is not written as {{item.name}} or {{sample.name}}.")
    for name in names_in(text):
        space, _, rest = name.partition(".")
        if space not in SPACES or not rest:
            found.append(f"{name} is neither item.… nor sample.….")
        elif space == "sample" and rest.split(".")[0] not in SAMPLE:
            found.append(f"{name} is not known; a sample has {', '.join(SAMPLE)}.")
    return found


def _find(spaces: Mapping[str, Any], name: str) -> Any:
    value: Any = spaces
    for step in name.split("."):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            raise Unfilled(name)
    return value


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

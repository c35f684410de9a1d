"""The fields that a line of reinforcement has besides its messages, kept as an example's details.

A grader reads them as `item.NAME`. They stand under `item.NAME` when they are text, and as JSON
under `item_json.NAME` otherwise, so that they are scanned, shown and replaced as any other text.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from curation.example import Json, canonical_json

TEXT, JSON = "item.", "item_json."
_NO_FIELDS = frozenset({"messages", "tools", "parallel_tool_calls", "functions"})


def item_details(line: Mapping[str, Any], *, known: Collection[str] = ()) -> dict[str, str]:
    """The details that keep a line's own fields, but for those `known` otherwise and null ones."""
    own = {
        name: value
        for name, value in line.items()
        if name not in _NO_FIELDS and name not in known and value is not None
    }
    return {
        (TEXT if isinstance(value, str) else JSON) + name: value
        if isinstance(value, str)
        else canonical_json(value)
        for name, value in own.items()
    }


def item_fields_in(details: Mapping[str, str]) -> Json:
    """The fields that details keep, by name. JSON that was damaged since is given as text."""
    return {
        **{key.removeprefix(TEXT): text for key, text in details.items() if key.startswith(TEXT)},
        **{
            key.removeprefix(JSON): _value(text)
            for key, text in details.items()
            if key.startswith(JSON)
        },
    }


def is_item_detail(path: str) -> bool:
    """True for the path of a text (see `texts`) that such a field is kept in."""
    return path.startswith((f"metadata.{TEXT}", f"metadata.{JSON}"))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text

"""The rows of a JSON file: lines, the elements of a list, or a list that an API wrapped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curation.ingest.json_lines import NumberedText, cut_into_rows
from curation.ingest.source_file import RowRefused
from curation.ingest.strict_json import parse_json

_WRAPPERS = (
    "tickets",
    "ticket",
    "conversations",
    "conversation",
    "comments",
    "users",
    "results",
    "values",
    "issues",
    "articles",
    "data",
    "items",
    "records",
)
"""The names under which APIs wrap a list, or one object, of what was asked for; surest first."""

_PAGING = {
    "_links", "after_cursor", "after_url", "before_cursor", "count", "end_of_stream", "end_time",
    "expand", "has_more", "isLast", "isLastPage", "limit", "links", "maxResults", "meta",
    "next_page", "nextPageToken", "page", "pages", "paging", "previous_page", "size", "start",
    "startAt", "total", "total_count", "type",
}  # fmt: skip
"""What else stands in such an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Rows as text with their numbers from 1, and the name an API wrapped them in ("" if none).

    Rows of a wrapped list are numbered by their place in it; `beside` holds what else stood in
    the wrapper, such as the users of the tickets.
    """

    rows: tuple[NumberedText, ...] = ()
    wrapper: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


def json_records(text: str) -> Records:
    """The rows of a JSON text.

    Raises InputRefused, with line and column, when the text as a whole is not JSON.
    """
    rows = cut_into_rows(text)
    if len(rows) == 1:
        unwrapped = _unwrapped(rows[0][1])
        if unwrapped:
            return unwrapped
    return Records(rows=tuple(rows))


def _unwrapped(text: str) -> Records | None:
    try:
        value = parse_json(text)
    except RowRefused:
        return None
    name, beside = "", {}
    while isinstance(value, dict) and (inner := _wrapper(value)):
        name, beside = inner, {key: value[key] for key in value if key != inner}
        value = value[inner]
    if not name:
        return None
    listed = value if isinstance(value, list) else [value]
    rows = ((row, json.dumps(entry, ensure_ascii=False)) for row, entry in enumerate(listed, 1))
    return Records(rows=tuple(rows), wrapper=name, beside=beside)


def _wrapper(value: dict[str, Any]) -> str:
    """The name that wraps the rows; "" when something else than paging stands beside it."""
    if isinstance(value.get("_embedded"), dict) and set(value) <= {"_embedded", *_PAGING}:
        return "_embedded"
    name = next((name for name in _WRAPPERS if isinstance(value.get(name), list | dict)), "")
    return name if name and set(value) <= {*_PAGING, *_WRAPPERS} else ""

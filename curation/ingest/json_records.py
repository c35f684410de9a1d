"""The rows of a JSON file: lines, the elements of a list, or a list that an API wrapped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curation.ingest.json_lines import NumberedText, cut_into_rows
from curation.ingest.rows import check_characters
from curation.ingest.source_file import RowRefused
from curation.ingest.strict_json import parse_json

_ONE = ("ticket", "conversation", "issue", "helpdesk_ticket", "note", "data")
"""The names under which APIs wrap one object; what stands beside it belongs to it."""

_MANY = (
    "tickets",
    "conversations",
    "comments",
    "audits",
    "ticket_events",
    "threads",
    "results",
    "values",
    "issues",
    "articles",
    "users",
    "data",
    "items",
    "records",
)
"""The names under which APIs wrap a list of what was asked for; surest first."""

_PAGING = {
    "_expands", "_links", "after_cursor", "after_url", "before_cursor", "count", "end_of_stream",
    "end_time", "expand", "facets", "has_more", "isLast", "isLastPage", "limit", "links",
    "maxResults", "meta", "names", "next_page", "nextPageToken", "page", "pages", "paging",
    "previous_page", "schema", "size", "start", "startAt", "total", "total_count", "type",
}  # fmt: skip
"""What else stands in such an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Rows as text with their numbers from 1, and the name an API wrapped them in ("" if none).

    Rows of wrapped lists are numbered through in their order; `beside` holds what else stood in
    the wrappers, such as the users of the tickets or the address of the page.
    """

    rows: tuple[NumberedText, ...] = ()
    wrapper: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


def json_records(text: str) -> Records:
    """The rows of a JSON text; several pages of an API, as lines or as a list, are one list.

    Raises InputRefused, with line and column, when the text as a whole is not JSON.
    """
    rows = cut_into_rows(text)
    first = _value(rows[0][1])
    if isinstance(first, dict) and _only(first):
        return Records(rows=tuple((row, _peeled(line)) for row, line in rows), wrapper=_only(first))
    page = _page(first)
    if page.wrapper and (len(rows) == 1 or _are_objects_with_ids(page)):
        return _pages(rows, page)
    return Records(rows=tuple(rows))


def json_object(text: str) -> dict[str, Any]:
    """The object that a row's text holds.

    Raises RowRefused for anything else, and for halves of characters, which no file can hold.
    """
    check_characters(text)
    value = parse_json(text)
    if "\\ud" in text or "\\uD" in text:  # escaped halves of characters
        check_characters(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, dict):
        raise RowRefused(
            "This is not an object with names and values.",
            'Write {"messages": […]} or {"question": "…", "answer": "…"}, or leave the row out.',
        )
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    entries: tuple[Any, ...] = ()
    wrapper: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


def _pages(rows: list[NumberedText], first: _Page) -> Records:
    listed: list[str] = []
    beside: dict[str, Any] = {}
    for number, (_, text) in enumerate(rows):
        page = _page(_value(text)) if number else first
        if not page.wrapper:
            listed.append(text)
        listed += [json.dumps(entry, ensure_ascii=False) for entry in page.entries]
        for name, value in page.beside.items():
            if isinstance(value, list):
                value = [*_listed(beside.get(name)), *value]
            beside[name] = value
    return Records(rows=tuple(enumerate(listed, 1)), wrapper=first.wrapper, beside=beside)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _page(value: Any) -> _Page:
    """What an API wrapped; without a name when nothing is wrapped."""
    wrapper, beside = "", dict[str, Any]()
    while isinstance(value, dict):
        if assets := _assets(value):
            return assets
        name = _wrapper(value)
        if not name:
            return _Page()
        wrapper, beside = name, {**beside, **{key: value[key] for key in value if key != name}}
        value = value[name]
    return _Page(entries=tuple(value), wrapper=wrapper, beside=beside) if wrapper else _Page()


def _wrapper(value: dict[str, Any]) -> str:
    """The name that wraps a list; "" when it is an object of its own."""
    if isinstance(value.get("_embedded"), dict) and set(value) <= {"_embedded", *_PAGING}:
        return "_embedded"
    name = next((name for name in _MANY if isinstance(value.get(name), list)), "")
    if not name or "id" in value or _is_chat(value[name]):
        return ""
    others = [key for key in value if key != name and key not in _PAGING]
    return name if all(isinstance(value[key], list) for key in others) else ""


def _is_chat(listed: list[Any]) -> bool:
    """True for the turns of one tuning line, {"from", "value"} or {"role", "content"}."""
    first = listed[0] if listed else None
    return isinstance(first, dict) and bool({"from", "role"} & set(first)) and "id" not in first


def _are_objects_with_ids(page: _Page) -> bool:
    """True for a page among others; lines that merely have a list in them are no pages."""
    return all(isinstance(entry, dict) and {"id", "issueId"} & set(entry) for entry in page.entries)


def _assets(value: dict[str, Any]) -> _Page | None:
    """The page of Zammad's answers that name objects by kind and number."""
    assets = value.get("assets")
    if not isinstance(assets, dict) or not isinstance(assets.get("Ticket"), dict):
        return None
    kinds = {"articles": "TicketArticle", "users": "User"}
    beside = {
        name: list(assets[kind].values())
        for name, kind in kinds.items()
        if isinstance(assets.get(kind), dict)
    }
    return _Page(entries=tuple(assets["Ticket"].values()), wrapper="tickets", beside=beside)


def _only(value: dict[str, Any]) -> str:
    """The name that wraps one object; "" when something else than lists stands beside it."""
    name = next((name for name in _ONE if isinstance(value.get(name), dict)), "")
    others = [key for key in value if key != name and key not in _PAGING]
    return name if name and all(isinstance(value[key], list) for key in others) else ""


def _peeled(text: str) -> str:
    """The one object that a row wraps, with what stood beside it; other rows as they are."""
    value = _value(text)
    name = _only(value) if isinstance(value, dict) else ""
    if not name:
        return text
    beside = {key: value[key] for key in value if key != name and key not in _PAGING}
    return json.dumps({**beside, **value[name]}, ensure_ascii=False)


def _value(text: str) -> Any:
    try:
        return parse_json(text)
    except RowRefused:
        return None

"""Atlassian Document Format as text: what Jira's pages show, with its paragraphs and lists.

Nodes and attributes as in Atlassian's description of the format; a node that is not known is
read for what stands in it.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

_BLOCKS = {
    "paragraph", "heading", "blockquote", "codeBlock", "panel", "expand", "nestedExpand", "table",
    "bulletList", "orderedList", "taskList", "decisionList", "mediaSingle", "mediaGroup", "rule",
    "layoutSection", "layoutColumn", "bodiedExtension",
}  # fmt: skip
_LISTS = {"bulletList", "orderedList", "taskList", "decisionList"}
_ITEMS = {"listItem", "taskItem", "decisionItem"}


def adf_to_text(document: Any) -> str:
    """The text of a document or a node; "" for what is neither.

    Paragraphs are divided by an empty line, list items begin with "- " or their number, cells are
    divided by " | "; a link is followed by its address in brackets.
    """
    return _node(document).strip() if isinstance(document, Mapping) else ""


def is_adf(value: object) -> bool:
    """True for a document in this format."""
    return isinstance(value, Mapping) and value.get("type") == "doc"


def _node(node: Mapping[str, Any]) -> str:
    kind = _kind(node)
    if kind == "text":
        return _text(node)
    if kind in _LISTS:
        return _list(node)
    if kind == "table":
        return "\n".join(_row(row) for row in _children(node))
    inline = _INLINE.get(kind)
    if inline:
        return inline(_attributes(node))
    title = _plain(_attributes(node).get("title"))
    return "\n\n".join(part for part in (title, _content(node)) if part)


def _content(node: Mapping[str, Any]) -> str:
    """The text of what stands in a node: blocks as paragraphs, the rest in one line."""
    parts: list[str] = []
    was_inline = False
    for child in _children(node):
        is_block = _kind(child) in _BLOCKS
        text = _node(child)
        if was_inline and not is_block and parts:
            parts[-1] += text
        elif text:
            parts.append(text)
        was_inline = not is_block and bool(parts)
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _list(node: Mapping[str, Any]) -> str:
    is_numbered = _kind(node) == "orderedList"
    lines: list[str] = []
    for number, item in enumerate(_children(node), _first_number(node)):
        mark = f"{number}. " if is_numbered else "- "
        text = _content(item) if _kind(item) in _ITEMS else _node(item)
        lines.append(mark + text.replace("\n\n", "\n").replace("\n", "\n" + " " * len(mark)))
    return "\n".join(lines)


def _first_number(node: Mapping[str, Any]) -> int:
    order = _attributes(node).get("order")
    return order if isinstance(order, int) else 1


def _row(row: Mapping[str, Any]) -> str:
    return " | ".join(" ".join(_content(cell).split()) for cell in _children(row))


def _text(node: Mapping[str, Any]) -> str:
    text = _plain(node.get("text"))
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if isinstance(mark, Mapping) and mark.get("type") == "link":
            address = _plain(_attributes(mark).get("href"))
            if address and address.removeprefix("mailto:") not in text:
                text = f"{text} ({address})"
    return text


def _date(attributes: Mapping[str, Any]) -> str:
    digits = _plain(attributes.get("timestamp"))
    try:
        return datetime.fromtimestamp(int(digits) / 1000, UTC).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return ""


def _of(*names: str) -> Callable[[Mapping[str, Any]], str]:
    """What reads the first of these attributes that says something."""
    return lambda attributes: next(
        (text for name in names if (text := _plain(attributes.get(name)))), ""
    )


_INLINE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "hardBreak": lambda attributes: "\n",
    "rule": lambda attributes: "---",
    "mention": _of("text", "id"),
    "emoji": _of("text", "shortName"),
    "status": _of("text"),
    "date": _date,
    "inlineCard": _of("url"),
    "blockCard": _of("url"),
    "embedCard": _of("url"),
    "media": _of("alt"),
    "mediaInline": _of("alt"),
    "placeholder": lambda attributes: "",
}


def _kind(node: Mapping[str, Any]) -> str:
    return _plain(node.get("type"))


def _attributes(node: Mapping[str, Any]) -> Mapping[str, Any]:
    found = node.get("attrs")
    return found if isinstance(found, Mapping) else {}


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = node.get("content")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value)

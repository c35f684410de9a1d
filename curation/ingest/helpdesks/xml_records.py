"""The tickets of an XML export as JSON objects, named as the same help desk's API names them."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from curation.errors import InputRefused
from curation.ingest.json_records import Records
from curation.ingest.source_file import SourceFile

_LISTS = {"comments", "notes", "helpdesk_notes"}
"""Elements that hold a list even if they do not say so."""

Renamed = Callable[[dict[str, Any]], dict[str, Any]]


def records_in_xml(file: SourceFile, element: str, renamed: Renamed) -> tuple[Records, str]:
    """Each element of this name as a row, its children's names with underscores.

    Raises InputRefused, with the line, for XML that is not well-formed, and for a document with a
    document type: it may name other files or hold texts that grow without end.
    """
    rows = (
        json.dumps(renamed(found), ensure_ascii=False) for found in _elements(file.data, element)
    )
    return Records(rows=tuple(enumerate(rows, 1)), wrapper=element), ""


def _elements(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    from lxml import etree

    # The parser is that of etree.iterparse, which takes no parser but the same settings.
    walk = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth, inside = 0, 0
    try:
        for event, element in walk:
            if event == "start":
                depth += 1
                if depth == 1:
                    _check_document_type(element)
                if not inside and _name(element) == name.replace("-", "_"):
                    inside = depth
                continue
            if inside == depth:
                found = _value(element)
                yield found if isinstance(found, dict) else {}
                inside = 0
            if not inside:
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            depth -= 1
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        raise InputRefused(
            "The file is not complete, well-formed XML",
            cause=f"It breaks off or goes wrong at line {line}." if line else "It goes wrong.",
            cure="Export it again, and look whether the export has ended before you load it.",
        ) from error


def _check_document_type(root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise InputRefused(
            "The file has a document type (DOCTYPE)",
            cause="By one, a file can do harm; no export of a help desk has it.",
            cure="Export it again, or ask where the file comes from.",
        )


def _value(element: Any) -> Any:
    """An element as JSON: a list, an object, or its text; None where nothing is in it."""
    children = [child for child in element if isinstance(child.tag, str)]
    if element.get("type") == "array" or (_name(element) in _LISTS and children):
        return [_value(child) for child in children]
    if children:
        return {_name(child): _value(child) for child in children}
    text = element.text
    return text if text and element.get("nil") != "true" else None


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].replace("-", "_")

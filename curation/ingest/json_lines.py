"""A JSON file cut into its rows: lines, the elements of a list, or one object."""

import json

from curation.errors import InputRefused
from curation.ingest.source_file import RowRefused
from curation.ingest.strict_json import NotJson, parse_json

_LOOKED_AT = 20  # lines, to tell JSON lines from one object over many lines

NumberedText = tuple[int, str]
"""The number of a line (of an element, in a list) from 1, and its text."""


def cut_into_rows(text: str) -> list[NumberedText]:
    """The rows of a JSON text, each as the text it stands in.

    Lines may be broken: each is read on its own. Raises InputRefused, with line and column, for a
    list or a single object that is not JSON, and for a file without a row.
    """
    begin = text.lstrip()
    if begin.startswith("[") and not _is_lines(text):
        rows = _elements(text)
    elif begin.startswith("{") and not _is_lines(text):
        rows = [(1, _one_object(text))]
    else:
        lines = enumerate(text.split("\n"), 1)
        rows = [(number, line.strip()) for number, line in lines if line.strip()]
    if not rows:
        raise InputRefused(
            "The file has no rows",
            cause="It holds no line and no element.",
            cure="Export it again, with one ticket in each line.",
        )
    return rows


def _is_lines(text: str) -> bool:
    lines = [line.strip() for line in text.lstrip().split("\n", _LOOKED_AT)[:_LOOKED_AT]]
    filled = [line for line in lines if line]
    if filled[0].startswith("["):
        return len(filled) > 1 and all(map(_is_json, filled[:2]))
    starts = sum(line.startswith("{") for line in filled)
    return starts * 2 > len(filled) or _is_json(filled[0])


def _is_json(text: str) -> bool:
    try:
        parse_json(text)
    except RowRefused:
        return False
    return True


def _one_object(text: str) -> str:
    try:
        parse_json(text)
    except NotJson as error:
        raise _refused(text, f"{error.problem}.", error.position) from error
    except RowRefused:
        pass  # its one row will say so
    return text.strip()


def _elements(text: str) -> list[NumberedText]:
    """The text of each element; numbers that are none are left for the rows to refuse."""
    decoder = json.JSONDecoder()
    rows: list[NumberedText] = []
    position = _after_blanks(text, text.index("[") + 1)
    try:
        while rows or text[position : position + 1] != "]":
            _, after = decoder.raw_decode(text, position)
            rows.append((len(rows) + 1, text[position:after]))
            position = _after_blanks(text, after)
            if text[position : position + 1] == "]":
                break
            if text[position : position + 1] != ",":
                raise _refused(text, "A comma or the end of the list is missing.", position)
            position = _after_blanks(text, position + 1)
    except json.JSONDecodeError as error:
        raise _refused(text, f"{error.msg}.", error.pos) from error
    except RecursionError as error:
        raise _refused(text, "It is nested too deep.", position) from error
    except ValueError as error:
        raise _refused(text, "A number is too long.", position) from error
    if text[position + 1 :].strip():
        raise _refused(text, "Something stands after the end of the list.", position + 1)
    return rows


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position


def _refused(text: str, reason: str, position: int) -> InputRefused:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return InputRefused(
        "The file is not JSON",
        cause=f"Line {line}, column {column}: {reason}",
        cure="Mend it there, or save it as JSON lines (one ticket in each line): then only the "
        "broken lines are left out.",
    )

"""The fields of a help desk's objects, read without trust in their types."""

import re
from collections.abc import Mapping
from typing import Any

from curation.ingest.source_file import RowRefused

Object = Mapping[str, Any]

_CURE = "Export it again, or mend the row; null stands for nothing."
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|ul|ol|li|table|tr|td|strong|em|blockquote|img|pre|code|h[1-6]|"
    r"html|body)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|&(?:nbsp|amp|lt|gt|quot|#\d+);",
    re.IGNORECASE,
)


def text_in(value: Object, name: str) -> str:
    """The text of a field; a number as it is written, "" for null and for no such field.

    Raises RowRefused for true, false, lists and objects.
    """
    found = value.get(name)
    if found is None:
        return ""
    if isinstance(found, str):
        return found
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise RowRefused(f"The field “{name}” is not a text.", _CURE)
    return str(int(found)) if found == int(found) else str(found)


def id_in(value: Object, *names: str) -> str:
    """The id in the first of these fields that has one, as text without blanks around it.

    Raises RowRefused for what is neither text nor a number.
    """
    return next((found for name in names if (found := text_in(value, name).strip())), "")


def needed_id(value: Object, *names: str) -> str:
    """The id in the first of these fields that has one; RowRefused when none has."""
    found = id_in(value, *names)
    if not found:
        raise RowRefused(f"The number is missing (“{names[0]}”).", _CURE)
    return found


def object_in(value: Object, name: str) -> Object:
    """The object of a field; an empty one for null and for no such field.

    Raises RowRefused for anything else.
    """
    found = value.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise RowRefused(f"The field “{name}” is not an object.", _CURE)
    return found


def objects_in(value: Object, name: str) -> list[Object]:
    """The objects in the list of a field; none for null and for no such field.

    Raises RowRefused for what is no list, and for lists of anything else.
    """
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise RowRefused(f"The field “{name}” is not a list of objects.", _CURE)
    return found


def flag_in(value: Object, name: str, *, missing: bool) -> bool:
    """True or false; `missing` for null and for no such field.

    Raises RowRefused for anything else: what is not known to be public must not be shown.
    """
    found = value.get(name)
    if found is None or found == "":
        return missing
    known = {"true": True, "1": True, "false": False, "0": False}
    flag = known.get(str(found).strip().casefold())
    if flag is None:
        raise RowRefused(f"The field “{name}” is neither true nor false.", _CURE)
    return flag


def shown(found: object) -> str:
    """A value as metadata: plain values as text, lists of them with commas, else nothing."""
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, str | int | float):
        return str(found).strip()
    if isinstance(found, list):
        return ", ".join(text for one in found if (text := shown(one)))
    return ""


def metadata_of(**fields: object) -> dict[str, str]:
    """The fields that say something, as text."""
    return {name: text for name, found in fields.items() if (text := shown(found))}


def is_html(text: str) -> bool:
    """True for text with tags or entities that only HTML has."""
    return bool(_TAG.search(text))

"""JSON as the standard has it: no NaN, no Infinity, no numbers or nesting beyond reason."""

import json
import math
from typing import Any

from curation.ingest.source_file import RowRefused

MAX_DEPTH = 64
_CURE = "Mend the line in a text editor; a JSON checker shows the place."


class NotJson(RowRefused):
    """Text that is not JSON: what is wrong, and the index of the character where it is."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(f"This is not JSON: {problem} at character {position + 1}.", _CURE)
        self.problem = problem
        self.position = position


def parse_json(text: str) -> Any:
    """The value that a JSON text holds.

    Raises RowRefused for numbers without a value and nesting over MAX_DEPTH, and its subclass
    NotJson, with the position, for text that is not JSON.
    """
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotJson(error.msg, error.pos) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:  # a whole number of more than 4,300 digits
        raise RowRefused("A number in it is too long.", "Write it as text.") from error
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise _too_deep()
    return value


def _no_number(name: str) -> float:
    raise RowRefused(
        f"It holds {name}, which is not a number in JSON.", "Write null or leave it out."
    )


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise RowRefused("A number in it is too large.", "Write it as text.")
    return number


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth - 1


def _too_deep() -> RowRefused:
    return RowRefused(
        f"It is nested more than {MAX_DEPTH} levels deep.", "Flatten it, or leave the row out."
    )


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)

"""`json` and `schema`: whether an answer is JSON at all, and whether it has the right shape."""

import json
from typing import Any

from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader
from curation.example import Json


def grade_json(reference: str, answer: str) -> Grade:
    """Right when the whole answer is one JSON object or list, whatever the ideal answer."""
    return RIGHT if isinstance(_value(answer), dict | list) else WRONG


def grade_schema(reference: str, answer: str) -> Grade:
    """Right when the answer has the fields of the ideal answer, each of the same kind of value.

    The score is the share of the fields of both that are in both and of one kind; empty (null) is
    of every kind. No code fence is forgiven: a program has to read it.
    """
    wanted, given = _value(reference), _value(answer)
    if not isinstance(wanted, dict) or not isinstance(given, dict):
        return WRONG
    names = set(wanted) | set(given)
    right = sum(_fits(wanted, given, name) for name in names)
    return Grade(score=right / len(names) if names else 1.0, passed=right == len(names))


def grade_fields_exactly(reference: str, answer: str) -> Grade:
    """Right when every field has the very value of the ideal answer; the score is their share."""
    wanted, given = _value(reference), _value(answer)
    if not isinstance(wanted, dict) or not isinstance(given, dict):
        return WRONG
    names = set(wanted) | set(given)
    right = sum(
        name in wanted and name in given and _same(wanted[name], given[name]) for name in names
    )
    return Grade(score=right / len(names) if names else 1.0, passed=right == len(names))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _fits(wanted: Json, given: Json, name: str) -> bool:
    if name not in wanted or name not in given:
        return False
    kinds = {_kind(wanted[name]), _kind(given[name])}
    return len(kinds - {"null"}) <= 1


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    return "null" if value is None else type(value).__name__


def _same(one: Any, other: Any) -> bool:
    return _kind(one) == _kind(other) and bool(one == other)


JSON = Grader(
    name="json", counts_as_right="it is JSON and nothing else", grade=grade_json, has_tricks=True
)
SCHEMA = Grader(
    name="schema",
    counts_as_right="it is a JSON object with the fields of the ideal answer, whatever they hold",
    grade=grade_schema,
    has_tricks=True,
)
FIELDS_EXACT = Grader(
    name="fields_exact",
    counts_as_right="every field is exactly that of the ideal answer",
    grade=grade_fields_exactly,
)

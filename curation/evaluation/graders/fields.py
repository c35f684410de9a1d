"""`fields`: a JSON answer, field by field, after amounts and dates are written in one way."""

import json
import re

from curation.evaluation.amounts import plain_value
from curation.evaluation.grade import RIGHT, WRONG, Grade, Grader

_FENCE = re.compile(r"^\s*```\w*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


def grade_fields(reference: str, answer: str) -> Grade:
    """The share of the fields that are right; passed when all are.

    The fields counted are those of the ideal answer and any that the answer adds. An absent field
    and an empty one are the same. A code fence around the JSON is forgiven; an answer that is not
    one JSON object scores 0. Two answers without any field score 1.
    """
    wanted, given = read_fields(reference), read_fields(answer)
    if given is None or wanted is None:
        return WRONG
    names = set(wanted) | set(given)
    if not names:
        return RIGHT
    right = sum(wanted.get(name, "") == given.get(name, "") for name in names)
    return Grade(score=right / len(names), passed=right == len(names))


def read_fields(text: str, *, plainly: bool = True) -> dict[str, str] | None:
    """The fields of a JSON answer, each in its plain form or as it is; None for anything else."""
    fenced = _FENCE.match(text)
    try:
        value = json.loads(fenced.group(1) if fenced else text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    texts = {name: _as_text(item) for name, item in value.items()}
    return {name: plain_value(text) for name, text in texts.items()} if plainly else texts


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


FIELDS = Grader(
    name="fields",
    counts_as_right="every field is right, however amounts and dates are written",
    grade=grade_fields,
)

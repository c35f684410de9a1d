"""Answers in JSON that are not as the task asks for them."""

import json
from collections.abc import Sequence

from curation.balance.checks.check import FIELDS, Check, Checked, Defect, Severity, Wanted
from curation.ingest.invoices.field_rules import tables_for


def find_schema(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers that are no JSON object of the task's fields, in the order of the examples.

    Every value is text, but for the fields that are lists of lines. An empty answer is left to
    another check, an absent field is written as an empty one.
    """
    found = []
    for one in examples:
        if one.answer.strip() and (says := schema_error(one.answer, wanted.fields)):
            found.append(Defect(ids=(one.id,), says=says))
    return found


def schema_error(text: str, fields: Sequence[str]) -> str:
    """In what a JSON answer differs from an object with these fields; "" when it does not."""
    twice: list[str] = []

    def pairs(given: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(given)
        if len(made) < len(given):
            twice.append("The same field twice")
        return made

    try:
        value = json.loads(text, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        fenced = text.strip().startswith("```")
        return "JSON between marks of code" if fenced else "No JSON, or something beside it"
    if not isinstance(value, dict):
        return "JSON, but no object"
    if twice:
        return twice[0]
    if other := [name for name in value if name not in fields]:
        return f"Unknown field: {', '.join(other)[:100]}"
    tables = tables_for(fields)
    wrong = [name for name, own in value.items() if name not in tables and not _is_text(own)]
    return f"No text: {', '.join(wrong)[:100]}" if wrong else ""


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


SCHEMA = Check(
    name="schema",
    title="The answer does not have the fields that the task asks for",
    severity=Severity.ERROR,
    cure="Correct the answer in review, or reject the example.",
    find=find_schema,
    kinds=FIELDS,
)

"""Fields that contradict one another or are not written as they should."""

import json
from collections.abc import Sequence

from curation.balance.checks.check import FIELDS, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.schema import schema_error
from curation.ingest.invoices.field_rules import broken_rules


def find_broken_rules(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers that break a rule of sums, days, amounts or numbers of accounts.

    What is not JSON with the task's fields is left to another check.
    """
    found = []
    for one in examples:
        if schema_error(one.answer, wanted.fields):
            continue
        values = {name: _as_text(value) for name, value in json.loads(one.answer).items()}
        if broken := broken_rules(values):
            found.append(Defect(ids=(one.id,), says=" ".join(b.rule.says for b in broken)[:300]))
    return found


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value) if value else ""


BROKEN_RULES = Check(
    name="broken-rules",
    title="The fields break a rule, such as net and tax making gross",
    severity=Severity.WARNING,
    cure="Compare the fields with the page; correct them, or accept what the page really says.",
    find=find_broken_rules,
    kinds=FIELDS,
)

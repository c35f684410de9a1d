"""Names of products and companies that are not written as the task's glossary has them."""

import re
from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted


def find_names(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers with a name of the glossary in other capitals, blanks or hyphens, name by name.

    Nothing without a glossary.
    """
    found = []
    for name in wanted.glossary:
        parts = re.split(r"[\s-]+", name.strip())
        written_so = r"[\s-]?".join(map(re.escape, parts))
        pattern = re.compile(rf"(?<!\w){written_so}(?!\w)", re.IGNORECASE)
        wrong: dict[str, list[str]] = {}
        for one in examples:
            for written in set(pattern.findall(one.answer)) - {name}:
                wrong.setdefault(written, []).append(one.id)
        found += [
            Defect(ids=tuple(ids), says=f"{written}; should be: {name}", subject=written)
            for written, ids in sorted(wrong.items())
        ]
    return found


NAMES = Check(
    name="names",
    title="A name is not written as the task's glossary has it",
    severity=Severity.WARNING,
    cure="Write the name as in the glossary.",
    find=find_names,
    kinds=SENTENCES,
    needs=lambda wanted: "" if wanted.glossary else "The task has no glossary",
)

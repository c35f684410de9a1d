"""Examples that would be trained with other instructions than the rest."""

from collections import Counter
from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted, by_size


def find_system_prompts(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples by their instructions, without those of the most; the largest group first.

    They are compared as they were written, and so not shown: the same value has other stand-ins in
    each example.
    """
    counts = Counter(one.instructions for one in examples)
    if len(counts) < 2:
        return []
    usual = min(counts, key=lambda text: (-counts[text], text))
    groups: dict[str, list[str]] = {}
    for one in examples:
        if one.instructions != usual:
            groups.setdefault(one.instructions, []).append(one.id)
    return by_size(groups, lambda text: _difference(text, usual))


def _difference(text: str, usual: str) -> str:
    if not text.strip():
        return "No instructions"
    if "".join(text.casefold().split()) == "".join(usual.casefold().split()):
        return "Other blanks or capitals"
    return "Other words"


SYSTEM_PROMPTS = Check(
    name="system-prompts",
    title="The instructions to the model are not the same as in the other examples",
    severity=Severity.WARNING,
    cure="Leave out the examples that bring instructions of their own, or ingest them without.",
    find=find_system_prompts,
)

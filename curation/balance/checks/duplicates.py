"""Examples that ask nearly the same."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.near import duplicate_groups


def find_duplicates(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The groups of examples with nearly the same question, the largest first."""
    groups = duplicate_groups(wanted.near({one.id: one.compared for one in examples}))
    return [Defect(ids=tuple(group)) for group in groups]


DUPLICATES = Check(
    name="duplicates",
    title="Several examples ask nearly the same",
    severity=Severity.WARNING,
    cure="Keep the best one and reject the others. A release keeps them in one part in any case.",
    find=find_duplicates,
)

"""Examples that were judged under rules that do not hold any more."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted


def find_stale_guideline(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples of which an answer was given under an earlier version of the guideline."""
    return [
        Defect(ids=(one.id,))
        for one in examples
        if any(version != wanted.guideline for version in one.guidelines)
    ]


STALE_GUIDELINE = Check(
    name="stale-guideline",
    title="The example was judged under an earlier guideline",
    severity=Severity.WARNING,
    cure="Put it back into review, or accept it where the change makes no difference.",
    find=find_stale_guideline,
)

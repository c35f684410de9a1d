"""Labels that a model, which has not seen the example, would not give."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.doubts import doubts

DOUBTFUL = 0.1
OF_CHANCE = 0.5
"""Somebody should look where the given label has less probability than the first, and than this
part of what each label would have by chance.
"""


def label_doubts(examples: Sequence[Checked]) -> list[tuple[str, float]]:
    """Each example whose label can be judged and the probability of that label, least first.

    Only a queue: rare ways to ask are doubtful too.
    """
    found = doubts([(one.id, one.question, one.label) for one in examples])
    return [(one.id, one.given) for one in found]


def find_label_errors(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples with a doubtful label, the most doubtful first."""
    found = doubts([(one.id, one.question, one.label) for one in examples])
    labels = len({one.label for one in examples if one.label})
    return [
        Defect(ids=(one.id,), says=f"More like: {one.likeliest}")
        for one in found
        if one.given < min(DOUBTFUL, OF_CHANCE / labels)
    ]


LABEL_ERRORS = Check(
    name="label-errors",
    title="The label looks wrong beside those of similar questions",
    severity=Severity.WARNING,
    cure="Look at the label again; it may be right for an unusual question.",
    find=find_label_errors,
)

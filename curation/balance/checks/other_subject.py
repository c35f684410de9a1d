"""Answers that would fit another kind of question."""

from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.doubts import doubts

DOUBTFUL = 0.05
SURE = 0.05
"""The label's probability by the answer below which, and by the question from which on, the answer
and not the label is in doubt."""


def find_other_subject(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples whose question fits its label and whose answer does not, the worst first."""
    asked = {one.id: one for one in doubts([(e.id, e.question, e.label) for e in examples])}
    said = doubts([(one.id, one.answer, one.label) for one in examples if one.answer.strip()])
    return [
        Defect(ids=(one.id,), says=f"The answer is more like: {one.likeliest}")
        for one in said
        if one.given < DOUBTFUL and one.id in asked and asked[one.id].given >= SURE
    ]


OTHER_SUBJECT = Check(
    name="other-subject",
    title="The answer looks like one to another kind of question",
    severity=Severity.WARNING,
    cure="Read question and answer together; correct the answer or reject the example.",
    find=find_other_subject,
    kinds=SENTENCES,
)

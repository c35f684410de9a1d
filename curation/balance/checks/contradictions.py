"""Questions that are nearly the same, with another label or another number in the answer."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Severity
from curation.balance.near import SUGGESTED, near_pairs


def find_contradictions(examples: Sequence[Checked]) -> list[list[str]]:
    """The pairs that contradict one another, those with the likest questions first.

    Questions that differ in a negation or a number may well have different answers. Two answers
    contradict one another when they are alike but for a number or a negation: thirty days here and
    fourteen there. Answers in quite other words are not judged.
    """
    known = {one.id: one for one in examples}
    found = []
    for pair in near_pairs({one.id: one.compared for one in examples}):
        one, other = known[pair.one], known[pair.other]
        answers = near_pairs({"one": one.answer, "other": other.answer}, least=SUGGESTED)
        labels = {one.label, other.label} - {""}
        differ = any(both.contrast for both in answers)
        if not pair.contrast and (len(labels) > 1 or differ):
            found.append([pair.one, pair.other])
    return found


CONTRADICTIONS = Check(
    name="contradictions",
    title="Nearly the same question has another label or another fact in its answer",
    severity=Severity.ERROR,
    cure="Decide which one is right, and correct or reject the other.",
    find=find_contradictions,
)

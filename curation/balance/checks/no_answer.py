"""Answers that say nothing."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Kind, Severity, Wanted


def find_no_answer(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples whose answer has no letter and no digit, in their order.

    A choice that nobody has settled yet is not missing: it is about to be made.
    """
    return [
        Defect(ids=(one.id,))
        for one in examples
        if (one.accepted or wanted.kind is not Kind.CHOICE)
        and not any(character.isalnum() for character in one.answer)
    ]


NO_ANSWER = Check(
    name="no-answer",
    title="The answer is empty",
    severity=Severity.ERROR,
    cure="Write the answer in review, or reject the example.",
    find=find_no_answer,
)

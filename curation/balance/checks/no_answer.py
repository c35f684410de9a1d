"""Answers that say nothing."""

from curation.balance.checks.check import Check, Checked, OneByOne, Severity


def no_answer(one: Checked) -> str | None:
    """ "" when the answer has no letter and no digit."""
    return None if any(character.isalnum() for character in one.answer) else ""


NO_ANSWER = Check(
    name="no-answer",
    title="The answer is empty",
    severity=Severity.ERROR,
    cure="Write the answer in review, or reject the example.",
    find=OneByOne(no_answer),
)

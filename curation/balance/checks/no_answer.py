"""Answers that say nothing."""

from curation.balance.checks.check import Check, Checked, Severity, each


def is_empty(one: Checked) -> bool:
    """True when the answer has no letter and no digit."""
    return not any(character.isalnum() for character in one.answer)


NO_ANSWER = Check(
    name="no-answer",
    title="The answer is empty",
    severity=Severity.ERROR,
    cure="Write the answer in review, or reject the example.",
    find=each(is_empty),
)

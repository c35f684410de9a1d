"""Accepted examples that only one person has seen."""

from curation.balance.checks.check import Check, Checked, OneByOne, Severity


def one_reviewer(one: Checked) -> str | None:
    """ "" for an accepted example that fewer than two people judged, the adjudicator included."""
    return "" if one.accepted and one.people < 2 else None


ONE_REVIEWER = Check(
    name="one-reviewer",
    title="Only one person has judged the example",
    severity=Severity.WARNING,
    cure="Let a second person review it.",
    find=OneByOne(one_reviewer),
)

"""Examples whose personal values are not found or not decided about yet."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted, by_size


def find_privacy_state(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples that wait for a scan or a decision, by what they wait for."""
    groups: dict[str, list[str]] = {}
    for one in examples:
        if one.waits:
            groups.setdefault(one.waits, []).append(one.id)
    return by_size(groups, lambda why: why)


PRIVACY_STATE = Check(
    name="privacy-state",
    title="Personal values are not found or decided about yet",
    severity=Severity.WARNING,
    cure="Scan and decide on the privacy page; until then these examples are in no release.",
    find=find_privacy_state,
    about_all=True,
)

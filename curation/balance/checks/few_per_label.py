"""Labels of which there are too few examples to learn from."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted

LEAST = 10
"""The published least number of examples to learn one thing from; 50 and more are advised."""


def find_few_per_label(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The labels with fewer than 10 examples, each with its examples, the rarest first."""
    groups: dict[str, list[str]] = {}
    for one in examples:
        if one.label:
            groups.setdefault(one.label, []).append(one.id)
    return [
        Defect(ids=tuple(ids), says=f"{label}: {len(ids)}, {LEAST} are the least", subject=label)
        for label, ids in sorted(groups.items(), key=lambda item: (len(item[1]), item[0]))
        if len(ids) < LEAST
    ]


FEW_PER_LABEL = Check(
    name="few-per-label",
    title="There are too few examples of a label",
    severity=Severity.WARNING,
    cure="Ingest and review more of them, or join the label with another.",
    find=find_few_per_label,
    about_all=True,
)

"""A file that a set has too much of."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.too_many import too_many

MOST = 0.8
"""The share of all examples from which on one file has too many."""


def find_sources(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The file that most examples are from, where there are several files."""
    return too_many(examples, lambda one: one.source, MOST)


SOURCES = Check(
    name="sources",
    title="Most examples are from one file",
    severity=Severity.WARNING,
    cure="Add examples from elsewhere, or plan a smaller mix.",
    find=find_sources,
    about_all=True,
)

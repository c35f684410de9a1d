"""Examples that ask nearly the same."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.near import AUTOMATIC, NearPair, duplicate_groups
from curation.figures import percent


def find_duplicates(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The groups of examples with nearly the same question, the largest first."""
    groups = duplicate_groups(wanted.near({one.id: one.compared for one in examples}))
    return [Defect(ids=tuple(group)) for group in groups]


def might_be_same(pairs: Sequence[NearPair]) -> list[Defect]:
    """The pairs that only a person can tell to be the same, the likest first.

    `pairs` are alike at least by the suggested level. Of what is nearly the same anyway one stands
    for all, and a contrast is never suggested.
    """
    stands = {
        name: group[0]
        for group in duplicate_groups([one for one in pairs if one.likeness >= AUTOMATIC])
        for name in group
    }
    found: dict[tuple[str, str], NearPair] = {}
    for pair in sorted(pairs, key=lambda one: (-one.likeness, one.one, one.other)):
        ends = stands.get(pair.one, pair.one), stands.get(pair.other, pair.other)
        if pair.likeness < AUTOMATIC and not pair.contrast and ends[0] != ends[1]:
            found.setdefault((min(ends), max(ends)), pair)
    return [Defect(ids=ids, says=f"{percent(one.likeness)} alike") for ids, one in found.items()]


DUPLICATES = Check(
    name="duplicates",
    title="Several examples ask nearly the same",
    severity=Severity.WARNING,
    cure="Keep the best one and reject the others. A release keeps them in one part in any case.",
    find=find_duplicates,
)

SUGGESTED_DUPLICATES = Check(
    name="might-be-duplicates",
    title="Two examples might ask the same",
    severity=Severity.WARNING,
    cure="Read both. Nothing is taken for the same by itself here, and no release is held up.",
    find=lambda examples, wanted: might_be_same(
        wanted.near({one.id: one.compared for one in examples})
    ),
)
"""Not in the table of checks: a person asks for it, and `wanted.near` is of the suggested level."""

"""What one part of a set has too much of."""

from collections.abc import Callable, Sequence

from curation.balance.checks.check import Checked, Defect
from curation.figures import percent

FEWEST = 20
"""Examples below which nothing is said."""


def too_many(
    examples: Sequence[Checked], key: Callable[[Checked], str], most: float
) -> list[Defect]:
    """The keys, where there are several, with more than the share `most` of all examples.

    The largest comes first; examples with an empty key are counted in the whole only.
    """
    if len(examples) < FEWEST:
        return []
    groups: dict[str, list[str]] = {}
    for one in examples:
        if name := key(one):
            groups.setdefault(name, []).append(one.id)
    total = len(examples)
    return [
        Defect(
            ids=tuple(ids),
            says=f"{len(ids):,} of {total:,} ({percent(len(ids) / total)})",
            subject=name,
        )
        for name, ids in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(groups) > 1 and len(ids) > most * total
    ]

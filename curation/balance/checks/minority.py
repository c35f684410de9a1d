"""What is written in one way by most and in another by some."""

from collections import Counter
from collections.abc import Iterable

from curation.balance.checks.check import Defect, by_size


def minority(written: Iterable[tuple[str, str]], *, usual: float = 0.5) -> list[Defect]:
    """The examples by the form that each uses, without those of the most frequent one.

    Each is given as its id and its form; an empty form counts for none. Nothing is found unless
    one form has more than the share `usual`: where all write as they like there is no rule that
    somebody broke. The largest group comes first.
    """
    groups: dict[str, list[str]] = {}
    for name, form in written:
        if form:
            groups.setdefault(form, []).append(name)
    counts = Counter({form: len(ids) for form, ids in groups.items()})
    if len(counts) < 2:
        return []
    most = min(counts, key=lambda form: (-counts[form], form))
    if counts[most] <= usual * counts.total():
        return []
    del groups[most]
    return by_size(groups, lambda form: f"{form}; most: {most}")

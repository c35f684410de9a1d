"""A plan: which examples make the mix that is wanted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from curation.balance.mismatch import effective_size, mix_of, total_variation
from curation.balance.order import seeded_order
from curation.balance.quota import allocate, largest_size, shortfall
from curation.balance.target import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The chosen examples and how near they come to the target.

    `size` is the wanted size, None for as many as possible. `available`, `quotas` and `missing`
    count examples by label; `achieved` are shares. The mismatches are total variation, 0 to 1:
    the share of examples that would have to move. `missing` says how many more of which label the
    wanted size needs, or, without one, keeping every example that has a wanted label.
    """

    task: str
    target: Mapping[str, Fraction]
    size: int | None
    tolerance: Fraction
    seed: int
    example_ids: tuple[str, ...]
    available: Mapping[str, int]
    quotas: Mapping[str, int]
    achieved: Mapping[str, Fraction]
    mismatch_before: float
    mismatch_after: float
    effective_size: float
    missing: Mapping[str, int]


def draw_plan(
    task: str,
    labels: Mapping[str, str],
    target: Shares,
    *,
    size: int | None,
    seed: int,
    tolerance: Fraction = Fraction(0),
) -> Plan:
    """The plan for examples given as id -> label.

    Inside a label the examples are taken in seeded order, so a larger plan with the same seed
    keeps what a smaller one had of that label.
    """
    available = Counter(labels.values())
    largest = largest_size(available, target, tolerance=tolerance)
    quotas = allocate(available, target, largest if size is None else size, tolerance=tolerance)
    taken: Counter[str] = Counter()
    chosen = []
    for example_id in seeded_order(labels, seed):
        label = labels[example_id]
        if taken[label] < quotas[label]:
            taken[label] += 1
            chosen.append(example_id)
    achieved = mix_of(taken)
    usable = sum(count for label, count in available.items() if target.get(label))
    return Plan(
        task=task,
        target=dict(target),
        size=size,
        tolerance=tolerance,
        seed=seed,
        example_ids=tuple(chosen),
        available={label: available[label] for label in quotas},
        quotas=quotas,
        achieved=achieved,
        mismatch_before=total_variation(mix_of(available), target),
        mismatch_after=total_variation(achieved, target),
        effective_size=effective_size(taken, target),
        missing=shortfall(available, target, usable if size is None else size),
    )

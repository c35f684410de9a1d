"""A plan: which examples make the mix that is wanted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from curation.balance.cells import Cell, Cut, largest_cut, nearest_cut
from curation.balance.mismatch import Mismatch, effective_size, measure_mismatch, mix_of
from curation.balance.order import seeded_order
from curation.balance.quota import allocate, largest_size, shortfall

Pick = Callable[[Sequence[str], int], Sequence[str]]
"""Chooses so many of some examples, which come in seeded order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """The wanted mix of one attribute.

    `by` is the question whose final answer counts (empty in plans of old: the task's own), or with
    `query` an SQL expression over the examples. `sample` is how many cases of production the
    target was counted on, if it was.
    """

    by: str
    target: Mapping[str, Fraction]
    query: bool = False
    sample: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one aim is met; `available`, `taken` and `missing` count examples by label.

    `missing` says how many more of which label the wanted size needs, or, without one, keeping
    every example that has a wanted label.
    """

    aim: Aim
    available: Mapping[str, int]
    taken: Mapping[str, int]
    missing: Mapping[str, int]

    @property
    def before(self) -> Mismatch:
        """How far everything that is accepted is from the target."""
        return measure_mismatch(self.available, self.aim.target, sample=self.aim.sample)

    @property
    def after(self) -> Mismatch:
        """How far what is taken is from the target."""
        return measure_mismatch(self.taken, self.aim.target, sample=self.aim.sample)

    @property
    def achieved(self) -> dict[str, Fraction]:
        """The shares of what is taken."""
        return mix_of(self.taken)

    @property
    def effective_size(self) -> float:
        """How many examples in exactly the target mix would say as much; see `effective_size`."""
        return effective_size(self.taken, self.aim.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The chosen examples and how near they come to each target.

    `size` is the wanted size, None for as many as possible, and `taken` how many there are; no
    subset that fits is larger than `bound`. A draft has no `example_ids`: they are chosen when it
    is kept. `id` is the request that kept it.
    """

    task: str
    standings: tuple[Standing, ...]
    size: int | None
    tolerance: Fraction
    seed: int
    taken: int
    bound: int
    example_ids: tuple[str, ...] = ()
    name: str = ""
    id: str = ""

    @property
    def first(self) -> Standing:
        """The standing of the first aim: most plans have no other."""
        return self.standings[0]

    @property
    def left_out(self) -> int:
        """How many accepted examples are not taken."""
        return sum(self.first.available.values()) - self.taken

    def target_of(self, question: str) -> dict[str, Fraction]:
        """The wanted shares of the answers to a question; empty when the plan has no such aim."""
        for standing in self.standings:
            if standing.aim.by in (question, "") and not standing.aim.query:
                return dict(standing.aim.target)
        return {}


def draw_plan(
    task: str,
    aims: Sequence[Aim],
    labels: Mapping[str, Cell],
    *,
    size: int | None,
    seed: int,
    tolerance: Fraction = Fraction(0),
    pick: Pick | None = None,
) -> Plan:
    """The plan for examples given by id, each with its label for every aim in their order.

    Without `pick` it is a draft: how many of each, and no example is chosen. One aim is met by the
    exact scan of `largest_size`, several by whole numbers over their joint cells.
    """
    cells = Counter(labels.values())
    cut = _cut(aims, cells, size, tolerance)
    taken = cut.counts
    return Plan(
        task=task,
        standings=tuple(
            _standing(aim, place, cells, taken, size) for place, aim in enumerate(aims)
        ),
        size=size,
        tolerance=tolerance,
        seed=seed,
        taken=cut.size,
        bound=cut.bound,
        example_ids=_chosen(labels, taken, seed, pick) if pick else (),
    )


def _cut(
    aims: Sequence[Aim], cells: Mapping[Cell, int], size: int | None, tolerance: Fraction
) -> Cut:
    if len(aims) == 1:
        available = {label: count for (label,), count in cells.items()}
        target = aims[0].target
        most = largest_size(available, target, tolerance=tolerance) if size is None else size
        quotas = allocate(available, target, most, tolerance=tolerance)
        return Cut(counts={(label,): count for label, count in quotas.items()}, bound=most)
    targets = [aim.target for aim in aims]
    if size is None:
        return largest_cut(cells, targets, tolerance=tolerance)
    return nearest_cut(cells, targets, size, tolerance=tolerance)


def _standing(
    aim: Aim,
    place: int,
    cells: Mapping[Cell, int],
    counts: Mapping[Cell, int],
    size: int | None,
) -> Standing:
    available, taken = Counter[str](), Counter[str]()
    for cell, count in cells.items():
        available[cell[place]] += count
    for cell, count in counts.items():
        taken[cell[place]] += count
    usable = sum(count for label, count in available.items() if aim.target.get(label))
    known = dict.fromkeys([*aim.target, *sorted(available)])
    return Standing(
        aim=aim,
        available={label: available[label] for label in known},
        taken={label: taken[label] for label in known},
        missing=shortfall(available, aim.target, usable if size is None else size),
    )


def _chosen(
    labels: Mapping[str, Cell], counts: Mapping[Cell, int], seed: int, pick: Pick
) -> tuple[str, ...]:
    """The examples of each cell as `pick` chooses them, all in seeded order."""
    order = seeded_order(labels, seed)
    members: dict[Cell, list[str]] = {}
    for example_id in order:
        members.setdefault(labels[example_id], []).append(example_id)
    chosen: set[str] = set()
    for cell, count in counts.items():
        if count:
            chosen.update(pick(members[cell], count))
    return tuple(example_id for example_id in order if example_id in chosen)

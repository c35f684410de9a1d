"""Labels told apart by a model: precision, recall and F1 of each, and what is taken for what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curation.evaluation.graders.label import bare

OTHER = "(no such label)"
NOTHING = "(no answer)"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFigures:
    """How one label is told: `n` examples have it, `given` answers name it.

    Precision is 0 where no answer names it, recall where no example has it, F1 where both are.
    """

    label: str
    n: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """Right answers out of those that name it."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right answers out of the examples that have it."""
        return self.right / self.n if self.n else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 2 right / (n + given)."""
        return 2 * self.right / (self.n + self.given) if self.n + self.given else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReport:
    """The figures of each label, the most frequent first; `confusion` counts (ideal, given)."""

    labels: tuple[LabelFigures, ...]
    confusion: Mapping[tuple[str, str], int]

    @property
    def accuracy(self) -> float:
        """Right answers out of all; 0 without any."""
        total = sum(self.confusion.values())
        return sum(one.right for one in self.labels) / total if total else 0.0

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels that examples have, each counting the same; 0 without any."""
        return sum(one.f1 for one in self.labels) / len(self.labels) if self.labels else 0.0


def report_labels(pairs: Iterable[tuple[str, str]]) -> LabelReport:
    """The report of pairs of ideal and given label.

    Case, white space and signs around a label do not matter. A given label that no example has
    counts as OTHER, an empty one as NOTHING. Source: Sokolova and Lapalme (2009), Information
    Processing & Management 45:427-437.
    """
    read = [(bare(ideal), bare(given)) for ideal, given in pairs]
    known = {ideal for ideal, _ in read}
    confusion = Counter(
        (ideal, given if given in known else OTHER if given else NOTHING) for ideal, given in read
    )
    had, given = Counter[str](), Counter[str]()
    for (one, other), count in confusion.items():
        had[one] += count
        given[other] += count
    return LabelReport(
        labels=tuple(
            LabelFigures(label=label, n=n, given=given[label], right=confusion[label, label])
            for label, n in sorted(had.items(), key=lambda item: (-item[1], item[0]))
        ),
        confusion=dict(confusion),
    )

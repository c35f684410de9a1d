"""How alike texts are, by TF-IDF, and how well answers found by likeness fit the true ones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from curation.trainer.engines.text import count_tokens, token_f1
from curation.trainer.engines.tfidf import Vectors, runs, words, words_and_pairs

MOST_MEASURED = 1_000
BLOCK = 64
"""Rows of likeness worked out at a time."""

MOST_KEPT = 5_000_000
"""Likenesses kept from one pass to the next; beyond it they are worked out again."""

LEFT_OUT = -9.0
"""Below every likeness, also of an answer that is pushed back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A mean loss (0 best) and a mean accuracy (1 best)."""

    loss: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Losses and accuracies added up."""

    count: int
    loss: float
    accuracy: float

    def __add__(self, other: Self) -> Self:
        return type(self)(
            count=self.count + other.count,
            loss=self.loss + other.loss,
            accuracy=self.accuracy + other.accuracy,
        )

    def mean(self) -> Figures | None:
        """The means; None when nothing was added."""
        if not self.count:
            return None
        return Figures(loss=self.loss / self.count, accuracy=self.accuracy / self.count)


class Likeness:
    """Texts with their vectors; new texts are compared with all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = Vectors(texts, words_and_pairs)
        self._runs = Vectors(texts, runs)

    def scores(self, texts: Sequence[str], weight: float) -> Any:
        """An array (texts x known texts) of likenesses from 0 to 1."""
        by_words = self._words.with_all(self._words.of(texts))
        return weight * by_words + (1 - weight) * self._runs.with_all(self._runs.of(texts))

    def among(self, rows: Any) -> Any:
        """Both likenesses of known texts, by their numbers: an array (2 x rows x known texts)."""
        import numpy

        by_words = self._words.with_all(self._words.matrix[rows])
        return numpy.stack([by_words, self._runs.with_all(self._runs.matrix[rows])])


class Trial:
    """Tries a weight: answers each example by the most similar one of another line."""

    def __init__(
        self,
        likeness: Likeness,
        *,
        answers: Sequence[str],
        lines: Sequence[int],
        rejected: Sequence[str],
        seed: int,
    ) -> None:
        import numpy

        self._likeness = likeness
        self._answers = list(answers)
        self._counts = [count_tokens(answer) for answer in answers]
        self._said = Vectors(answers, words)
        self._lines = numpy.asarray(lines)
        self._pushed_back = pushed_back(answers, rejected)
        self._random = numpy.random.default_rng(seed)
        self._measured = self._random.permutation(len(self._answers))[:MOST_MEASURED]
        small = len(self._measured) * len(self._answers) <= MOST_KEPT
        self._kept = self._likeness.among(self._measured) if small else None

    @staticmethod
    def empty() -> Sums:
        """Nothing measured yet."""
        return Sums(count=0, loss=0.0, accuracy=0.0)

    def parts(self, lines: int) -> Iterator[Any]:
        """The measured examples of each so many lines, as places in their list.

        The order of the lines is the seed's; it is another one in each epoch.
        """
        import numpy

        number = int(self._lines.max()) + 1
        order = self._random.permutation(number)
        place = numpy.empty_like(order)
        place[order] = numpy.arange(number)
        part = place[self._lines[self._measured]] // lines
        for index in range(-(-number // lines)):
            yield numpy.flatnonzero(part == index)

    def leave_out(self, places: Any, weight: float) -> Sums:
        """How well the other lines answer these examples."""
        sums = self.empty()
        for begins in range(0, len(places), BLOCK):
            block = places[begins : begins + BLOCK]
            rows = self._measured[block]
            both = self._likeness.among(rows) if self._kept is None else self._kept[:, block]
            scores = weight * both[0] + (1 - weight) * both[1] - self._pushed_back
            scores[self._lines[None, :] == self._lines[rows][:, None]] = LEFT_OUT
            truths = [(self._answers[row], self._counts[row]) for row in rows]
            sums += self._compare(scores, truths, self._said.matrix[rows])
        return sums

    def answer_others(
        self, texts: Sequence[str], truths: Sequence[str], *, weight: float
    ) -> Figures | None:
        """How well all examples answer other prompts; None when there are none."""
        sums = self.empty()
        for begins in range(0, min(len(texts), MOST_MEASURED), BLOCK):
            part = slice(begins, min(begins + BLOCK, MOST_MEASURED))
            scores = self._likeness.scores(texts[part], weight) - self._pushed_back
            counted = [(truth, count_tokens(truth)) for truth in truths[part]]
            sums += self._compare(scores, counted, self._said.of(truths[part]))
        return sums.mean()

    def _compare(self, scores: Any, truths: Sequence[tuple[str, Counter[str]]], said: Any) -> Sums:
        best = scores.argmax(axis=1)
        cosines = self._said.matrix[best].multiply(said).sum(axis=1).A1
        loss = accuracy = 0.0
        for row, (truth, counts) in enumerate(truths):
            answer = self._answers[best[row]]
            if scores[row, best[row]] == LEFT_OUT:  # every example is on the line that is left out
                loss += 1.0
            elif answer == truth:
                accuracy += 1.0
            else:
                loss += max(0.0, 1.0 - float(cosines[row]))
                accuracy += token_f1(self._counts[best[row]], counts)
        return Sums(count=len(truths), loss=loss, accuracy=accuracy)


def pushed_back(answers: Sequence[str], rejected: Sequence[str]) -> Any:
    """What is taken from the likeness of each answer: 2 for a rejected one, so that it is last."""
    import numpy

    last = frozenset(rejected)
    return numpy.asarray([2.0 if answer in last else 0.0 for answer in answers])

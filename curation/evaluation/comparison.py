"""Two models on the same held-out examples: which is better, and is that shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from curation.evaluation.bootstrap import paired_bootstrap
from curation.evaluation.grade import Grade
from curation.evaluation.intervals import Interval, Pairs, newcombe_interval, wilson_interval
from curation.evaluation.significance import (
    LEVEL,
    PAIRS_FOR_FIVE_POINTS,
    POWER,
    USUAL_DIFFERENCE,
    mcnemar_mid_p,
    p_in_words,
    smallest_gain,
)
from curation.figures import percent

BOOTSTRAP_SEED = 20261120


class Verdict(StrEnum):
    """What the comparison says of the second model."""

    BETTER = "better"
    WORSE = "worse"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelScore:
    """How one model did: right answers out of `n` with Wilson's interval, and the mean score.

    With no answers, the mean score is 0 and the interval is 0 to 1.
    """

    model: str
    n: int
    passed: int
    score: float
    interval: Interval

    @property
    def share(self) -> float:
        """Right answers out of all; 0 when there are none."""
        return self.passed / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The second model against the first, example by example.

    `difference` and `interval` (Newcombe) are of the shares of right answers, `p` is McNemar's
    mid-p. `score_difference` is of the mean scores; its interval is None where the bootstrap gives
    none. `won` and `lost` count the examples with a higher and a lower score, the rest are ties.
    """

    pairs: Pairs
    difference: float
    interval: Interval
    p: float
    score_difference: float
    score_interval: Interval | None
    won: int
    lost: int
    verdict: Verdict

    @property
    def tied(self) -> int:
        """The examples that both models answered equally well."""
        return self.pairs.n - self.won - self.lost


def score_model(model: str, grades: Sequence[Grade]) -> ModelScore:
    """How one model did on all graded answers."""
    n, passed = len(grades), sum(grade.passed for grade in grades)
    return ModelScore(
        model=model,
        n=n,
        passed=passed,
        score=sum(grade.score for grade in grades) / n if n else 0.0,
        interval=wilson_interval(passed, n),
    )


def compare(
    first: Sequence[Grade], second: Sequence[Grade], groups: Sequence[str] = ()
) -> Comparison:
    """The second model against the first; grades of the same examples in the same order.

    `groups` has the group of each example (a customer, a thread), for the interval of scores. The
    verdict goes by right answers alone: better or worse needs both a mid-p below .05 and an
    interval on one side of zero. Raises ValueError when the lengths differ.
    """
    pairs = _pairs(first, second)
    interval = newcombe_interval(pairs)
    p = mcnemar_mid_p(pairs.only_first, pairs.only_second)
    gains = [new.score - old.score for old, new in zip(first, second, strict=True)]
    difference = (pairs.only_second - pairs.only_first) / pairs.n if pairs.n else 0.0
    return Comparison(
        pairs=pairs,
        difference=difference,
        interval=interval,
        p=p,
        score_difference=sum(gains) / len(gains) if gains else 0.0,
        score_interval=paired_bootstrap(gains, seed=BOOTSTRAP_SEED, groups=groups),
        won=sum(gain > 0 for gain in gains),
        lost=sum(gain < 0 for gain in gains),
        verdict=judged(difference, interval, p),
    )


def judged(difference: float, interval: Interval, p: float) -> Verdict:
    """Better or worse where p is below .05 and the interval on one side of zero."""
    if p >= LEVEL or interval.holds_zero:
        return Verdict.NOT_SHOWN
    return Verdict.BETTER if difference > 0 else Verdict.WORSE


def verdict_sentence(comparison: Comparison, *, other: str = "the base model") -> str:
    """What the comparison shows, as one sentence with its numbers; `other` is the first model."""
    pairs = comparison.pairs
    changed = (
        f"{pairs.only_second} {_examples(pairs.only_second)} only the tuned model got right, "
        f"{pairs.only_first} only {other}"
    )
    interval = f"95 % interval {_points(comparison.interval)} points"
    if comparison.verdict == Verdict.NOT_SHOWN:
        return f"A difference is not shown: {changed} ({interval}, {p_in_words(comparison.p)})."
    points = abs(comparison.difference) * 100
    return (
        f"The tuned model is {comparison.verdict} by {points:.0f} points: {changed} "
        f"({interval}, {p_in_words(comparison.p)})."
    )


POWER_NOTE = (
    f"Such a gain is shown in {percent(POWER)} of cases, if the models differ on "
    f"{percent(USUAL_DIFFERENCE)} of the examples or on as many as the gain itself needs."
)
"""What the power sentence takes for granted."""


def power_sentence(n: int) -> str:
    """What a test set of `n` examples can show at all, to be read before anything is trained."""
    if not n:
        return "There are no test examples, so nothing can be compared."
    points = smallest_gain(n)
    if points is None:
        return (
            f"With {n} test {_examples(n)} no gain can be shown, however large it is. "
            "Release more examples first."
        )
    return (
        f"With {n} test {_examples(n)} only gains of about {points} points or more would show; "
        f"smaller ones may well be missed. {_wanted(n)}"
    )


def _wanted(n: int) -> str:
    least, most = PAIRS_FOR_FIVE_POINTS
    if n >= most:
        return "That is enough for gains of 5 points."
    return f"Gains of 5 points need {least} to {most} examples."


def _pairs(first: Sequence[Grade], second: Sequence[Grade]) -> Pairs:
    outcomes = [(old.passed, new.passed) for old, new in zip(first, second, strict=True)]
    return Pairs(
        both=outcomes.count((True, True)),
        only_first=outcomes.count((True, False)),
        only_second=outcomes.count((False, True)),
        neither=outcomes.count((False, False)),
    )


def _points(interval: Interval) -> str:
    return f"{interval.low * 100:+.0f} to {interval.high * 100:+.0f}"


def _examples(count: int) -> str:
    return "example" if count == 1 else "examples"

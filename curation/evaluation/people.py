"""What people say of two models' answers: how often one won, and whether that is shown."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from curation.evaluation.bootstrap import paired_bootstrap
from curation.evaluation.comparison import BOOTSTRAP_SEED, Verdict, judged
from curation.evaluation.intervals import Interval, wilson_interval
from curation.evaluation.significance import mcnemar_mid_p, p_in_words
from curation.figures import percent
from curation.review.preference import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleScore:
    """The second model against the first by people's word, example by example.

    `interval` is that of the share of examples the second one won, out of those that either won;
    0 to 1 without any. `p` is the mid-p of the sign test. `gain` is the mean over all examples;
    its interval is None where the bootstrap gives none.
    """

    won: int
    tied: int
    lost: int
    interval: Interval
    p: float
    gain: float
    gain_interval: Interval | None
    verdict: Verdict

    @property
    def n(self) -> int:
        """All examples that were judged."""
        return self.won + self.tied + self.lost

    @property
    def share(self) -> float:
        """What the second model won of the examples that either won; a half without any."""
        decided = self.won + self.lost
        return self.won / decided if decided else 0.5


def gain_of_choices(choices: Sequence[str]) -> float:
    """The mean of people's choices: 1 for the second answer, -1 for the first, 0 for neither."""
    worth = {str(Choice.SECOND): 1, str(Choice.FIRST): -1}
    return sum(worth.get(choice, 0) for choice in choices) / len(choices)


def gain_of_stars(first: Sequence[int], second: Sequence[int]) -> float:
    """By how many stars the second answer is better in the mean."""
    return sum(second) / len(second) - sum(first) / len(first)


def score_gains(gains: Mapping[str, float], groups: Mapping[str, Hashable]) -> PeopleScore:
    """Who won how often; `gains` has what the second model is better by, by example.

    Ties say nothing of who is better, so the sign test and the share leave them out. `groups` has
    what must be drawn together for the interval of the mean. Source: the sign test is McNemar's
    on paired choices; see `mcnemar_mid_p`.
    """
    ids = sorted(gains)
    values = [gains[one] for one in ids]
    won, lost = sum(value > 0 for value in values), sum(value < 0 for value in values)
    interval = wilson_interval(won, won + lost)
    p = mcnemar_mid_p(lost, won)
    beyond_half = Interval(low=interval.low - 0.5, high=interval.high - 0.5)
    return PeopleScore(
        won=won,
        tied=len(values) - won - lost,
        lost=lost,
        interval=interval,
        p=p,
        gain=sum(values) / len(values) if values else 0.0,
        gain_interval=paired_bootstrap(
            values, seed=BOOTSTRAP_SEED, groups=[groups.get(one, one) for one in ids]
        ),
        verdict=judged(won - lost, beyond_half, p),
    )


def people_sentence(score: PeopleScore, *, other: str = "the base model") -> str:
    """What people found, as one sentence with its numbers."""
    if not score.n:
        return "Nobody has judged an example yet."
    counts = (
        f"the tuned model won {score.won:,}, {other} won {score.lost:,}, and {score.tied:,} "
        f"{'is a tie' if score.tied == 1 else 'are ties'}"
    )
    shown = {
        Verdict.BETTER: "People find the tuned model better",
        Verdict.WORSE: "People find the tuned model worse",
        Verdict.NOT_SHOWN: "People do not show a difference",
    }[score.verdict]
    if not score.won + score.lost:
        return f"{shown}: {counts}."
    return (
        f"{shown}: {counts}. Of those decided it won {percent(score.share)} (95 % interval "
        f"{percent(score.interval.low)} to {percent(score.interval.high)}, {p_in_words(score.p)})."
    )

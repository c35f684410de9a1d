"""Requests in production against the training examples: figures, alerts and reminders."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.evaluation.drift import LEVEL as RARE
from curation.evaluation.drift import (
    Alarm,
    MixDrift,
    bins_of,
    cusum,
    in_bins,
    mix_drift,
    more_than,
    unknown_shares,
)
from curation.evaluation.nearest import FAR, Nearest
from curation.figures import percent

_WORD = re.compile(r"\w+")
_UNKNOWN_BOUNDS = (0.001, 0.1, 0.25, 0.5)
FEWEST = 50
"""Fewer requests say nothing of a mix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One stored request. `valid` is None where the task wants no fields."""

    id: str
    question: str
    answer: str
    label: str
    model: str
    rating: float | None
    rejected: bool
    valid: bool | None
    replaced: int
    occurred_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """One training example: its question, its label, and whether its answer has the shape."""

    question: str
    label: str
    valid: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLimits:
    """What the owner wants to be told of. `psi` is less its expectation; shares are from 0 to 1.

    `bad` is the share of rejections to be found where `usual` is usual. A reminder to train again
    comes after `days`, or after so many `rejections`.
    """

    psi: float = 0.1
    far: float = 0.05
    usual: float = 0.10
    bad: float = 0.20
    days: int = 90
    rejections: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftReport:
    """What production looks like beside training; `far` counts requests unlike any example.

    `rating` is the mean one of those that were rated; None without any.
    """

    requests: int
    mixes: tuple[MixDrift, ...]
    far: int
    rejections: Alarm
    rejected: int
    rated: int
    rating: float | None
    alerts: tuple[str, ...]
    reminders: tuple[str, ...]


def report_drift(
    trained: Sequence[Trained],
    seen: Sequence[Observed],
    limits: AlertLimits,
    *,
    age_days: int,
) -> DriftReport:
    """The report for the requests since the last training, `age_days` ago.

    A request without a label is given that of the training example it is nearest to; then each
    training example is given that of another one, so that both sides err alike.
    """
    nearest = Nearest([one.question for one in trained])
    mixes = tuple(_mixes(trained, seen, nearest)) if len(seen) >= FEWEST and trained else ()
    least = nearest.far_below()
    far = sum(likeness < least for likeness in nearest.best([one.question for one in seen]))
    alarm = cusum((one.rejected for one in seen), usual=limits.usual, bad=limits.bad)
    rejected = sum(one.rejected for one in seen)
    ratings = [one.rating for one in seen if one.rating is not None]
    alerts = [
        f"{mix.name}: {percent(mix.moved)} of the requests would have to be others to be as in "
        f"training (PSI {mix.psi:.2f}, by chance {mix.expected_psi:.2f})."
        for mix in mixes
        if mix.is_alert(limits.psi)
    ]
    rare = max(limits.far, 1 - FAR)
    if len(seen) >= FEWEST and trained and more_than(far, len(seen), rare) < RARE:
        alerts.append(f"{far:,} of {len(seen):,} requests are unlike every training example.")
    if alarm.at is not None:
        alerts.append(
            f"Rejections have risen: the chart went over its bound at request {alarm.at:,}."
        )
    reminders = []
    if age_days >= limits.days:
        reminders.append(f"The last training is {age_days:,} days ago.")
    if alerts:
        reminders.append("Production is no longer what was trained.")
    if rejected >= limits.rejections:
        reminders.append(f"{rejected:,} answers were rejected since the last training.")
    return DriftReport(
        requests=len(seen),
        mixes=mixes,
        far=far,
        rejections=alarm,
        rejected=rejected,
        rated=len(ratings),
        rating=sum(ratings) / len(ratings) if ratings else None,
        alerts=tuple(alerts),
        reminders=tuple(reminders),
    )


def _mixes(
    trained: Sequence[Trained], seen: Sequence[Observed], nearest: Nearest
) -> list[MixDrift]:
    before, after = ([one.question for one in side] for side in (trained, seen))
    found = []
    if any(one.label for one in trained):
        if all(one.label for one in seen):
            labels = [[one.label for one in trained], [one.label for one in seen]]
        else:
            known = [one.label for one in trained]
            labels = [
                [known[place] if place >= 0 else "" for place in places]
                for places in (nearest.others(), nearest.places(after))
            ]
        found.append(mix_drift("Labels", *labels))
    lengths = [[float(len(text)) for text in side] for side in (before, after)]
    bounds = bins_of(lengths[0])
    found.append(mix_drift("Length", *(in_bins(side, bounds) for side in lengths)))
    words = [[_WORD.findall(text.casefold()) for text in side] for side in (before, after)]
    known_words = Counter(word for text in words[0] for word in set(text))
    shares = [
        unknown_shares(side, known_words, own=number == 0) for number, side in enumerate(words)
    ]
    found.append(mix_drift("Vocabulary", *(in_bins(side, _UNKNOWN_BOUNDS) for side in shares)))
    shapes = [[str(one.valid) for one in side if one.valid is not None] for side in (trained, seen)]
    if all(shapes):
        found.append(mix_drift("Shape of the answers", *shapes))
    return found

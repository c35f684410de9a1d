"""How far reviewers agree on one question, and what that means in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from curation.review.agreement.bootstrap import ROUNDS, Interval
from curation.review.agreement.measures import figures, intervals
from curation.review.agreement.profiles import Profiles, count_profiles
from curation.review.agreement.ratings import Level, Ratings, encode_ratings
from curation.review.agreement.standard_errors import standard_errors

FEWEST_ITEMS = 30
"""Below this many items with two answers the interval is too wide to say anything."""

FEWEST_OF_THE_RARE = 10
"""So many items need an answer other than the most frequent one."""

RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff's bounds, held against the lower end of the interval, never the point."""

LOPSIDED, HIGH_PERCENT, HIGH_AC1 = 0.85, 0.90, 0.80
"""Where one answer is this frequent, alpha says little; percent and AC1 take over."""


FREE_TEXT = 0.5
"""Where there are more different values than this share of the answers, they are no labels."""


class Standing(StrEnum):
    """What may be concluded."""

    UNDEFINED = "undefined"
    TOO_FEW = "too few"
    LOW = "low"
    TENTATIVE = "tentative"
    RELIABLE = "reliable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far reviewers agree on one question.

    `items` were answered by anybody, `compared` by two or more reviewers. Alpha is by `level`;
    percent, the plain kappas, AC1 and Brennan and Prediger's count equal answers only. AC2 and
    `cohen_quadratic` give credit by the squared distance of two values, `cohen_linear` by the
    distance; they are None for nominal values. Cohen's are means over all pairs. `interval` is
    alpha's 95 % interval, `intervals` those of all figures by name; `standard_errors` are those of
    published formulas, where there is one. A figure that is undefined is
    None, and `reason` says why alpha is. `meaning` is one plain sentence.
    """

    level: Level
    alpha: float | None
    fleiss_kappa: float | None
    cohen_kappa: float | None
    cohen_linear: float | None
    cohen_quadratic: float | None
    conger_kappa: float | None
    ac1: float | None
    ac2: float | None
    brennan_prediger: float | None
    percent: float | None
    items: int
    compared: int
    reviewers: int
    answers: int
    interval: Interval | None
    intervals: Mapping[str, Interval | None]
    standard_errors: Mapping[str, float | None]
    standing: Standing
    reason: str
    meaning: str

    @property
    def by_ac1(self) -> bool:
        """True when the standing is that of percent and AC1: one answer is given nearly always."""
        low = self.interval.low if self.interval else RELIABLE
        return self.standing is Standing.TENTATIVE and low < TENTATIVE


def measure_agreement(
    table: pd.DataFrame, *, level: Level = Level.NOMINAL, seed: int = 0, rounds: int = ROUNDS
) -> Agreement:
    """The agreement in a long table with the columns item, reviewer and value.

    A missing value is no answer; of several answers of one reviewer to one item the last row
    counts. With `rounds=0`, and for free text, there are no intervals. Raises InputRefused as
    `encode_ratings` does.
    """
    ratings = encode_ratings(table, level)
    profiles = count_profiles(ratings)
    measured = figures(ratings, profiles)
    reason = _reason(ratings, profiles, measured["alpha"])
    drawn: dict[str, Interval | None] = dict.fromkeys(measured)
    if rounds and not reason and not _is_written(ratings):
        drawn = intervals(ratings, profiles, seed=seed, rounds=rounds)
    interval = drawn["alpha"]
    standing = _standing(ratings, profiles, measured["percent"], interval, drawn["ac1"], reason)
    return Agreement(
        level=level,
        **measured,
        items=ratings.items,
        compared=profiles.items,
        reviewers=ratings.reviewers,
        answers=ratings.answers,
        interval=interval,
        intervals=drawn,
        standard_errors=standard_errors(ratings, profiles),
        standing=standing,
        reason=reason,
        meaning=_meaning(standing, reason, ratings, profiles, interval),
    )


def _reason(ratings: Ratings, profiles: Profiles, alpha: float | None) -> str:
    """Why alpha is undefined; empty when it is not."""
    if not ratings.answers:
        return "There are no answers yet."
    if ratings.reviewers < 2:
        return "Only one reviewer has answered, so there is nothing to compare."
    if not profiles.items:
        return "No item has answers of two reviewers, so there is nothing to compare."
    if _different(profiles) < 2:
        return (
            "All compared answers are the same: 100 % identical. Whether reviewers would agree "
            "on anything else cannot be seen."
        )
    if alpha is None:
        return "There are too many different numbers to compare them as ratios."
    return ""


def _is_written(ratings: Ratings) -> bool:
    """True for free text, of which nearly every answer is another one."""
    return ratings.level is Level.NOMINAL and len(ratings.values) > FREE_TEXT * ratings.answers


def _different(profiles: Profiles) -> int:
    return int(np.count_nonzero(profiles.counts.T @ profiles.times))


def _rare_items(profiles: Profiles) -> int:
    """How many compared items have an answer other than the most frequent one."""
    if not profiles.items:
        return 0
    most = int(np.argmax(profiles.counts.T @ profiles.times))
    usual = profiles.counts[:, [most]].toarray().ravel()
    return int(profiles.times[usual < profiles.size].sum())


def _standing(
    ratings: Ratings,
    profiles: Profiles,
    percent: float | None,
    interval: Interval | None,
    ac1_interval: Interval | None,
    reason: str,
) -> Standing:
    if reason:
        return Standing.UNDEFINED
    rare = _rare_items(profiles) if ratings.level is Level.NOMINAL else FEWEST_OF_THE_RARE
    if profiles.items < FEWEST_ITEMS or rare < FEWEST_OF_THE_RARE:
        return Standing.TOO_FEW
    if _is_written(ratings):
        return Standing.LOW
    if interval is None:
        return Standing.TOO_FEW
    if interval.low >= RELIABLE:
        return Standing.RELIABLE
    if interval.low >= TENTATIVE:
        return Standing.TENTATIVE
    lopsided = float(profiles.prevalence(profiles.times[None, :]).max()) > LOPSIDED
    if lopsided and ac1_interval and percent is not None:
        high = percent >= HIGH_PERCENT and ac1_interval.low >= HIGH_AC1
        return Standing.TENTATIVE if high else Standing.LOW
    return Standing.LOW


def _meaning(
    standing: Standing,
    reason: str,
    ratings: Ratings,
    profiles: Profiles,
    interval: Interval | None,
) -> str:
    if standing is Standing.UNDEFINED:
        return reason
    if standing is Standing.TOO_FEW:
        return _too_few(profiles)
    if _is_written(ratings):
        return (
            "Nearly every answer is another one, as with free text: agreement on the very same "
            "words says little. Compare a label, or what was changed in a text."
        )
    if standing is Standing.RELIABLE:
        return "Reviewers agree: the answers can be relied on."
    if standing is Standing.TENTATIVE and interval and interval.low < TENTATIVE:
        return (
            "Reviewers agree on nearly everything. Alpha looks low because one answer is given "
            "nearly always."
        )
    if standing is Standing.TENTATIVE:
        return "Reviewers mostly agree: good enough to draw careful conclusions."
    return "Reviewers often disagree: make the guideline clearer before relying on the answers."


def _too_few(profiles: Profiles) -> str:
    if profiles.items < FEWEST_ITEMS:
        return (
            f"Too few to judge: {profiles.items} answered by two or more reviewers, "
            f"{FEWEST_ITEMS} are needed."
        )
    return (
        "Too few to judge: nearly all answers are the same, and fewer than "
        f"{FEWEST_OF_THE_RARE} items have another one."
    )

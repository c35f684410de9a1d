"""What a method of consensus returns."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How often a reviewer is thought to be right: `share` from 0 to 1, over `answers` answers.

    None where nothing can be said. It is an estimate, not a ranking.
    """

    answers: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """The likeliest value of every item, and how sure it is.

    `labels` holds None where values tie: that is for a person to decide. `confidence` is the
    share or probability of the likeliest value. `prevalence` is how frequent each value is
    thought to be.
    """

    labels: Mapping[str, str | None]
    confidence: Mapping[str, float]
    reviewers: Mapping[str, Reliability]
    prevalence: Mapping[str, float]

"""What a method of consensus returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from curation.review.agreement.bootstrap import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How often a reviewer is thought to be right: `share` from 0 to 1, over `answers` answers.

    `against_others` is the same as far as the others' answers alone tell, on `shared` items, with
    its 95 % `interval`; the own vote would flatter the weak. None where nothing can be said. It is
    an estimate, not a ranking.
    """

    answers: int
    share: float | None
    shared: int
    against_others: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """The likeliest value of every item, and how sure it is.

    `labels` holds None where values tie: that is for a person to decide. `confidence` is the
    share or probability of the likeliest value, `probabilities` that of each value but those below
    one in a thousand. `prevalence` is how frequent each value is thought to be. `log_likelihood` is
    that of the answers, None where the method has none.
    """

    labels: Mapping[str, str | None]
    confidence: Mapping[str, float]
    probabilities: Mapping[str, Mapping[str, float]]
    reviewers: Mapping[str, Reliability]
    prevalence: Mapping[str, float]
    log_likelihood: float | None = None

"""What a model of reviewers and items believes."""

from dataclasses import dataclass

from curation.review.consensus.answer_table import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the model believes.

    `truth` is items x values, the probability of each true value; `prevalence` per value;
    `errors` reviewers x true x given value, each row a distribution. `log_likelihood` is that of
    the answers, without the prior.
    """

    truth: Floats
    prevalence: Floats
    errors: Floats
    log_likelihood: float

"""An evaluation: which models answered which release's test lines, and how they were graded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.evaluation.contestant import Contestant
from curation.evaluation.grade import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One evaluation; `id` is its request id. The first model is the base, the last the tuned one.

    `number` is the release's, `grader` the name of the rule by which all answers were graded.
    """

    id: str
    number: int
    contestants: tuple[Contestant, ...]
    grader: str
    actor: str
    recorded_at: datetime

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the contestants, which are all different."""
        return tuple(contestant.model for contestant in self.contestants)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedAnswer:
    """What a model answered to one example, and its grade."""

    model: str
    example_id: str
    answer: str
    grade: Grade


def grades_of(answers: Sequence[GradedAnswer], model: str) -> list[Grade]:
    """The grades of one model in the order of its example ids, so that models can be paired."""
    own = [answer for answer in answers if answer.model == model]
    return [answer.grade for answer in sorted(own, key=lambda answer: answer.example_id)]

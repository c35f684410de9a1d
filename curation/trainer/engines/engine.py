"""What an engine is: it learns from lines and answers conversations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from curation.trainer.records import Json

Grade = Callable[[Sequence[tuple[Json, str]]], list[float]]
"""The grades of answers to lines, each from the grader's least to its most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """How well a model does after a step: losses from 0 (best) up, accuracies from 0 to 1,
    rewards in the range of the grader.

    None where nothing was measured at this step.
    """

    train_loss: float | None = None
    train_mean_token_accuracy: float | None = None
    valid_loss: float | None = None
    valid_mean_token_accuracy: float | None = None
    train_reward_mean: float | None = None
    valid_reward_mean: float | None = None

    def to_json(self) -> Json:
        """What was measured, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How to learn: every number is settled, nothing is automatic any more.

    `grade` is there for reinforcement only. `start` is the model to go on from, as an earlier
    training returned it; None begins with the base model.
    """

    method: str  # "supervised", "dpo" or "reinforcement"
    n_epochs: int
    batch_size: int
    learning_rate_multiplier: float
    beta: float
    seed: int
    grade: Grade | None = None
    start: bytes | None = None


class Report(Protocol):
    """Whom an engine tells how far it is. Both calls may raise, to stop the training."""

    def step(self, step: int, total: int, metrics: Metrics) -> None:
        """A step was done; `total` steps are to be done."""

    def checkpoint(self, step: int, metrics: Metrics, artefact: bytes) -> None:
        """An epoch ended with a model that can be used."""


class Answerer(Protocol):
    """A model that is ready to answer."""

    def answer(self, messages: Sequence[Json]) -> Json:
        """The assistant's message that answers a conversation: content or tool calls."""


class Engine(Protocol):
    """One way to learn from examples."""

    @property
    def name(self) -> str:
        """The id of its base model."""

    @property
    def methods(self) -> frozenset[str]:
        """The methods it can train by."""

    def batch_size(self, lines: int) -> int:
        """How many lines a step reads when the client leaves it open."""

    def train(
        self, lines: Sequence[Json], validation: Sequence[Json], order: Order, report: Report
    ) -> bytes:
        """Learn from checked lines; returns the model as bytes that `open` reads."""

    def open(self, artefact: bytes) -> Answerer:
        """The model that `train` returned."""

    def base(self) -> Answerer:
        """The model before any training."""


def settings_of(order: Order) -> Mapping[str, float | int]:
    """The numbers of an order as the contract names them for its method."""
    numbers: dict[str, float | int] = {
        "n_epochs": order.n_epochs,
        "batch_size": order.batch_size,
        "learning_rate_multiplier": order.learning_rate_multiplier,
    }
    return numbers | {"beta": order.beta} if order.method == "dpo" else numbers

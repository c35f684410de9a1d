"""Looking for well graded answers: an engine that writes none itself tries those that are there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from curation.trainer.engines.engine import Grade, Metrics, Report
from curation.trainer.engines.text import first_sentence, text_of
from curation.trainer.records import Json

OTHERS = 12
"""Answers of other lines that are tried for a line, drawn by the seed."""
MOST_LONG = 4000
"""Characters of an answer that is tried."""


class NothingLearned(Exception):
    """No answer was found that can be learned from; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Lines with the best answer found for each, as supervised lines, and its mean grade."""

    lines: list[Json]
    mean: float


def search(lines: Sequence[Json], grade: Grade, *, seed: int) -> Found:
    """The best graded answer of each line; a line whose answers all get the least is left out.

    What is tried are the texts of the line's own fields, the first sentence of its question, and
    texts of other lines' fields. Of equal grades the first one counts.
    """
    random = Random(seed)
    everything = sorted({text for line in lines for text in _own_texts(line)})
    tried: list[tuple[Json, str]] = []
    starts = [0]
    for line in lines:
        others = random.sample(everything, min(OTHERS, len(everything)))
        question = text_of(line["messages"][-1])
        answers = dict.fromkeys([*_own_texts(line), first_sentence(question), *others])
        tried += [(line, answer) for answer in answers if answer.strip()]
        starts.append(len(tried))
    grades = grade(tried)
    least = min(grades, default=0.0)
    best = [
        max(range(begin, end), key=lambda n: grades[n])
        for begin, end in pairwise(starts)
        if end > begin
    ]
    learned = [n for n in best if grades[n] > least]
    return Found(
        lines=[_supervised(*tried[n]) for n in learned],
        mean=sum(grades[n] for n in best) / max(1, len(best)),
    )


class Graded:
    """Passes on what an engine tells, with the rewards in place of losses and accuracies."""

    def __init__(
        self, report: Report, mean: float, rewarded: Callable[[bytes], float | None]
    ) -> None:
        self._report = report
        self._mean = round(mean, 6)
        self._rewarded = rewarded

    def step(self, step: int, total: int, metrics: Metrics) -> None:
        """The same step, with the mean reward of what is learned."""
        self._report.step(step, total, replace(metrics, train_reward_mean=self._mean))

    def checkpoint(self, step: int, metrics: Metrics, artefact: bytes) -> None:
        """The same checkpoint, with the reward of its own answers to the validation lines."""
        valid = self._rewarded(artefact)
        self._report.checkpoint(
            step,
            replace(
                metrics,
                train_reward_mean=self._mean,
                valid_reward_mean=None if valid is None else round(valid, 6),
            ),
            artefact,
        )


def _supervised(line: Json, answer: str) -> Json:
    return {"messages": [*line["messages"], {"role": "assistant", "content": answer}]}


def _own_texts(line: Json) -> Iterator[str]:
    for name, value in line.items():
        if name not in ("messages", "tools"):
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) <= MOST_LONG:
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)

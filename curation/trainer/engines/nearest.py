"""The engine `nearest`: it answers as the most similar training example was answered.

It downloads nothing, trains in moments, and is the floor that any larger model must beat.

**Examples.** Every assistant turn that counts (its weight is not 0) is one example: what was asked
before it, and the turn itself with its tool calls. In a pair the preferred answer is the example.

**Likeness** of two prompts is a mean of two cosines of TF-IDF vectors, one over words and pairs of
words, one over runs of 3 and 4 characters. What is trained is the weight of the first.

**An epoch** is one pass over the lines: each example is answered by the others, its own line left
out, with one weight on trial; the best weight so far is kept. The learning rate multiplier scales
the step from one weight to the next (0.25 at first, halved when neither side is better). The batch
size and the seed settle how the pass is cut into steps and in which order; beta changes nothing.

**Loss** is 1 minus the mean cosine of the TF-IDF vectors of the given and the true answer.
**Accuracy** is the mean token F1 of the two. Both are measured on at most 1,000 examples, chosen by
the seed; an example without another line to answer it counts as loss 1 and accuracy 0.

**Pairs.** An answer that was not preferred anywhere comes last, however similar its prompt.

**Grades.** For reinforcement it looks for answers before it learns: the texts in the line's own
fields, in some other lines' and the first sentence of the question are graded, and the best one is
learned (`search.py`). The reward of the validation lines is that of its own answers.

**Going on** from an earlier model keeps its examples, except where the same is asked again, and
what was not preferred then.

**Nothing alike.** When a prompt shares nothing with any example, the most frequent answer is given.
**Untrained** it answers with the first sentence of the user's last message.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curation.trainer.engines.engine import Answerer, Metrics, Order, Report
from curation.trainer.engines.likeness import Figures, Likeness, Trial, pushed_back
from curation.trainer.engines.search import Graded, NothingLearned, search
from curation.trainer.engines.text import asked, first_sentence, said, text_of
from curation.trainer.records import Json

FIRST_WEIGHT = 0.5
FIRST_STEP = 0.25
STEPS_SHOWN = 40
"""At most this many steps are reported, besides the last one of each epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One example: what was asked, the answer as a message, and the line (from 0) it stood on."""

    asked: str
    answer: Json
    line: int


class Nearest:
    """Nearest neighbour over the training examples."""

    name = "nearest"
    methods = frozenset({"supervised", "dpo", "reinforcement"})

    def batch_size(self, lines: int) -> int:
        """A tenth of the lines, from 1 to 256."""
        return min(256, max(1, lines // 10))

    def base(self) -> Answerer:
        """The extractive baseline."""
        return FirstSentence()

    def open(self, artefact: bytes) -> Answerer:
        """The examples and their index; the index is built here."""
        return NearestModel(json.loads(artefact))

    def train(
        self, lines: Sequence[Json], validation: Sequence[Json], order: Order, report: Report
    ) -> bytes:
        """Find the weight that answers each line best from the others; see the module."""
        if order.grade is not None:
            return self._train_by_grades(lines, validation, order, report)
        pairs, rejected = _with_earlier(order.start, list(_pairs(lines)), _rejected(lines))
        trial = Trial(
            Likeness([pair.asked for pair in pairs]),
            answers=[said(pair.answer) for pair in pairs],
            lines=[pair.line for pair in pairs],
            rejected=rejected,
            seed=order.seed,
        )
        held_out = list(_pairs(validation))
        search = _Search(FIRST_STEP * order.learning_rate_multiplier)
        per_epoch = -(-len(lines) // order.batch_size)
        total = order.n_epochs * per_epoch
        artefact = b""
        for epoch in range(order.n_epochs):
            before = epoch * per_epoch
            weight = search.next()
            figures = _one_pass(trial, weight, order, before, total, report)
            search.tell(weight, figures)
            valid = trial.answer_others(
                [pair.asked for pair in held_out],
                [said(pair.answer) for pair in held_out],
                weight=search.best,
            )
            metrics = _metrics(search.figures, valid if held_out else None)
            artefact = _artefact(pairs, rejected, search.best)
            report.step(before + per_epoch, total, metrics)
            report.checkpoint(before + per_epoch, metrics, artefact)
        return artefact

    def _train_by_grades(
        self, lines: Sequence[Json], validation: Sequence[Json], order: Order, report: Report
    ) -> bytes:
        """Learn the best graded answer that can be found for each line, as if it had been given."""
        assert order.grade is not None
        found = search(lines, order.grade, seed=order.seed)
        if not found.lines:
            raise NothingLearned("No answer that could be found gets a grade above the least.")
        plain = replace(order, method="supervised", grade=None)
        graded = Graded(
            report, found.mean, lambda artefact: self._rewarded(artefact, validation, order)
        )
        return self.train(found.lines, [], plain, graded)

    def _rewarded(self, artefact: bytes, validation: Sequence[Json], order: Order) -> float | None:
        """The mean grade of a model's own answers to the validation lines; None without any."""
        if not validation or order.grade is None:
            return None
        model = self.open(artefact)
        grades = order.grade([(line, said(model.answer(line["messages"]))) for line in validation])
        return sum(grades) / len(grades)


class NearestModel:
    """Examples with their index, ready to answer."""

    def __init__(self, artefact: Json) -> None:
        self._answers: list[Json] = artefact["answers"]
        texts = [said(answer) for answer in self._answers]
        self._likeness = Likeness(artefact["asked"])
        self._pushed_back = pushed_back(texts, artefact["rejected"])
        self._weight = float(artefact["weight"])
        rejected = frozenset(artefact["rejected"])
        wanted = [text for text in texts if text not in rejected] or texts
        self._usual = texts.index(Counter(wanted).most_common(1)[0][0])

    def answer(self, messages: Sequence[Json]) -> Json:
        """The answer of the most similar example."""
        scores = self._likeness.scores([asked(messages)], self._weight)[0]
        best = self._usual
        if scores.max() > 0:
            best = int((scores - self._pushed_back).argmax())
        return dict(self._answers[best])


class FirstSentence:
    """The untrained model: it repeats the first sentence of the user's last message."""

    def answer(self, messages: Sequence[Json]) -> Json:
        """The first sentence; empty when no user said anything."""
        users = [text_of(message) for message in messages if message.get("role") == "user"]
        return {"role": "assistant", "content": first_sentence(users[-1]) if users else ""}


class _Search:
    """Which weight to try next: a walk that keeps the best and halves its step when stuck."""

    def __init__(self, step: float) -> None:
        self.best = FIRST_WEIGHT
        self.figures = Figures(loss=float("inf"), accuracy=0.0)
        self._step = step
        self._ahead: list[float] = []

    def next(self) -> float:
        if self.figures.loss == float("inf"):
            return self.best
        if not self._ahead:
            self._ahead = [self.best + self._step, self.best - self._step]
        return min(1.0, max(0.0, self._ahead.pop(0)))

    def tell(self, weight: float, figures: Figures) -> None:
        if figures.loss < self.figures.loss:
            self.best, self.figures, self._ahead = weight, figures, []
        elif not self._ahead:
            self._step /= 2


def _one_pass(
    trial: Trial, weight: float, order: Order, before: int, total: int, report: Report
) -> Figures:
    """Measure one weight on every example, telling every now and then how the last ones went."""
    per_epoch = total // order.n_epochs
    every = -(-total // STEPS_SHOWN)
    whole = trial.empty()
    for number, part in enumerate(trial.parts(every * order.batch_size), 1):
        found = trial.leave_out(part, weight)
        whole += found
        if number * every < per_epoch:
            report.step(before + number * every, total, _metrics(found.mean(), None))
    return whole.mean() or Figures(loss=1.0, accuracy=0.0)


def _metrics(train: Figures | None, valid: Figures | None) -> Metrics:
    return Metrics(
        train_loss=round(train.loss, 6) if train else None,
        train_mean_token_accuracy=round(train.accuracy, 6) if train else None,
        valid_loss=round(valid.loss, 6) if valid else None,
        valid_mean_token_accuracy=round(valid.accuracy, 6) if valid else None,
    )


def _pairs(lines: Sequence[Json]) -> Iterator[Pair]:
    for number, line in enumerate(lines):
        if "messages" not in line:
            prompt = asked(line["input"]["messages"])
            yield Pair(asked=prompt, answer=_answer(line["preferred_output"][0]), line=number)
            continue
        messages = line["messages"]
        for index, message in enumerate(messages):
            if message["role"] == "assistant" and message.get("weight", 1) != 0:
                prompt = asked(messages[:index])
                yield Pair(asked=prompt, answer=_answer(message), line=number)


def _with_earlier(
    start: bytes | None, pairs: list[Pair], rejected: set[str]
) -> tuple[list[Pair], list[str]]:
    """The examples and rejected answers of an earlier model behind the new ones.

    An earlier example whose prompt is asked again is left out, and so is an earlier rejection of
    an answer that is now given.
    """
    if start is None:
        return pairs, sorted(rejected)
    earlier = json.loads(start)
    again = {pair.asked for pair in pairs}
    given = {said(pair.answer) for pair in pairs}
    first = 1 + max((pair.line for pair in pairs), default=-1)
    kept = [
        Pair(asked=prompt, answer=answer, line=first + number)
        for number, (prompt, answer) in enumerate(
            zip(earlier["asked"], earlier["answers"], strict=True)
        )
        if prompt not in again
    ]
    return [*pairs, *kept], sorted(rejected | (set(earlier["rejected"]) - given))


def _rejected(lines: Sequence[Json]) -> set[str]:
    return {said(line["non_preferred_output"][0]) for line in lines if "messages" not in line}


def _answer(message: Json) -> Json:
    answer: dict[str, Any] = {"role": "assistant", "content": message.get("content")}
    if message.get("tool_calls"):
        answer["tool_calls"] = message["tool_calls"]
    else:
        answer["content"] = text_of(message)
    return answer


def _artefact(pairs: Sequence[Pair], rejected: Sequence[str], weight: float) -> bytes:
    value = {
        "asked": [pair.asked for pair in pairs],
        "answers": [pair.answer for pair in pairs],
        "rejected": list(rejected),
        "weight": weight,
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")

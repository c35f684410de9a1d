"""Which way to a better model: prompt, retrieval, SFT, DPO or RFT, and what is missing for each.

The rules are those of published guides on fine-tuning: facts that change want retrieval, right
answers SFT, taste DPO, reasoning with a checkable outcome RFT; without data, without a prompt that
was tried, or while the task itself changes, the prompt comes first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from curation.release.method import TrainingMethod
from curation.release.readiness import ENOUGH, advice, few

LEAST_HELD_OUT = 20
"""Test examples without which no way can be compared with another."""


class Approach(StrEnum):
    """A way to better answers."""

    PROMPT = "prompt"
    RAG = "rag"
    SFT = "sft"
    DPO = "dpo"
    RFT = "rft"


class Aim(StrEnum):
    """What makes an answer good: being right, pleasing, or an outcome that can be checked."""

    RIGHT = "right"
    TASTE = "taste"
    REASONING = "reasoning"


FITTING: Mapping[Aim, TrainingMethod] = {
    Aim.RIGHT: TrainingMethod.SFT,
    Aim.TASTE: TrainingMethod.DPO,
    Aim.REASONING: TrainingMethod.RFT,
}
"""How a model is trained for an aim."""

GOOD_FOR: Mapping[Approach, str] = {
    Approach.PROMPT: "trying out, tasks that change often, and when there is no data yet",
    Approach.RAG: "facts that change or must be cited",
    Approach.SFT: "right or wrong answers: classes, fields, forms, translations",
    Approach.DPO: "taste: voice, tone, style",
    Approach.RFT: "reasoning with an outcome that can be checked: code, sums, citations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What only people know: the aim, and three answers of yes or no.

    `facts_change`: good answers need facts that change or must be cited. `prompt_tried`: a good
    prompt was tried and is not enough. `task_changes`: what is asked changes every few weeks.
    """

    aim: Aim = Aim.RIGHT
    facts_change: bool = False
    prompt_tried: bool = False
    task_changes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What people answered, and what the data say.

    `ready` is how many lines each method could be given now; `held_out` counts the test examples of
    the newest release; `measured` is true once a model was asked about them. `unsure` names what
    people do not agree on enough to learn from it. `trained_at` has the providers that take jobs,
    by method.
    """

    asked: Asked
    ready: Mapping[TrainingMethod, int]
    held_out: int = 0
    measured: bool = False
    unsure: tuple[str, ...] = ()
    has_grader: bool = False
    trained_at: Mapping[TrainingMethod, tuple[str, ...]]

    @property
    def has_data(self) -> bool:
        """True when there are enough lines for the method that fits the aim."""
        return self.has_lines(FITTING[self.asked.aim])

    def has_lines(self, method: TrainingMethod) -> bool:
        """True when there are as many lines as a method learns from at all."""
        return self.ready.get(method, 0) >= ENOUGH[method].least


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When which ways are taken, the first one first, and why; of all rules the first that holds
    decides."""

    name: str
    holds: Callable[[Situation], bool]
    take: tuple[Approach, ...]
    because: str


RULES: tuple[Rule, ...] = (
    Rule(
        name="facts",
        holds=lambda s: s.asked.facts_change and s.asked.aim is Aim.RIGHT,
        take=(Approach.RAG,),
        because="What is right changes: a model should be handed the facts with each question. "
        "Training would freeze those of today.",
    ),
    Rule(
        name="facts before training",
        holds=lambda s: (
            s.asked.facts_change
            and (not s.asked.prompt_tried or s.asked.task_changes or not s.has_data)
        ),
        take=(Approach.RAG, Approach.PROMPT),
        because="The facts are to be handed over with each question, and a prompt says how to use "
        "them. It is too early to train on the rest.",
    ),
    Rule(
        name="facts and taste",
        holds=lambda s: s.asked.facts_change and s.asked.aim is Aim.TASTE,
        take=(Approach.RAG, Approach.DPO),
        because="Two things at once: facts of today are handed over with each question, and your "
        "own voice is learned from pairs of answers.",
    ),
    Rule(
        name="facts and reasoning",
        holds=lambda s: s.asked.facts_change,
        take=(Approach.RAG, Approach.RFT),
        because="Two things at once: facts of today are handed over with each question, and a "
        "grader checks what is concluded from them, such as whether each citation holds.",
    ),
    Rule(
        name="prompt not tried",
        holds=lambda s: not s.asked.prompt_tried,
        take=(Approach.PROMPT,),
        because="A better prompt costs nothing and can be changed the same day. Measure it on "
        "held-out examples first; train when it is not enough.",
    ),
    Rule(
        name="task changes",
        holds=lambda s: s.asked.task_changes,
        take=(Approach.PROMPT,),
        because="A prompt follows a task that changes every few weeks; a trained model would have "
        "to be trained again each time.",
    ),
    Rule(
        name="no data",
        holds=lambda s: not s.has_data,
        take=(Approach.PROMPT,),
        because="There are too few lines to learn from yet. Prompt until experts have decided "
        "more.",
    ),
    Rule(
        name="right answers and edits",
        holds=lambda s: s.asked.aim is Aim.RIGHT and s.has_lines(TrainingMethod.DPO),
        take=(Approach.SFT, Approach.DPO),
        because="Right answers are learned first. Experts also changed many answers: each is a "
        "pair, from which the same model can learn what they prefer.",
    ),
    Rule(
        name="right answers",
        holds=lambda s: s.asked.aim is Aim.RIGHT,
        take=(Approach.SFT,),
        because="There is a right answer to each question, and experts have given enough of them.",
    ),
    Rule(
        name="taste",
        holds=lambda s: s.asked.aim is Aim.TASTE,
        take=(Approach.DPO,),
        because="What sounds right is learned from pairs of answers better than from rules.",
    ),
    Rule(
        name="reasoning",
        holds=lambda s: s.asked.aim is Aim.REASONING,
        take=(Approach.RFT,),
        because="The outcome can be checked, so a grader can tell good answers from bad ones and "
        "the model finds its own way there.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """The ways to take, the rule that decided and its reason, and what each way still lacks.

    `missing` has an entry for every approach, in plain sentences; empty when nothing is missing.
    """

    take: tuple[Approach, ...]
    rule: str
    because: str
    missing: Mapping[Approach, tuple[str, ...]]


def advise(situation: Situation) -> Advised:
    """What the first rule that holds says; one always does."""
    rule = next(rule for rule in RULES if rule.holds(situation))
    return Advised(
        take=rule.take,
        rule=rule.name,
        because=rule.because,
        missing={approach: tuple(_missing(approach, situation)) for approach in Approach},
    )


def _missing(approach: Approach, situation: Situation) -> list[str]:
    lacks = []
    if approach is Approach.RAG:
        lacks.append("A search over your documents, which is built outside this desk.")
    elif approach is not Approach.PROMPT:
        lacks += _missing_to_train(TrainingMethod(approach), situation)
    if situation.held_out < LEAST_HELD_OUT:
        held = f"{situation.held_out} are" if situation.held_out else "none is"
        lacks.append(f"{LEAST_HELD_OUT} test examples to measure it on: {held} held out yet.")
    elif not situation.measured:
        lacks.append("The figures of the base model, to compare with: none was evaluated yet.")
    return lacks


def _missing_to_train(method: TrainingMethod, situation: Situation) -> list[str]:
    ready = situation.ready.get(method, 0)
    lacks = [sentence] if (sentence := few(method, ready) or advice(method, ready)) else []
    if situation.unsure:
        lacks.append(f"Experts who agree; they differ on: {', '.join(situation.unsure)}.")
    if method is TrainingMethod.RFT and not situation.has_grader:
        lacks.append("A grader that passed its trial.")
    if not situation.trained_at.get(method):
        lacks.append("A provider that trains by it.")
    return lacks

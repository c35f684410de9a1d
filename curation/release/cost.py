"""What a training run reads and costs, estimated before anybody clicks."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curation.example import Json, canonical_json
from curation.release.method import TrainingMethod
from curation.release.model import Model, Price

Count = Callable[[str], int]
"""How many tokens a text has."""

PER_MESSAGE = 3
PER_LINE = 3
"""Tokens that mark a message and a line, as in OpenAI's cookbook; the latter may not be billed."""

LOW_PICTURE, MOST_PICTURE = 85, 1445
"""Tokens of a picture: of one that is looked at once, and the most that OpenAI counts for another.

85 and 170 for each of at most eight squares of 512 dots: it is made to fit into 2,048 by 768.
"""

USUAL_EPOCHS = 3
FEWEST_PASSES, MOST_PASSES = 100, 25_000
"""The automatic number of epochs aims at this many lines read in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Tokens and cost of one run; an upper bound, since a provider bills no more than it reads.

    `tokens` are those of all lines once, each cut at the context; `billed` is that times
    `epochs`. `cost` is in US dollars, None when the price is not known. `estimated` is true when
    the vocabulary was missing or the model is unknown.
    """

    lines: int
    tokens: int
    estimated: bool
    epochs: int
    billed: int
    cost: float | None
    price: Price | None


def line_tokens(line: Json, method: TrainingMethod, count: Count) -> int:
    """The tokens of one line, roles, tools and marks between messages included.

    A picture counts for the most that it can be, whatever its size.

    A pair is read as two conversations, one with each answer.
    """
    if method != TrainingMethod.DPO:
        return PER_LINE + _messages(line.get("messages"), count) + _tools(line, count)
    given = line.get("input")
    prompt: Json = given if isinstance(given, dict) else {}
    once = PER_LINE + _messages(prompt.get("messages"), count) + _tools(prompt, count)
    answers = sum(
        _messages(line.get(side), count) for side in ("preferred_output", "non_preferred_output")
    )
    return 2 * once + answers


def auto_epochs(lines: int) -> int:
    """How often the lines are read when `n_epochs` is "auto" (rule of OpenAI's cookbook).

    Three times; more below 34 lines so that 100 are read in all, at most 25 times; fewer above
    8,333 so that about 25,000 are. 10 lines -> 10, 20 -> 5, 10,000 -> 2. No lines -> 0.
    """
    if lines == 0:
        return 0
    if lines * USUAL_EPOCHS < FEWEST_PASSES:
        return min(25, FEWEST_PASSES // lines)
    if lines * USUAL_EPOCHS > MOST_PASSES:
        return max(1, MOST_PASSES // lines)
    return USUAL_EPOCHS


def lengths(tokens_by_line: Sequence[int]) -> dict[str, int]:
    """How many lines have at most so many tokens and more than the step before, by powers of two.

    From the first step that has lines to the last one, so that none in between is left out.
    """
    counts = Counter(max(0, tokens - 1).bit_length() for tokens in tokens_by_line)
    if not counts:
        return {}
    return {str(2**power): counts[power] for power in range(min(counts), max(counts) + 1)}


def estimate(
    tokens_by_line: Sequence[int], model: Model, *, estimated: bool, epochs: int | None = None
) -> Estimate:
    """The estimate for lines with these token counts; `epochs` None is the automatic number."""
    limit = model.context or 2**62
    tokens = sum(min(limit, tokens) for tokens in tokens_by_line)
    passes = auto_epochs(len(tokens_by_line)) if epochs is None else epochs
    billed = tokens * passes
    return Estimate(
        lines=len(tokens_by_line),
        tokens=tokens,
        estimated=estimated or not model.known,
        epochs=passes,
        billed=billed,
        cost=None if model.price is None else billed * model.price.training / 1_000_000,
        price=model.price,
    )


def _messages(messages: object, count: Count) -> int:
    entries = messages if isinstance(messages, list) else []
    return sum(PER_MESSAGE + _value(message, count) for message in entries)


def _value(value: object, count: Count) -> int:
    if isinstance(value, str):
        return count(value)
    if isinstance(value, dict) and isinstance(shown := value.get("image_url"), dict):
        return LOW_PICTURE if shown.get("detail") == "low" else MOST_PICTURE
    if isinstance(value, list):
        return sum(_value(entry, count) for entry in value)
    if isinstance(value, dict):
        return sum(_value(entry, count) for entry in value.values())
    return 0


def _tools(line: Json, count: Count) -> int:
    tools = line.get("tools")
    return count(canonical_json(tools)) if isinstance(tools, list) and tools else 0

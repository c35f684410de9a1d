"""Rules about all lines of a file together."""

from collections.abc import Iterator, Sequence

from curation.example import canonical_json
from curation.release.method import TrainingMethod
from curation.release.validation.rule import (
    Line,
    Purpose,
    objects,
    prompt_key,
    text_of,
)

ADVISED = 10
"""Fewer lines than this teach nothing reliably, and most providers refuse them."""


def enough_lines(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """There are as many lines as the provider wants, and at least ten."""
    wanted = max(purpose.least, ADVISED)
    if len(lines) < wanted:
        yield 0, f"It has {len(lines)} of at least {wanted} lines."


def name_is_known(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """The file's name ends as providers want it."""
    if purpose.name and not purpose.name.endswith(".jsonl"):
        yield 0, "Its name does not end with .jsonl; most providers refuse others."


def fits_the_provider(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """The file is no larger than the provider takes."""
    most = purpose.most_bytes
    if most is not None and purpose.bytes > most:
        yield 0, f"It has {purpose.bytes:,} bytes of at most {most:,}."


def method_fits_the_model(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """The model can be trained by this method."""
    if purpose.method not in purpose.model.methods:
        yield 0, f"{purpose.model.name} cannot be trained by {purpose.method}."


def prompts_are_apart(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """No prompt occurs in the other part too: what is tested must not be learned."""
    for line in lines:
        if prompt_key(line) in purpose.apart_from:
            yield line.number, "Its prompt is in the other file too."


def no_duplicates(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """No line occurs twice."""
    seen: dict[str, int] = {}
    for line in lines:
        first = seen.setdefault(canonical_json(line.content), line.number)
        if first != line.number:
            yield line.number, f"It is the same as line {first}."


def no_contradictions(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """The same prompt does not come with different answers."""
    seen: dict[str, tuple[int, str]] = {}
    for line in lines:
        answer = _answer(line)
        first, known = seen.setdefault(prompt_key(line), (line.number, answer))
        if known != answer:
            yield line.number, f"It answers the prompt of line {first} in another way."


def one_system_prompt(lines: Sequence[Line], purpose: Purpose) -> Iterator[tuple[int, str]]:
    """Every line has the same system prompt: the one that will be used later."""
    seen: dict[str, int] = {}
    for line in lines:
        messages = objects(line.holder.get("messages"))
        system = [text_of(message) for message in messages if message.get("role") == "system"]
        seen.setdefault("\n".join(system), line.number)
    others = list(seen.values())[1:]
    if others:
        yield others[0], f"There are {len(seen)} system prompts; the second one starts here."


def _answer(line: Line) -> str:
    if line.method == TrainingMethod.DPO:
        return canonical_json(line.content.get("preferred_output"))
    if line.method == TrainingMethod.RFT:
        item = {k: v for k, v in line.content.items() if k not in ("messages", "tools")}
        return canonical_json(item)
    messages = objects(line.content.get("messages"))
    return canonical_json(messages[-1]) if messages else ""

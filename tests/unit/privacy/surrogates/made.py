"""Surrogates as an example makes them."""

from curation.privacy.finding import Finding, value_key
from curation.privacy.masking import Masking, plan_masking
from curation.task import Style

SECRET = b"s" * 32


def plan(
    text: str, *values: tuple[str, str], seed: bytes = SECRET, style: Style = Style.SURROGATE
) -> Masking:
    """The masking of one text with these values, each (as written, entity)."""
    findings = [
        Finding(
            example_id="e",
            path="messages.0",
            begins=text.index(value),
            ends=text.index(value) + len(value),
            entity=entity,
            score=1.0,
            recognizer="Test",
            value_key=value_key(SECRET, entity, value),
        )
        for value, entity in values
    ]
    return plan_masking([("messages.0", text)], findings, seed=seed, style=style)


def replaced(text: str, *values: tuple[str, str], seed: bytes = SECRET) -> str:
    """One text with its values replaced by surrogates."""
    return plan(text, *values, seed=seed).apply(text)


def surrogate(value: str, entity: str, *, seed: bytes = SECRET) -> str:
    """What stands for one value that is alone in its text."""
    return replaced(value, (value, entity), seed=seed)


SEEDS = [bytes([number]) * 32 for number in range(25)]
"""Enough examples to meet the odd draw."""

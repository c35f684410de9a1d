"""Who is compared: a model at a provider, or answers that were brought in a file."""

from dataclasses import dataclass
from typing import Self

FILE = "file"
"""Stands for a provider where the answers come from a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One model at one provider; for answers from a file, `provider` is FILE."""

    provider: str
    model: str

    @classmethod
    def named(cls, text: str, *, provider: str) -> Self:
        """The contestant that "model" or "model@provider" names; `provider` is the usual one."""
        model, _, own = text.strip().partition("@")
        return cls(provider=own or provider, model=model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model said, and what it took: tokens as the provider counted them, else None."""

    text: str
    input_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was read and written, and how long it took; `dollars` is None without a price."""

    answers: int
    input_tokens: int
    output_tokens: int
    seconds_median: float
    seconds_p95: float
    dollars: float | None

"""The ways to train."""

from enum import StrEnum


class TrainingMethod(StrEnum):
    """How a model learns from the lines: from right answers, or from pairs of answers."""

    SFT = "sft"
    DPO = "dpo"

"""The ways to train."""

from enum import StrEnum


class TrainingMethod(StrEnum):
    """How a model learns from the lines: from right answers, pairs of answers, or grades."""

    SFT = "sft"
    DPO = "dpo"
    RFT = "rft"

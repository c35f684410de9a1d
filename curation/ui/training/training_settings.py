"""The settings of an order for training: what is left empty, the provider chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from curation.release.method import TrainingMethod
from curation.release.release import Release
from curation.training.provider import Provider

_TITLES = {
    "n_epochs": "Times the lines are read",
    "batch_size": "Lines read at a time",
    "learning_rate_multiplier": "Learning rate, times the usual",
    "learning_rate": "Learning rate",
    "beta": "Beta: how close to the base model",
    "warmup_ratio": "Share of steps to warm up",
    "weight_decay": "Weight decay",
    "lora_r": "LoRA rank",
    "lora_alpha": "LoRA alpha",
    "lora_dropout": "LoRA dropout",
}
_ONLY_FOR = {"beta": TrainingMethod.DPO}
MOST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was chosen; `numbers` holds only what is not left to the provider."""

    numbers: Mapping[str, float | int]
    suffix: str
    seed: int

    @property
    def epochs(self) -> int | None:
        """How often the lines are read; None is automatic."""
        chosen = self.numbers.get("n_epochs")
        return None if chosen is None else int(chosen)


def choose_settings(provider: Provider, release: Release) -> Settings:
    """The fields of every hyperparameter that the provider has for this way to train."""
    numbers: dict[str, float | int] = {}
    with st.expander("Settings"), st.container(horizontal=True, vertical_alignment="bottom"):
        for name, known in provider.hyperparameters.items():
            if _ONLY_FOR.get(name, release.method) != release.method:
                continue
            kind = int if known.whole else float
            chosen = st.number_input(
                _TITLES.get(name, name),
                min_value=kind(known.least),
                max_value=kind(known.most),
                value=None,
                step=1 if known.whole else 0.01,
                format="%d" if known.whole else "%g",
                placeholder="automatic",
                key="train_epochs" if name == "n_epochs" else f"train_{provider.name}_{name}",
                width=220,
            )
            if chosen is not None:
                numbers[name] = chosen
        suffix = st.text_input(
            "Part of the model's name",
            max_chars=provider.suffix_most,
            key=f"train_suffix_{provider.name}",
            placeholder="letters, digits, - and _",
            width=220,
        )
        seed = st.number_input(
            "Seed of the training",
            min_value=0,
            max_value=MOST_SEED,
            value=release.seed % (MOST_SEED + 1),
            key=f"train_seed_{release.number}",
            width=220,
        )
    return Settings(numbers=numbers, suffix=suffix.strip(), seed=int(seed))

"""An order for a training job, and whether a provider would take it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from curation.errors import InputRefused, NotReady
from curation.example import Json
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.training.provider import Provider

MEGABYTE = 1024 * 1024
MOST_GRADED = 1000
"""Validation lines that a provider takes for reinforcement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOrder:
    """What is to be trained: one job of one release.

    `job_id` is ours; the provider keeps it beside the job, so that it is found again.
    `lines` and `sizes` (bytes) are those of the training file and, if any, the validation file.
    `grader` is that of reinforcement, as the contract writes it.
    """

    job_id: str
    number: int
    model: str
    method: TrainingMethod
    hyperparameters: Mapping[str, float | int]
    suffix: str
    seed: int
    lines: int
    sizes: Sequence[int]
    grader: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFiles:
    """The bytes of the JSONL files; `validation` is empty when there is none."""

    train: bytes
    validation: bytes = b""


def check_order(order: TrainingOrder, provider: Provider, model: Model, today: date) -> None:
    """Refuse an order that the provider would refuse, before anything is sent.

    Raises NotReady when training there has ended or the files do not fit, InputRefused for a
    method, hyperparameter or suffix it does not take.
    """
    _check_dates(provider, model, today)
    _check_method(order, provider, model)
    _check_numbers(order.hyperparameters, provider)
    _check_suffix(order.suffix, provider)
    if order.lines < provider.least_lines:
        raise NotReady(
            "There are too few lines",
            cause=f"{provider.title} wants at least {provider.least_lines} training lines; "
            f"release {order.number} has {order.lines}.",
            cure="Accept more examples and cut another release, or train on this machine.",
        )
    if max(order.sizes) > provider.file_limit_mb * MEGABYTE:
        raise NotReady(
            "The file is too large",
            cause=f"{provider.title} takes files of up to {provider.file_limit_mb} MB.",
            cure="Cut a smaller release with the balance page.",
        )


def validation_to_send(data: bytes, method: TrainingMethod) -> bytes:
    """The lines of a validation file that providers take: for reinforcement the first 1,000.

    The order of a release is drawn by its seed, so these are a sample of all.
    """
    if method != TrainingMethod.RFT:
        return data
    return b"".join(data.splitlines(keepends=True)[:MOST_GRADED])


def closing_sentence(provider: Provider, model: Model, today: date) -> str:
    """Until when one can train there and use the model, in one sentence; "" when no end is known.

    A tuned model ends with its base model.
    """
    parts = []
    until = provider.new_jobs_until
    if until is not None and provider.takes_jobs(today):
        parts.append(f"New jobs until {until:%d %B %Y}.")
    elif until is not None:
        parts.append(f"No new jobs since {until:%d %B %Y}.")
    if model.shutdown is not None:
        ends = "ended" if today >= model.shutdown else "ends"
        parts.append(f"The model, and every tune of it, {ends} on {model.shutdown:%d %B %Y}.")
    return " ".join(parts)


def _check_dates(provider: Provider, model: Model, today: date) -> None:
    if not provider.takes_jobs(today):
        raise NotReady(
            "Training has ended there",
            cause=f"{provider.title} takes no new jobs since {provider.new_jobs_until:%d %B %Y}.",
            cure="Choose another provider, or train on this machine. The release is kept.",
        )
    if model.shutdown is not None and today >= model.shutdown:
        raise NotReady(
            "The model has ended",
            cause=f"{model.name} was shut down on {model.shutdown:%d %B %Y}.",
            cure="Choose another model. The release is kept.",
        )


def _check_method(order: TrainingOrder, provider: Provider, model: Model) -> None:
    if not order.model.strip():
        raise InputRefused(
            "No model is chosen",
            cause="The order names no base model.",
            cure="Choose a model of the provider.",
        )
    for title, methods in ((provider.title, provider.methods), (model.name, model.methods)):
        if order.method not in methods:
            offered = " and ".join(sorted(method.upper() for method in methods))
            raise InputRefused(
                "The method does not fit",
                cause=f"{title} is not trained by {order.method.upper()}, only by {offered}.",
                cure="Choose another model or provider, or cut a release for that method.",
            )


def _check_numbers(numbers: Mapping[str, float | int], provider: Provider) -> None:
    for name, value in numbers.items():
        known = provider.hyperparameters.get(name)
        if known is None:
            raise InputRefused(
                "A setting is not known there",
                cause=f"{provider.title} has no hyperparameter {name!r}.",
                cure=f"It has: {', '.join(provider.hyperparameters)}.",
            )
        if not known.holds(value):
            raise InputRefused(
                "A setting is out of range",
                cause=f"{name} is {value:g}; {provider.title} wants {known}.",
                cure="Change it, or leave it to the provider.",
            )


def _check_suffix(suffix: str, provider: Provider) -> None:
    if not suffix:
        return
    if len(suffix) > provider.suffix_most or not re.fullmatch(provider.suffix_pattern, suffix):
        raise InputRefused(
            "The suffix does not fit",
            cause=f"{provider.title} takes up to {provider.suffix_most} characters; of them only "
            "letters, digits, hyphens and underscores are safe.",
            cure="Shorten the suffix or leave it out.",
        )

"""Checking a training file, ours or anybody's; no workspace is needed."""

from dataclasses import replace
from pathlib import Path

from curation.errors import InputRefused, NotFound
from curation.providers.profiles import load_providers
from curation.release.method import TrainingMethod
from curation.release.validation.check import Report, check_file, prompts_in
from curation.release.validation.rule import Purpose
from curation.reward.grader import fields_of
from curation.settings import ROOT
from curation.training.order import MEGABYTE
from curation.training.provider import Provider
from curation.workflow.release.graders import read_grader
from curation.workflow.training.models import choose_model, tokenizer_of

PROVIDERS_FILE = ROOT / "data" / "providers.toml"


def validate_file(
    file: Path,
    *,
    method: TrainingMethod,
    provider: str,
    model: str,
    apart_from: Path | None = None,
    grader: Path | None = None,
    validates: bool = False,
) -> Report:
    """What is wrong with a JSONL file, line by line, and what training on it would cost.

    `apart_from` is another file, such as the validation part, none of whose prompts may occur.
    `validates` says that it is a validation file, of which reinforcement takes fewer lines.
    `grader` is a file with the grader of reinforcement, whose fields every line must have.
    Raises InputRefused when a file cannot be read, NotFound for a provider that nobody knows.
    """
    purpose, estimated = purpose_of(method, provider=provider, model=model)
    purpose = replace(purpose, name=file.name, validates=validates)
    if apart_from is not None:
        purpose = replace(purpose, apart_from=prompts_in(_read(apart_from), method))
    if grader is not None:
        purpose = replace(purpose, item_fields=fields_of(read_grader(_text_of(grader))))
    return check_file(_read(file), purpose, estimated=estimated)


def purpose_of(method: TrainingMethod, *, provider: str, model: str) -> tuple[Purpose, bool]:
    """What lines for this model must fit, and whether its tokens are only estimated."""
    chosen = choose_model(provider=provider, name=model)
    known, tokenizer = _provider(provider), tokenizer_of(chosen)
    purpose = Purpose(
        method=method,
        model=chosen,
        count=tokenizer.count,
        least=known.least_lines,
        most_bytes=known.file_limit_mb * MEGABYTE,
    )
    return purpose, tokenizer.estimated


def _provider(provider: str) -> Provider:
    providers = load_providers(PROVIDERS_FILE.read_text(encoding="utf-8"))
    if provider not in providers:
        raise NotFound(
            "No such provider",
            cause=f"There is no provider {provider!r}.",
            cure=f"Choose one of: {', '.join(providers)}.",
        )
    return providers[provider]


def _text_of(file: Path) -> str:
    return _read(file).decode("utf-8-sig", "replace")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(
            "The file cannot be read",
            cause=f"{file}: {error.strerror or 'it cannot be opened'}.",
            cure="Give the path of a JSONL file that you may read.",
        ) from error

"""Checking a training file, ours or anybody's; no workspace is needed."""

from dataclasses import replace
from pathlib import Path

from curation.errors import InputRefused, NotFound
from curation.providers.profiles import load_providers
from curation.release.method import TrainingMethod
from curation.release.validation.check import Report, check_file, prompts_in
from curation.release.validation.rule import Purpose
from curation.settings import ROOT
from curation.workflow.models import choose_model, tokenizer_of

PROVIDERS_FILE = ROOT / "data" / "providers.toml"


def validate_file(
    file: Path,
    *,
    method: TrainingMethod,
    provider: str,
    model: str,
    apart_from: Path | None = None,
) -> Report:
    """What is wrong with a JSONL file, line by line, and what training on it would cost.

    `apart_from` is another file, such as the validation part, none of whose prompts may occur.
    Raises InputRefused when a file cannot be read, NotFound for a provider that nobody knows.
    """
    purpose, estimated = purpose_of(method, provider=provider, model=model)
    if apart_from is not None:
        purpose = replace(purpose, apart_from=prompts_in(_read(apart_from), method))
    return check_file(_read(file), purpose, estimated=estimated)


def purpose_of(method: TrainingMethod, *, provider: str, model: str) -> tuple[Purpose, bool]:
    """What lines for this model must fit, and whether its tokens are only estimated."""
    chosen = choose_model(provider=provider, name=model)
    tokenizer = tokenizer_of(chosen)
    purpose = Purpose(
        method=method,
        model=chosen,
        count=tokenizer.count,
        least=_least_lines(provider),
    )
    return purpose, tokenizer.estimated


def _least_lines(provider: str) -> int:
    """How many lines a provider insists on."""
    providers = load_providers(PROVIDERS_FILE.read_text(encoding="utf-8"))
    if provider not in providers:
        raise NotFound(
            "No such provider",
            cause=f"There is no provider {provider!r}.",
            cure=f"Choose one of: {', '.join(providers)}.",
        )
    return providers[provider].least_lines


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(
            "The file cannot be read",
            cause=f"{file}: {error.strerror or 'it cannot be opened'}.",
            cure="Give the path of a JSONL file that you may read.",
        ) from error

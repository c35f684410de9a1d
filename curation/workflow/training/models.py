"""Which models can be trained, as this installation knows them."""

from collections.abc import Sequence

from curation.example import Json
from curation.release.cost import Estimate, estimate, line_tokens
from curation.release.method import TrainingMethod
from curation.release.model import Model, find_model, parse_models
from curation.settings import ROOT
from curation.tokens import Tokenizer, open_tokenizer

MODELS_FILE = ROOT / "data" / "models.toml"


def list_models(*, provider: str = "") -> list[Model]:
    """The models in the table, of one provider or of all, in the table's order."""
    models = parse_models(MODELS_FILE.read_text(encoding="utf-8"))
    return [model for model in models if provider in ("", model.provider)]


def choose_model(*, provider: str, name: str) -> Model:
    """The model of that name at that provider; one that is in no table is marked as unknown."""
    return find_model(list_models(), provider=provider, name=name)


def tokenizer_of(model: Model) -> Tokenizer:
    """The tokenizer of a model; an estimate where the vocabulary is missing."""
    return open_tokenizer(model.encoding)


def estimate_run(
    lines: Sequence[Json], method: TrainingMethod, model: Model, *, epochs: int | None = None
) -> Estimate:
    """What training on these lines would read and cost at most; `epochs` None is automatic."""
    tokenizer = tokenizer_of(model)
    return estimate(
        [line_tokens(line, method, tokenizer.count) for line in lines],
        model,
        estimated=tokenizer.estimated,
        epochs=epochs,
    )

"""Models that can be trained: methods, context, encoding, prices and the day they end; as data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from curation.errors import InputRefused
from curation.release.method import TrainingMethod

FALLBACK_ENCODING = "o200k_base"
"""The encoding of every current OpenAI model; assumed, and said so, for models we do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for one million tokens, from `source` as it stood on `as_of`."""

    training: float
    input: float
    output: float
    as_of: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model of a provider. `context` is in tokens, None when unlimited or not known.

    `vision` is false where it is known that pictures cannot be trained on.
    `known` is false for a model that is in no table: its encoding is then an assumption.
    """

    provider: str
    name: str
    aliases: tuple[str, ...] = ()
    methods: frozenset[TrainingMethod] = frozenset(TrainingMethod)
    encoding: str = FALLBACK_ENCODING
    context: int | None = None
    shutdown: date | None = None
    price: Price | None = None
    vision: bool = True
    known: bool = True


def parse_models(text: str) -> list[Model]:
    """The models that a TOML text describes. Raises InputRefused naming the wrong entry."""
    try:
        return [_model(entry) for entry in tomllib.loads(text).get("model", ())]
    except (KeyError, ValueError, TypeError) as error:
        raise InputRefused(
            "The table of models cannot be read",
            cause=f"An entry is wrong or missing: {error}.",
            cure="Mend models.toml; its first lines say what an entry means.",
        ) from error


def find_model(models: Sequence[Model], *, provider: str, name: str) -> Model:
    """The model of that name at that provider; a tune of it counts as it.

    Where the provider does not list it, what another one lists under that name is taken without
    price and end; where nobody does, an unknown model that uses the usual encoding.
    """
    base = base_name(name)
    same = [model for model in models if base in (model.name, *model.aliases)]
    for model in same:
        if provider in ("", model.provider):
            return model
    for model in same:
        return Model(provider=provider, name=base, encoding=model.encoding, context=model.context)
    return Model(provider=provider, name=name, known=False)


def base_name(name: str) -> str:
    """The base model of a tuned model's name: `ft:BASE:ORG:SUFFIX:ID` and `BASE.ft-ID`."""
    if name.startswith("ft:"):
        return name.split(":")[1]
    return name.split(".ft-")[0]


def _model(entry: Mapping[str, Any]) -> Model:
    price = entry.get("price")
    return Model(
        provider=entry["provider"],
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        methods=frozenset(TrainingMethod(method) for method in entry["methods"]),
        encoding=entry.get("encoding", FALLBACK_ENCODING),
        context=entry.get("context"),
        shutdown=entry.get("shutdown"),
        price=Price(**price) if price else None,
        vision=bool(entry.get("vision", False)),
    )

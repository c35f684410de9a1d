"""The words that the sample project is made of, read from data/samples."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from curation.settings import ROOT

FOLDER = ROOT / "data" / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One thing that customers write about, in sentences that can be combined freely.

    Texts may hold slots such as {order}. `contacts` are the kinds of contact lines that fit.
    """

    id: str
    category: str
    subjects: tuple[str, ...]
    problem: tuple[str, ...]
    detail: tuple[str, ...]
    ask: tuple[str, ...]
    contacts: tuple[str, ...]
    reply: tuple[str, ...]
    next: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What fills the slots, and how letters begin and end."""

    products: tuple[str, ...]
    cities: tuple[str, ...]
    streets: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    long_remarks: tuple[str, ...]
    reply_greetings: tuple[str, ...]
    reply_thanks: tuple[str, ...]
    reply_closings: tuple[str, ...]
    contact_lines: Mapping[str, tuple[str, ...]]


@cache
def situations() -> tuple[Situation, ...]:
    """Every situation, deliveries first."""
    tables = [*_read("delivery")["situation"], *_read("other-tickets")["situation"]]
    return tuple(
        Situation(**{key: _frozen(value) for key, value in table.items()}) for table in tables
    )


@cache
def words() -> Words:
    """The words for slots and letters."""
    return Words(**{key: _frozen(value) for key, value in _read("words").items()})


@cache
def vendors() -> dict[str, Any]:
    """The tables of the vendors and the list of customers that invoices go to."""
    tables: dict[str, Any] = _frozen(_read("vendors"))
    return tables


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value

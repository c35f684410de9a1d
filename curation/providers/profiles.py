"""The table of providers, read from TOML, and the address and key that the environment adds."""

import tomllib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from curation.errors import InputRefused, NotReady
from curation.release.method import TrainingMethod
from curation.training.provider import Provider, Range

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def load_providers(text: str) -> dict[str, Provider]:
    """The providers that a TOML text describes, by name, in its order.

    Raises InputRefused naming the wrong or missing entry.
    """
    try:
        found = [_provider(entry) for entry in tomllib.loads(text).get("provider", ())]
    except (KeyError, ValueError, TypeError) as error:
        raise InputRefused(
            "The table of providers cannot be read",
            cause=f"An entry is wrong or missing: {error}.",
            cure="Mend providers.toml; its first lines say what an entry means.",
        ) from error
    return {provider.name: provider for provider in found}


def address_of(provider: Provider, environment: Mapping[str, str]) -> str:
    """The base URL to use. Raises NotReady when it is missing or would send the key in the open."""
    address = environment.get(provider.base_url_variable, "") or provider.base_url
    if not address:
        raise NotReady(
            f"{provider.title} has no address",
            cause=f"{provider.base_url_variable or 'The base URL'} is not set.",
            cure=f"Set {provider.base_url_variable} to the base URL, in the environment or in "
            ".streamlit/secrets.toml, and start the app again.",
        )
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise NotReady(
            f"The address of {provider.title} cannot be used",
            cause="Data and key would travel unprotected: the address does not begin with https.",
            cure=f"Set {provider.base_url_variable} to an address that begins with https.",
        )
    return address


def key_of(provider: Provider, environment: Mapping[str, str]) -> str:
    """The key to use. Raises NotReady, naming the variable, when it is not set."""
    key = environment.get(provider.key_variable, "").strip()
    if not key:
        raise NotReady(
            f"{provider.title} has no key",
            cause=f"{provider.key_variable} is not set.",
            cure=f"Set {provider.key_variable} in the environment or in .streamlit/secrets.toml, "
            "and start the app again.",
        )
    return key


def is_ready(provider: Provider, environment: Mapping[str, str]) -> bool:
    """True when address and key are there."""
    try:
        return bool(address_of(provider, environment) and key_of(provider, environment))
    except NotReady:
        return False


def _provider(entry: Mapping[str, Any]) -> Provider:
    values = {
        "base_url": "",
        "base_url_variable": "",
        **entry,
        "methods": frozenset(TrainingMethod(method) for method in entry["methods"]),
        "hyperparameters": {
            name: Range(**limits) for name, limits in entry["hyperparameters"].items()
        },
        "pauses": frozenset(TrainingMethod(method) for method in entry.get("pauses", ())),
        "notes": tuple(entry.get("notes", ())),
    }
    return Provider(**values)

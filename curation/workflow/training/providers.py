"""The training providers of this installation, and a client for each."""

import os
import threading
import tomllib
from collections.abc import Mapping

from curation.errors import NotFound
from curation.providers.client import TrainingClient, connect
from curation.providers.local import Trainer, start_trainer, stop_trainer
from curation.providers.profiles import address_of, is_ready, key_of, load_providers
from curation.settings import ROOT
from curation.training.provider import Provider
from curation.workflow.workspace import Workspace

PROVIDERS_FILE = ROOT / "data" / "providers.toml"
SECRETS_FILE = ROOT / ".streamlit" / "secrets.toml"
LOCAL = "local"


def list_providers() -> dict[str, Provider]:
    """Every provider by name, in the table's order: this machine first."""
    return load_providers(PROVIDERS_FILE.read_text(encoding="utf-8"))


def get_provider(name: str) -> Provider:
    """The provider of that name. Raises NotFound, naming those there are."""
    providers = list_providers()
    if name not in providers:
        raise NotFound(
            "No such provider",
            cause=f"There is no provider {name!r}.",
            cure=f"Choose one of: {', '.join(providers)}.",
        )
    return providers[name]


def has_key(provider: Provider) -> bool:
    """True when address and key of a provider are set; this machine needs none."""
    return provider.name == LOCAL or is_ready(provider, read_environment())


def check_access(provider: Provider) -> None:
    """Refuse a provider whose address or key is not set. Raises NotReady, naming the variable."""
    if provider.name != LOCAL:
        environment = read_environment()
        address_of(provider, environment)
        key_of(provider, environment)


def open_client(workspace: Workspace, provider_name: str) -> TrainingClient:
    """A client of a provider; the trainer of this machine is started when it is needed.

    Raises NotReady when address or key are not set, ProviderUnreachable when the trainer cannot be
    started.
    """
    provider = get_provider(provider_name)
    if provider.name == LOCAL:
        trainer = start_trainer(workspace.folder / "trainer")
        return _client(provider, _environment_of(trainer, provider))
    return _client(provider, read_environment())


def close_trainer(workspace: Workspace) -> bool:
    """Stop the trainer of this machine at once; a running job goes on with the next one."""
    return stop_trainer(workspace.folder / "trainer", even_if_busy=True)


def read_environment() -> dict[str, str]:
    """Texts by name from the environment and, after it, from `.streamlit/secrets.toml`."""
    try:
        secrets = tomllib.loads(SECRETS_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        secrets = {}
    return {n: v for n, v in secrets.items() if isinstance(v, str)} | dict(os.environ)


_clients: dict[tuple[str, ...], TrainingClient] = {}
_opening = threading.Lock()


def _client(provider: Provider, environment: Mapping[str, str]) -> TrainingClient:
    """One client for each provider, address and key: its connections are used again."""
    names = (provider.base_url_variable, provider.key_variable)
    known = (provider.name, *(environment.get(name, "") for name in names))
    with _opening:
        if known not in _clients:
            _clients[known] = connect(provider, environment)
        return _clients[known]


def _environment_of(trainer: Trainer, provider: Provider) -> dict[str, str]:
    return {provider.base_url_variable: trainer.address, provider.key_variable: trainer.key}

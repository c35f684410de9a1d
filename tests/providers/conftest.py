"""A real trainer in a process of its own, and the real client before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openai import OpenAI

from curation.providers.client import TrainingClient, connect
from curation.providers.local import Trainer, start_trainer, stop_trainer
from curation.workflow.training.providers import get_provider
from tests.providers import prism

collect_ignore = [] if prism.is_there() else ["test_prism.py"]
"""Without Node there is nothing to check the contract with."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A live trainer with its folder."""

    folder: Path
    trainer: Trainer

    @property
    def openai(self) -> OpenAI:
        """The client of the contract, as anybody would use it."""
        return OpenAI(base_url=self.trainer.address, api_key=self.trainer.key, max_retries=0)

    @property
    def client(self) -> TrainingClient:
        """Our client."""
        provider = get_provider("local")
        environment = {
            provider.base_url_variable: self.trainer.address,
            provider.key_variable: self.trainer.key,
        }
        return connect(provider, environment)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One trainer for the tests of a module."""
    folder = tmp_path_factory.mktemp("trainer")
    yield Served(folder=folder, trainer=start_trainer(folder))
    stop_trainer(folder, even_if_busy=True)


@pytest.fixture
def own_trainer(tmp_path: Path) -> Iterator[Served]:
    """A trainer that a test may kill."""
    folder = tmp_path / "trainer"
    yield Served(folder=folder, trainer=start_trainer(folder))
    stop_trainer(folder, even_if_busy=True)

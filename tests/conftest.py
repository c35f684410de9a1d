"""Shared fixtures. No test may reach anything but this machine."""

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from curation.settings import ROOT, read_settings
from curation.workflow.workspace import Workspace, close_workspace, open_workspace

# A law holds or not; how fast the machine is today is no part of it.
hypothesis.settings.register_profile("laws", deadline=None)
hypothesis.settings.load_profile("laws")

SHARED = ROOT.parent / "shared" / "data"
_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def _connect_to_loopback(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])  # type: ignore[index]
        if not host.startswith(_LOOPBACK):
            raise AssertionError(f"A test tried to reach {host}.")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Sockets to other machines fail, loudly."""
    socket.socket.connect = _connect_to_loopback  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with every migration and nothing else: a copy opens six times as
    fast as a new one."""
    folder = tmp_path_factory.mktemp("empty") / "workspace"
    close_workspace(open_workspace(replace(read_settings({}), workspace=folder)))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, empty_workspace: Path) -> Iterator[Workspace]:
    """A fresh, empty workspace."""
    folder = shutil.copytree(empty_workspace, tmp_path / "workspace")
    opened = open_workspace(replace(read_settings({}), workspace=folder))
    yield opened
    close_workspace(opened)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the project."""
    if not SHARED.exists():
        if os.environ.get("CI"):
            pytest.fail("The folder of real files must be there in CI.")
        pytest.skip("The folder of real files is not beside this project.")
    return SHARED

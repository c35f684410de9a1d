"""The trainer in this process, behind a test client; its workers run in their own threads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from curation.trainer.app import make_app

KEY = "the-key"


@pytest.fixture
def http(tmp_path: Path) -> Iterator[TestClient]:
    """Requests with the right key."""
    headers = {"Authorization": f"Bearer {KEY}"}
    app = make_app(tmp_path / "trainer", KEY)
    with TestClient(app, headers=headers, raise_server_exceptions=False) as client:
        yield client

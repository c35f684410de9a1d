"""What is kept for a person is let go when their last tab is closed, and not before."""

import asyncio

import pytest

from curation.web import presence
from curation.web.presence import Presence


@pytest.fixture
def gone(monkeypatch):
    """Who was let go, by a presence that waits for one turn of the loop only."""
    monkeypatch.setattr(presence, "SECONDS", 0.0)
    left = []
    monkeypatch.setattr(presence, "leave_desk", lambda workspace, person: left.append(person))

    def run(*steps):
        async def scenario():
            tabs = Presence(lambda: None)
            for step, person in steps:
                getattr(tabs, step)(person)
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run(scenario())
        return left

    return run


def test_who_closes_the_last_tab_is_let_go(gone):
    assert gone(("come", "ann"), ("come", "ben"), ("go", "ann")) == ["ann"]


def test_who_has_another_tab_open_keeps_everything(gone):
    assert gone(("come", "ann"), ("come", "ann"), ("go", "ann")) == []


def test_a_reload_lets_nothing_go(gone):
    assert gone(("come", "ann"), ("go", "ann"), ("come", "ann")) == []

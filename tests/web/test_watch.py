"""Open tabs are closed when their session is over, and only then."""

import asyncio

import pytest

from curation.people import Role
from curation.web import watch
from curation.web.watch import SessionWatch


@pytest.fixture
def watching(monkeypatch):
    """Runs a scenario with a watch that looks without a pause; `alive` answers for the store."""
    monkeypatch.setattr(watch, "SECONDS", 0.0)

    def run(alive, scenario):
        monkeypatch.setattr(watch, "sessions_alive", lambda workspace, asked: alive(asked))
        return asyncio.run(scenario(SessionWatch(lambda: None)))

    return run


@pytest.mark.parametrize("answer", [{}, {"ann": Role.CURATOR}], ids=["over", "another role"])
def test_a_tab_whose_session_does_not_hold_any_more_is_told(watching, answer):
    async def scenario(sessions):
        over = sessions.add("ann", Role.REVIEWER)
        await asyncio.wait_for(over.wait(), timeout=10)
        sessions.remove("ann", over)
        return over.is_set()

    assert watching(lambda asked: answer, scenario)


def test_a_tab_that_opens_while_the_store_is_asked_stays_open(watching):
    tabs = {}
    answers = []

    async def come():
        tabs["ben"] = sessions_of["app"].add("ben", Role.REVIEWER)

    def alive(asked):
        if "ben" not in tabs:  # he comes while the answer about Ann is on its way
            asyncio.run_coroutine_threadsafe(come(), sessions_of["loop"]).result(timeout=10)
        answers.append(asked)
        return dict.fromkeys(asked, Role.REVIEWER)

    async def scenario(sessions):
        sessions_of.update(app=sessions, loop=asyncio.get_running_loop())
        tabs["ann"] = sessions.add("ann", Role.REVIEWER)
        while len(answers) < 2:
            await asyncio.sleep(0)
        told = tabs["ben"].is_set()
        for name, over in tabs.items():
            sessions.remove(name, over)
        return told

    sessions_of = {}
    assert watching(alive, scenario) is False

"""Opening a page of the app as a signed-in person."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from curation.people import Actor
from curation.settings import ROOT
from curation.store import people
from curation.workflow.workspace import Workspace


def opened(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    actor: Actor,
    *,
    task: str = "",
) -> AppTest:
    """The page after its first run, in the name of the actor, on that task if it asks for one."""
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
    at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=30)
    at.user = {"sid": signed_in(workspace, actor)}
    at.run()
    at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    if task and at.selectbox(key="task").value != task:
        at.selectbox(key="task").set_value(task).run()
    assert not at.exception
    return at


def texts(at: AppTest) -> list[str]:
    """Every plain text on the page."""
    return [element.value for element in at.text]


def signed_in(workspace: Workspace, actor: Actor) -> str:
    """The session of the actor, who has an account from now on."""
    now = workspace.now()
    people.add_person(
        workspace.store,
        person_id=actor.id,
        name=actor.name,
        role=actor.role,
        created_by="test",
        recorded_at=now,
    )
    session = f"session of {actor.id}"
    people.add_session(
        workspace.store,
        session_hash=session,
        person_id=actor.id,
        recorded_at=now,
        expires_at=now + timedelta(hours=1),
    )
    return session

"""Every page file: run alone it shows nothing to a stranger or a lower role, past the router."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from curation.main import PAGES
from curation.people import Role
from curation.settings import ROOT
from curation.store.people import add_session
from tests.makers import ANN, CURATOR, OWNER
from tests.pages.opening import signed_in

FILES = sorted((ROOT / "pages").glob("*.py"))
LOWEST = {file: lowest for file, _, _, _, lowest in PAGES}
BELOW = {Role.CURATOR: ANN, Role.OWNER: CURATOR}


def name(file: Path) -> str:
    return file.stem


@pytest.fixture
def run_alone(workspace, monkeypatch):
    """Runs one page file as Streamlit would without the router, for a session."""
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))

    def run(file: Path, session: str) -> AppTest:
        at = AppTest.from_file(str(file), default_timeout=30)
        at.user = {"sid": session} if session else {}
        return at.run()

    return run


def everything_on(at: AppTest) -> list[str]:
    """The texts of all that is drawn, in the main part and in the sidebar."""
    drawn = [*at.main, *at.sidebar]
    return [str(element.value) for element in drawn if not hasattr(element, "children")]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_stranger_sees_nothing(run_alone, file):
    assert everything_on(run_alone(file, "")) == ["Please sign in to see this page."]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_made_up_session_sees_nothing(run_alone, file):
    assert everything_on(run_alone(file, "made up")) == ["Please sign in to see this page."]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_an_expired_session_sees_nothing(workspace, run_alone, file):
    signed_in(workspace, OWNER)
    add_session(
        workspace.store,
        session_hash="expired",
        person_id=OWNER.id,
        recorded_at=workspace.now(),
        expires_at=workspace.now(),
    )
    assert everything_on(run_alone(file, "expired")) == ["Please sign in to see this page."]


@pytest.mark.parametrize("file", [f for f in FILES if LOWEST[f.stem] in BELOW], ids=name)
def test_a_lower_role_sees_nothing(workspace, run_alone, file):
    at = run_alone(file, signed_in(workspace, BELOW[LOWEST[file.stem]]))
    assert len(everything_on(at)) == 1
    assert everything_on(at)[0].startswith("This page needs the role")


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_menu_has_every_page(file):
    assert file.stem in LOWEST


def test_the_release_is_the_last_page_of_the_way():
    on_the_way = [file for file, _, _, section, _ in PAGES if section not in {"", "Desk"}]
    assert on_the_way[-1] == "release"


@pytest.mark.parametrize(("actor", "pages"), [(ANN, 4), (CURATOR, 12), (OWNER, 12)])
def test_the_menu_of_a_role(workspace, monkeypatch, actor, pages):
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
    at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=30)
    at.user = {"sid": signed_in(workspace, actor)}
    at.run()
    reachable = 0
    for file in FILES:
        try:
            at.switch_page(str(file))
        except ValueError:
            continue
        reachable += 1
    assert reachable == pages


def test_the_router_shows_a_stranger_nothing(workspace, monkeypatch):
    monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
    at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=30)
    at.user = {}
    assert everything_on(at.run()) == ["Please sign in to see this page."]

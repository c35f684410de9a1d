"""The front door in a real browser: strangers, links, refreshes, restarts, signing out."""

import pytest

from tests.browser.conftest import picture, settled

STRANGER_SEES = "Use the name and password that you chose when you joined."


@pytest.mark.parametrize("page_name", ["", "settings", "ingest", "release", "review"])
def test_a_page_opened_first_by_a_stranger_shows_only_the_sign_in(desk, new_person, page_name):
    page = new_person()
    page.goto(f"{desk.address}/{page_name}")
    assert page.url.startswith(f"{desk.address}/sign-in?next=")
    page.get_by_text(STRANGER_SEES).wait_for()


def test_the_printed_link_signs_the_owner_in_once(desk, new_person):
    link = desk.link()
    first, second = new_person(), new_person()
    first.goto(link)
    first.get_by_role("heading", name="Overview").wait_for()
    second.goto(link)
    second.get_by_text("This link no longer works").wait_for()


def test_a_refresh_keeps_a_person_signed_in(owner):
    owner.reload()
    owner.get_by_role("heading", name="Overview").wait_for()


def test_a_restart_keeps_a_person_signed_in(desk, owner):
    desk.stop()
    desk.start()
    owner.goto(desk.address)
    owner.get_by_role("heading", name="Overview").wait_for()


def test_signing_out_closes_every_open_tab(desk, owner):
    other_tab = owner.context.new_page()
    other_tab.goto(desk.address)
    other_tab.get_by_role("heading", name="Overview").wait_for()
    owner.get_by_role("button", name="Sign out").click()
    owner.get_by_text(STRANGER_SEES).wait_for()
    other_tab.get_by_text(STRANGER_SEES).wait_for()


def test_scripts_cannot_read_the_session(owner):
    assert "curation" not in owner.evaluate("document.cookie")


def test_no_page_asks_anybody_else_for_anything(desk, new_person):
    page = new_person()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    settled(page)
    ours = (desk.address, desk.address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []


def test_pictures_of_the_front_door(desk, new_person, owner):
    page = new_person()
    page.goto(f"{desk.address}/sign-in")
    picture(page, "sign-in")
    settled(owner)
    picture(owner, "overview-empty")

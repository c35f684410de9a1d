"""Settings and the choice of a task in a real browser."""

import pytest

from tests.browser.conftest import picture, settled

PASSWORD = "correct horse battery"


def task_chosen(page) -> str:
    settled(page)
    return page.get_by_role("combobox", name="Task").input_value()


def open_page(page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name, exact=True).wait_for()


def test_an_invited_person_joins_and_their_closed_account_ends_their_tab(owner, new_person):
    open_page(owner, "Settings")
    owner.get_by_role("tab", name="People").click()
    owner.get_by_role("button", name="Make an invitation link").click()
    link = owner.get_by_test_id("stCode").inner_text().strip()

    ann = new_person()
    ann.goto(link)
    ann.get_by_label("Your name").fill("Ann")
    ann.get_by_label("password").fill(PASSWORD)
    picture(ann, "join")
    ann.get_by_role("button", name="Join").click()
    ann.get_by_text("There is nothing to review yet").wait_for()

    owner.get_by_role("button", name="I have copied it").click()
    owner.get_by_test_id("stCode").wait_for(state="hidden")
    settled(owner)
    owner.get_by_role("combobox", name="Person").click()
    owner.get_by_role("option", name="Ann").click()
    settled(owner)
    picture(owner, "settings-people")
    owner.get_by_role("button", name="Close the account").click()
    owner.get_by_role("button", name="Close it").click()
    ann.get_by_text("Use the name and password that you chose when you joined.").wait_for()


def test_the_chosen_task_survives_pages_and_reloads(owner):
    open_page(owner, "Privacy")
    owner.get_by_role("combobox", name="Task").click()
    owner.get_by_role("option", name="Support replies").click()
    assert task_chosen(owner) == "Support replies"
    open_page(owner, "Overview")
    open_page(owner, "Balance")
    assert task_chosen(owner) == "Support replies"
    owner.reload()
    owner.get_by_role("heading", name="Balance", exact=True).wait_for()
    assert task_chosen(owner) == "Support replies"


def test_a_link_with_a_task_opens_it_and_it_stays(desk, owner):
    owner.goto(f"{desk.address}/balance?task=support-replies")
    owner.get_by_role("heading", name="Balance", exact=True).wait_for()
    assert task_chosen(owner) == "Support replies"
    open_page(owner, "Privacy")
    assert task_chosen(owner) == "Support replies"


@pytest.mark.parametrize("tab", ["Your account", "Tasks"])
def test_pictures_of_the_settings(owner, tab):
    open_page(owner, "Settings")
    owner.get_by_role("tab", name=tab).click()
    picture(owner, f"settings-{tab.split()[-1].lower()}")

"""Settings and the choice of a task in a real browser."""

import json

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


def test_pictures_of_the_settings(owner):
    open_page(owner, "Settings")
    for tab in ("Your account", "Tasks"):
        owner.get_by_role("tab", name=tab).click()
        picture(owner, f"settings-{tab.split()[-1].lower()}")


INTENTS = ("refund", "cancel", "order status")


def exported(number: int) -> dict[str, object]:
    """A record as Label Studio exports it; two people agree on it except on every fifth."""
    chosen = INTENTS[number % 3], INTENTS[(number + (number % 5 == 0)) % 3]
    return {
        "id": number,
        "data": {"text": f"A parcel went astray in week {number}, what happens now?"},
        "annotations": [
            {
                "id": 2 * number + place,
                "completed_by": {"email": f"{who}@example.org", "first_name": who, "last_name": ""},
                "was_cancelled": False,
                "lead_time": 4.2,
                "result": [
                    {
                        "from_name": "intent",
                        "to_name": "text",
                        "type": "choices",
                        "value": {"choices": [label]},
                    }
                ],
            }
            for place, (who, label) in enumerate(zip(("Mia", "Jon"), chosen, strict=True))
        ],
        "predictions": [],
    }


def test_a_newcomer_makes_a_task_brings_answers_in_and_sees_agreement(owner, tmp_path):
    """By the links that each page offers, without a look into any documentation."""
    owner.get_by_role("link", name="Make a task").click()
    owner.get_by_role("combobox", name="Begin with").click()
    owner.get_by_role("option", name="Ticket intent", exact=True).click()
    picture(owner, "newcomer-builder")
    owner.get_by_role("button", name="Make the task").click()
    owner.get_by_role("link", name="Bring in its examples").click()
    owner.get_by_role("heading", name="Ingest", exact=True).wait_for()
    assert task_chosen(owner) == "Ticket intent"

    export = tmp_path / "project-3.json"
    export.write_text(json.dumps([exported(number) for number in range(20)]))
    owner.locator("input[type=file]").first.set_input_files(export)
    owner.get_by_text("is an export of Label Studio").wait_for()
    picture(owner, "newcomer-ingest")
    owner.get_by_role("button", name="Take over texts and answers").first.click()
    owner.get_by_text("40 answers will be added by themselves").wait_for()
    owner.get_by_role("link", name="Go to the privacy check").click()
    owner.get_by_role("button", name="Scan 20 examples").click()
    owner.get_by_text("Nothing personal was found").wait_for(timeout=180_000)
    owner.get_by_role("link", name="See how far people agree").click()
    owner.get_by_text("20 compared, 40 answers, 2 reviewers").first.wait_for()
    owner.get_by_role("button", name="Settle what all agree on (16)").wait_for()
    picture(owner, "newcomer-agreement")

"""The whole main job as three people, in real browsers, on real support questions.

The owner ingests and scans; two experts review by keyboard only; the owner settles, releases,
trains on the local trainer, and sees base and tuned model compared.
"""

import csv
import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import picture, settled
from tests.makers import SHOP_TASK

ROWS = 40
PASSWORD = "correct horse battery"
CHANGED = "Thank you for writing. I have cancelled it for you."


@pytest.fixture
def bitext(shared, tmp_path):
    """Real rows, spread over the file so that several categories are among them.

    Their stand-ins for names and numbers are filled in: what is not holds a release up.
    """
    source = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    with source.open(newline="", encoding="utf-8") as stream:
        header, *rows = csv.reader(stream)
    target = tmp_path / "bitext.csv"
    with target.open("w", newline="", encoding="utf-8") as stream:
        chosen = rows[:: len(rows) // ROWS][:ROWS]
        filled = [[re.sub(r"\{\{(.*?)\}\}", r"\1", cell) for cell in row] for row in chosen]
        csv.writer(stream).writerows([header, *filled])
    return target


def open_page(page: Page, desk, name: str) -> None:
    page.goto(f"{desk.address}/{name}?task=shop")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)


def ingest_and_scan(page: Page, desk, file) -> None:
    open_page(page, desk, "ingest")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name=f"Add {ROWS} examples").click()
    page.get_by_text("What was added").wait_for()
    picture(page, "ingest")
    open_page(page, desk, "privacy")
    page.get_by_role("button", name=f"Scan {ROWS} examples").click()
    page.get_by_text("Everything is scanned").wait_for(timeout=60_000)
    settled(page)
    bulk = page.get_by_role("button", name="Decide all of these")
    bulk.or_(page.get_by_text("Nothing personal was found")).first.wait_for()
    if bulk.count():
        bulk.click()
        page.get_by_role("button", name=re.compile(r"^Replace: \d+ value")).click()
        page.get_by_text("Every value is decided").wait_for()


def invite_expert(owner: Page, desk, expert: Page, name: str) -> None:
    open_page(owner, desk, "settings")
    owner.get_by_role("tab", name="People").click()
    owner.get_by_role("button", name="Make an invitation link").click()
    link = owner.get_by_text(re.compile(r"/join\?token=")).first.inner_text()
    expert.goto(desk.address + re.search(r"/join\?token=\S+", link).group(0))
    expert.get_by_label("Your name").fill(name)
    expert.get_by_label("A password of at least 10 characters").fill(PASSWORD)
    expert.keyboard.press("Enter")
    expert.get_by_role("heading", name="Overview").wait_for()


def review_by_keyboard(page: Page, desk, *, edits: int) -> None:
    """Judge every example with keys alone; the first ones get another answer."""
    page.goto(f"{desk.address}/review?task=shop")
    desk_of_review = page.locator(".conversation").first
    desk_of_review.wait_for()
    for number in range(ROWS):
        expect(page.get_by_role("button", name="Accept")).to_be_enabled(timeout=60_000)
        if number < edits:
            page.keyboard.press("e")
            page.keyboard.press("Control+a")
            page.keyboard.type(CHANGED)
            page.keyboard.press("Control+Enter")
        else:
            page.keyboard.press("a")
        page.get_by_text(f"{number + 1} done").wait_for()
    expect(page.get_by_text(re.compile(rf"Saved {ROWS}\b"))).to_be_visible(timeout=60_000)


def settle_all(page: Page, desk) -> None:
    open_page(page, desk, "agreement")
    page.get_by_role("button", name=re.compile("Settle what all agree on")).click()
    page.get_by_text(re.compile(r"To decide: \d+")).wait_for()
    settled(page)
    picture(page, "agreement")
    while page.get_by_role("button", name=re.compile("Adopt answer 1")).count():
        before = page.get_by_text(re.compile(r"To decide: \d+")).inner_text()
        page.keyboard.press("1")
        expect(page.get_by_text(before, exact=True)).to_have_count(0)
        settled(page)
    page.get_by_text("Nothing to decide").wait_for()


def release_and_train(page: Page, desk) -> None:
    open_page(page, desk, "privacy")  # what the experts wrote is scanned, too
    page.get_by_role("button", name=re.compile(r"Scan \d")).click()
    page.get_by_text("Everything is scanned").wait_for(timeout=60_000)
    open_page(page, desk, "release")
    picture(page, "release-before")
    page.get_by_role("button", name="Cut release 1").click()
    page.get_by_text("Train on release 1").first.wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="Train on release 1").click()
    page.get_by_text(re.compile("ft:nearest:")).first.wait_for(timeout=90_000)
    settled(page)
    picture(page, "release-trained")


def compare(page: Page, desk) -> None:
    open_page(page, desk, "evaluate")
    page.get_by_role("button", name="Ask both models").click()
    verdict = page.get_by_text(re.compile("only the tuned model got right"))
    verdict.wait_for(timeout=90_000)
    settled(page)
    picture(page, "evaluate")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all as CSV").click()
    said = re.search(r"(\d+) examples? only the tuned .* (\d+) only the base", verdict.inner_text())
    assert (int(said[1]), int(said[2])) == counted(download.value.path())


def counted(table) -> tuple[int, int]:
    """How many answers only the tuned and only the base model got right, counted anew: right is a
    token F1 of .5 or more."""
    with open(table, newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[1:]
    right = [
        tuple(f1(row[2].lstrip("'"), row[place].lstrip("'")) >= 0.5 for place in (3, 6))
        for row in rows
    ]
    return right.count((False, True)), right.count((True, False))


def f1(ideal: str, given: str) -> float:
    left, right = (
        Counter(re.findall(r"\w+(?:[.,'’@-]\w+)*", text.casefold())) for text in (ideal, given)
    )
    total = sum(left.values()) + sum(right.values())
    return 2 * sum(min(left[word], right[word]) for word in left) / total if total else 1.0


def test_three_people_from_a_file_to_a_compared_model(desk, owner, new_person, bitext):
    tasks = desk.workspace / "tasks"
    tasks.mkdir(parents=True, exist_ok=True)
    (tasks / "shop.toml").write_text(SHOP_TASK)
    ingest_and_scan(owner, desk, bitext)
    ben, chi = new_person(), new_person()
    invite_expert(owner, desk, ben, "Ben")
    invite_expert(owner, desk, chi, "Chi")
    review_by_keyboard(ben, desk, edits=0)
    review_by_keyboard(chi, desk, edits=2)
    picture(chi, "review-done")
    settle_all(owner, desk)
    release_and_train(owner, desk)
    compare(owner, desk)

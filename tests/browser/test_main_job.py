"""The whole main job as three people, in real browsers, on real support questions.

The owner ingests and scans; two experts review by keyboard only; the owner settles, releases,
trains on the local trainer, and sees base and tuned model compared. In the same app three experts
differ on real questions and real pairs of replies, until the release has one answer.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import free_port, new_profile, picture, settled, write
from tests.browser.real_experts import (
    CALIBRATED,
    PAIR_TASK,
    QUESTION_TASK,
    ROWS,
    Stocked,
    bitext_rows,
    stock,
)
from tests.running import RunningDesk

TRAIN = re.compile(r"^Train on release \d+$")
TO_DECIDE = re.compile(r"^To decide: \d+$")
PASSWORD = "correct horse battery"
CHANGED = "Thank you for writing. I have cancelled it for you."


@pytest.fixture(scope="module")
def stocked(tmp_path_factory, shared) -> tuple[RunningDesk, Stocked]:
    """The app of this file, not started yet, and what three experts have said in it."""
    folder = tmp_path_factory.mktemp("main-job")
    running = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
    return running, stock(running.workspace, shared)


@pytest.fixture(scope="module")
def desk(stocked) -> Iterator[RunningDesk]:
    """One app for all tests of this file."""
    running, _ = stocked
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def owners_state(desk, chromium: Browser) -> StorageState:
    """How a browser knows the owner again: the printed link signs in once."""
    context = new_profile(chromium)
    page = context.new_page()
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def owner(chromium: Browser, owners_state) -> Iterator[Page]:
    context = new_profile(chromium, owners_state)
    yield context.new_page()
    context.close()


@pytest.fixture
def bitext(shared, tmp_path):
    """Real questions as the export of a help desk."""
    target = tmp_path / "bitext.csv"
    rows = bitext_rows(shared)
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return target


def open_page(page: Page, desk, name: str, task: str = "shop") -> None:
    page.goto(f"{desk.address}/{name}?task={task}")
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
    page.get_by_role("button", name=re.compile("Cut release")).click()
    page.get_by_text(TRAIN).first.wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name=TRAIN).click()
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


def shown_alpha(page: Page, title: str) -> str:
    """What the card of a question says."""
    cards = page.get_by_test_id("stVerticalBlock").filter(has=page.get_by_text(title, exact=True))
    return cards.filter(has=page.get_by_test_id("stMetricValue")).last.inner_text()


def test_the_alpha_of_real_categories_is_that_of_their_table(desk, stocked, owner):
    found = stocked[1].agreement[QUESTION_TASK]
    open_page(owner, desk, "agreement", QUESTION_TASK)
    picture(owner, "agreement-categories")
    card = shown_alpha(owner, "What is it about?")
    assert 0.5 < found.alpha < 1
    assert f"{found.alpha:.2f}" in card.split()
    assert f"{found.interval.low:.2f} to {found.interval.high:.2f}" in card


def test_three_experts_calibrate_and_the_release_takes_the_verdict(
    desk, stocked, owner, new_person, tmp_path
):
    found = stocked[1]
    open_page(owner, desk, "agreement", PAIR_TASK)
    alpha = found.agreement[PAIR_TASK].alpha
    assert f"{alpha:.2f}" in shown_alpha(owner, "Which answer is better?").split()
    ann = new_person()
    ann.goto(desk.address + found.path)
    ann.get_by_role("heading", name="Overview").wait_for()
    calibrate(owner, ann, desk, found, tmp_path)
    example, better = adjudicate(owner, desk, found)
    assert better_replies(owner, desk, example) == [better]


def calibrate(owner: Page, ann: Page, desk, found: Stocked, tmp_path) -> None:
    """Everybody answers the same pairs; Ann changes one choice after the talk, and all agree."""
    right = dict(zip(list(found.pairs)[-CALIBRATED:], ["first", "second"] * 3, strict=True))
    open_rounds(owner, desk)
    write(owner.get_by_label("Examples", exact=True), str(CALIBRATED))
    owner.get_by_role("button", name="Start a round").click()
    owner.get_by_text(re.compile(r"^People answer, each on their own\. 0 of ")).wait_for()
    rows = [
        (item, who, "preferred", said) for item, said in right.items() for who in ("ben", "chi")
    ]
    last = answer_pairs_by_keyboard(ann, desk, found, right)
    import_reviews(desk, tmp_path / "reviews.csv", rows)
    open_rounds(owner, desk)
    before = alpha_in(owner, "Before the talk: ")
    owner.get_by_role("button", name="Open the talk").click()
    assert alpha_in(owner, "Now: ") == before < 1
    ann.keyboard.press("r")
    ann.locator(".decided button").first.wait_for()
    ann.keyboard.press("1")
    expect(ann.locator(".desk")).to_have_attribute("data-example", last)
    choose(ann, found, last, right[last])
    open_rounds(owner, desk)
    assert alpha_in(owner, "Now: ") == 1
    picture(owner, "agreement-calibration")
    note = owner.get_by_label("What came of it for the guideline")
    write(note, "A longer answer is not a better one.")
    owner.get_by_role("button", name="End the round").click()
    owner.get_by_role("button", name="Start a round").wait_for()


def open_rounds(owner: Page, desk) -> None:
    open_page(owner, desk, "agreement", PAIR_TASK)
    owner.get_by_text("Show calibration rounds", exact=True).click()
    settled(owner)


def alpha_in(owner: Page, begin: str) -> float:
    words = owner.get_by_text(re.compile(f"^{begin}"))
    return float(re.search(r"alpha (\S+)\.$", words.inner_text())[1])


def import_reviews(desk, file, rows) -> None:
    """Answers from elsewhere: rows of example, reviewer, question and answer."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("example_id", "reviewer", "question", "answer"), *rows])
    assert json.loads(desk.run("reviews", "import", file))["faults"] == []


def answer_pairs_by_keyboard(ann: Page, desk, found: Stocked, right: dict[str, str]) -> str:
    """All of the round come first; of the last one the other reply is chosen. Returns its id."""
    ann.goto(f"{desk.address}/review?task={PAIR_TASK}")
    seen: list[str] = []
    for number in range(1, CALIBRATED + 1):
        ann.locator(".side").first.wait_for()
        item = str(ann.locator(".desk").get_attribute("data-example"))
        wrong = {"first": "second", "second": "first"}[right[item]]
        choose(ann, found, item, wrong if number == CALIBRATED else right[item])
        expect(ann.locator(".desk .state")).to_have_text(f"Saved {number}")
        seen.append(item)
    assert set(seen) == set(right)
    return seen[-1]


def choose(ann: Page, found: Stocked, item: str, choice: str) -> None:
    """Press the letter of the reply that was meant, and go on."""
    example = found.pairs[item]
    reply = example.answer if choice == "first" else example.rejected
    side = ann.locator(".side", has_text=" ".join(reply.content.split()))
    letter = str(side.get_attribute("aria-label"))[-1]
    ann.keyboard.press(letter.lower())
    expect(ann.locator(".side.better")).to_have_attribute("aria-label", f"Answer {letter}")
    ann.keyboard.press("Enter")
    expect(ann.locator(".desk")).not_to_have_attribute("data-example", item)


def adjudicate(owner: Page, desk, found: Stocked) -> tuple[str, str]:
    """The number key adopts an answer; returns the prompt and the better reply by it."""
    open_page(owner, desk, "agreement", PAIR_TASK)
    case = owner.get_by_text(re.compile(r"^Example \w+, version 1$")).inner_text()
    adopted = owner.get_by_text(re.compile(r"^Reply [12] is better$")).first.inner_text()
    picture(owner, "agreement-pairs")
    before = owner.get_by_text(TO_DECIDE).inner_text()
    owner.get_by_role("button", name="Adopt answer 1").wait_for()
    owner.keyboard.press("1")
    expect(owner.get_by_text(before, exact=True)).to_have_count(0)
    settled(owner)
    owner.get_by_role("button", name=re.compile("Settle what all agree on")).click()
    owner.get_by_role("button", name="Settle what all agree on (0)").wait_for()
    example = found.pairs[case.split()[1].removesuffix(",")]
    better = example.answer if adopted == "Reply 1 is better" else example.rejected
    return example.messages[-1].content, better.content


def better_replies(owner: Page, desk, prompt: str) -> list[str]:
    """Cut a release of pairs; the better replies to a prompt in its lines."""
    open_page(owner, desk, "release", PAIR_TASK)
    owner.get_by_text("Pairs (DPO)", exact=True).click()
    write(owner.get_by_label("Why so few are enough"), "A trial of the way.")
    owner.get_by_role("button", name=re.compile("Cut release")).click()
    owner.get_by_text(TRAIN).first.wait_for(timeout=60_000)
    lines = [
        json.loads(line)
        for file in (desk.workspace / "releases").rglob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [
        line["preferred_output"][0]["content"]
        for line in lines
        if line.get("preferred_output") and line["input"]["messages"][-1]["content"] == prompt
    ]

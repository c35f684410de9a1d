"""Real bank questions, from a release to a comparison that was killed in the middle.

Base, floor and tuned model answer through the local trainer, with a counter in front of it. The
script that recounts the figures shares nothing with the app but the downloaded table.
"""

import csv
import http.client
import json
import math
import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from curation.providers.local import start_trainer, stop_trainer
from curation.settings import read_settings
from curation.workflow.evaluation.asking import AT_ONCE
from curation.workflow.workspace import close_workspace, open_workspace
from tests.browser.conftest import new_profile, picture, settled, write
from tests.makers import make_example
from tests.running import RunningDesk, free_port
from tests.workflow.stocked import settle, stock

LABELS, ROWS, UNANSWERED = 4, 240, 2
TASK = """
title = "Bank questions"
intake = "ticket"
overlap = 2
answer = "intent"
stratum = "intent"
system_prompt = "Name the intent of the question."
guideline = "1. Choose one."

[[questions]]
id = "intent"
kind = "label"
title = "Intent"
options = []
open = true
"""


class CountingFront(ThreadingHTTPServer):
    """Stands in front of a trainer and counts what is asked; can hold back all but some answers."""

    daemon_threads = True

    def __init__(self, trainer):
        super().__init__(("127.0.0.1", 0), _Passing)
        self.port = int(re.search(r":(\d+)/", trainer.address)[1])
        self.lock = threading.Lock()
        self.answered = Counter()
        self.left = None
        self.held = 0
        self.holds = threading.Event()
        self.door = threading.Event()

    def hold_after(self, count):
        """Answer so many more questions, then none until the door is opened."""
        self.left = count

    def enter(self, asked):
        """True when this question is answered."""
        with self.lock:
            if self.left is None or self.left > 0 or self.door.is_set():
                self.left = None if self.left is None else self.left - 1
                self.answered[asked] += 1
                return True
            self.held += 1
            if self.held == AT_ONCE:  # all hands are busy: what was answered before is stored
                self.holds.set()
        self.door.wait()
        return False


class _Passing(BaseHTTPRequestHandler):
    def _pass(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path.endswith("/chat/completions"):
            asked = json.loads(body)
            if not self.server.enter((asked["model"], asked["messages"][-1]["content"])):
                return  # whoever asked is gone
        trainer = http.client.HTTPConnection("127.0.0.1", self.server.port)
        names = ("authorization", "content-type")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        trainer.request(self.command, self.path, body, headers)
        answer = trainer.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        self.send_header("content-type", answer.headers["content-type"] or "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        trainer.close()

    do_GET = do_POST = do_DELETE = _pass

    def log_message(self, *parts):
        pass


@dataclass(frozen=True)
class Evidence:
    """The running app, the owner's page on the result, the counter, and the released test lines."""

    desk: RunningDesk
    page: Page
    counter: CountingFront
    lines: list[dict]


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    """A real trainer, and the counter that the app takes for it."""
    folder = tmp_path_factory.mktemp("trainer")
    trainer = start_trainer(folder)
    counting = CountingFront(trainer)
    threading.Thread(target=counting.serve_forever, daemon=True).start()
    counting.key, counting.pid = trainer.key, trainer.pid
    yield counting
    counting.door.set()
    counting.shutdown()
    counting.server_close()
    stop_trainer(folder, even_if_busy=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory, shared, counter):
    """The app with settled questions of Banking77 in it."""
    folder = tmp_path_factory.mktemp("evaluate")
    stock_bank(folder / "workspace", shared / "tickets/banking77/train.csv")
    trainer = folder / "workspace" / "trainer"
    trainer.mkdir()
    (trainer / "key").write_text(counter.key)
    server = {"port": counter.server_port, "pid": counter.pid}
    (trainer / "server.json").write_text(json.dumps(server))
    running = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
    running.start()
    yield running
    running.stop()


def stock_bank(folder: Path, table: Path) -> None:
    """So many questions of the most frequent labels, each with its verdict; two are still open."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    (folder / "tasks").mkdir()
    (folder / "tasks" / "bank.toml").write_text(TASK)
    with table.open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[1:]
    frequent = {label for label, _ in Counter(row[1] for row in rows).most_common(LABELS)}
    chosen = {text: label for text, label in rows if label in frequent}
    kept = list(chosen.items())[: ROWS + UNANSWERED]
    examples = [make_example(text, task="bank", row=n) for n, (text, _) in enumerate(kept, 1)]
    ids = stock(workspace, examples)
    answers = {one: {"intent": label} for one, (_, label) in zip(ids, kept, strict=True)}
    settle(workspace, dict(list(answers.items())[:ROWS]), task="bank")
    close_workspace(workspace)


@pytest.fixture(scope="module")
def evidence(desk, chromium, counter):
    """Released, the base measured, trained, compared, killed in the middle, and compared again."""
    context = new_profile(chromium)
    page = context.new_page()
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    open_page(page, desk, "release")
    page.get_by_role("button", name="Cut release 1").click()
    page.get_by_text("Train on release 1").first.wait_for()
    open_page(page, desk, "evaluate")
    page.get_by_text("More answers, limits and costs").click()
    page.get_by_text("With the nearest-neighbour floor").click()
    page.get_by_role("button", name="Ask both models").click()
    page.get_by_role("heading", name="Answers side by side").wait_for()
    settled(page)
    picture(page, "evaluate-base")
    open_page(page, desk, "release")
    page.get_by_role("button", name="Train on release 1").click()
    page.get_by_text("Earlier jobs: 1").wait_for()  # the floor; the new job stands first
    page.get_by_text(re.compile("Trained$")).first.wait_for()
    settled(page)
    counter.hold_after(3)
    open_page(page, desk, "evaluate")
    page.get_by_role("button", name="Ask 3 models").click()
    assert counter.holds.wait(300)
    desk.stop(kill=True)
    counter.door.set()
    desk.start()
    open_page(page, desk, "evaluate")
    page.get_by_text("The app stopped in the middle").wait_for()
    page.get_by_role("button", name="Ask 3 models").click()
    page.get_by_text(re.compile("only the tuned model got right")).first.wait_for()
    settled(page)
    picture(page, "evaluate-compared")
    file = next((desk.workspace / "releases").rglob("test.jsonl"))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    yield Evidence(desk, page, counter, lines)
    context.close()


def open_page(page: Page, desk, name: str) -> None:
    page.goto(f"{desk.address}/{name}?task=bank")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)


def press(page: Page, key: str, name: str) -> None:
    """Press the key of a button once the button is there and nothing is under way."""
    settled(page)
    page.get_by_role("button", name=name).wait_for()
    page.keyboard.press(key)


def downloaded(page: Page) -> list[list[str]]:
    """The rows of the table that the page gives away."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all as CSV").click()
    with open(download.value.path(), newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def test_nothing_is_asked_twice_although_the_app_was_killed(evidence):
    models = Counter(model for model, _ in evidence.counter.answered)
    assert list(models.values()) == [len(evidence.lines)] * 3
    assert set(evidence.counter.answered.values()) == {1}


def test_the_figures_are_those_of_a_plain_script(evidence):
    header, *table = downloaded(evidence.page)
    ideal = Counter(line["messages"][-1]["content"] for line in evidence.lines)
    assert Counter(row[2] for row in table) == ideal
    assert [name.split(": ")[0] for name in header[3:]] == ["answer", "score", "right"] * 3
    base, floor, tuned = ([row[at].strip() == row[2] for row in table] for at in (3, 6, 9))
    for other, said in ((base, "the base model"), (floor, header[6].removeprefix("answer: "))):
        won = sum(t and not b for b, t in zip(other, tuned, strict=True))
        lost = sum(b and not t for b, t in zip(other, tuned, strict=True))
        low, high = newcombe(won, lost, sum(b and t for b, t in zip(other, tuned, strict=True)),
                             len(table))  # fmt: skip
        small = "below 0.001" if mid_p(won, lost) < 0.001 else f"= {mid_p(won, lost):.3f}"
        examples = "example" if won == 1 else "examples"
        expect(
            evidence.page.get_by_text(
                f"{won} {examples} only the tuned model got right, {lost} only {said} "
                f"(95 % interval {low * 100:+.0f} to {high * 100:+.0f} points, p {small})."
            )
        ).to_be_visible()
    assert sum(tuned) > sum(base)


def mid_p(won: int, lost: int) -> float:
    """McNemar's mid-p, from the binomial itself."""
    n, fewer = won + lost, min(won, lost)
    tail = sum(math.comb(n, k) for k in range(fewer + 1)) - math.comb(n, fewer) / 2
    return min(1.0, 2 * tail / 2**n)


def newcombe(won: int, lost: int, both: int, n: int) -> tuple[float, float]:
    """Newcombe's paired interval (1998, method 10), written down again from the paper."""
    z = 1.959964
    neither = n - won - lost - both

    def wilson(k):
        middle, half = 2 * k + z * z, z * math.sqrt(z * z + 4 * k * (1 - k / n))
        return (middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))

    old, new = both + lost, both + won
    (l1, u1), (l2, u2) = wilson(old), wilson(new)
    product = old * (n - old) * new * (n - new)
    excess = both * neither - won * lost
    excess = max(excess - n / 2, 0) if excess > 0 else excess
    phi = excess / math.sqrt(product) if product else 0
    p1, p2 = old / n, new / n
    down = math.sqrt((p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2)
    up = math.sqrt((u2 - p2) ** 2 - 2 * phi * (u2 - p2) * (p1 - l1) + (p1 - l1) ** 2)
    return p2 - p1 - down, p2 - p1 + up


def test_one_key_sends_a_wrong_answer_to_review_the_next_batch_or_the_guideline(evidence):
    page = evidence.page
    open_page(page, evidence.desk, "evaluate")
    page.get_by_role("heading", name="What to fix next").wait_for()
    picture(page, "evaluate-failures")
    press(page, "v", "Send to review")
    page.get_by_text(re.compile("sent it to review on")).wait_for()
    press(page, "b", "More like it next")
    page.get_by_text(re.compile("asked about more like it on")).wait_for()
    press(page, "g", "New clause")
    page.get_by_role("dialog").wait_for()
    page.get_by_label("Clause", exact=True).fill("Say which card is meant.")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("wrote a clause on")).wait_for()
    open_page(page, evidence.desk, "guideline")
    page.get_by_text("Say which card is meant.").first.wait_for()


def test_people_judge_blind_on_the_review_page_and_are_counted(evidence):
    page = evidence.page
    open_page(page, evidence.desk, "evaluate")
    write(page.get_by_role("spinbutton", name=re.compile("Test examples, of")), "5")
    write(page.get_by_role("spinbutton", name="People for each"), "1")
    page.get_by_role("button", name="Put them into the review queue").click()
    page.get_by_text(re.compile(r"\d examples wait on the review page")).wait_for()
    settled(page)
    page.get_by_role("link", name="Judge them").click()
    page.locator(".side").first.wait_for()
    picture(page, "evaluate-people-review")
    for number in range(5):
        better = page.locator(".side", has_text=re.compile(r"\w_\w"))  # a label: the tuned one's
        page.keyboard.press((better.get_attribute("aria-label") or "")[-1].lower())
        page.keyboard.press("Enter")
        page.get_by_text(f"{number + 1} done").wait_for()
    expect(page.get_by_text(re.compile(r"Saved 5\b"))).to_be_visible()
    open_page(page, evidence.desk, "evaluate")
    page.get_by_text(re.compile("the tuned model won 5, nearest won 0")).wait_for()
    picture(page, "evaluate-people")

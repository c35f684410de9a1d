"""How many examples an expert judges in an hour, by keyboard, on real data.

    ./run bench throughput [--items N]

A scripted expert works in a real Chromium. Reading and thinking are counted with a fixed time per
item, printed beside the figure; typing is real, at ten keys a second. What is measured is the app's
share: the time from the first key of an item until the next example is painted, without the
typist's pauses.
"""

import argparse
import csv
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from curation.settings import ROOT
from tests.browser.conftest import ARGUMENTS, CHROMIUM, RunningDesk, free_port

SHARED = ROOT.parent / "shared" / "data"
TASK = """
title = "{title}"
intake = "{intake}"
overlap = 1
answer = "{answer}"
system_prompt = "Answer."
guideline = "As usual."
reject_reasons = []
"""
LABEL = (
    '[[questions]]\nid = "area"\nkind = "label"\ntitle = "Area"\n'
    'options = ["card", "payment", "transfer", "account", "other"]\n'
)
TEXT = '[[questions]]\nid = "reply"\nkind = "text"\ntitle = "Reply"\n'
PAIR = '[[questions]]\nid = "better"\nkind = "preference"\ntitle = "Better?"\n'
FIELDS = (
    '[[questions]]\nid = "fields"\nkind = "fields"\ntitle = "Fields"\nfields = ["vendor", '
    '"invoice_number", "date", "due_date", "currency", "net", "tax", "gross", "line_items"]\n'
)
EDIT = " Please write to us again if anything is unclear."
KEY_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One kind of work: its task, its data, its keys, and what is counted for reading."""

    title: str
    goal: int
    reading: float
    task: str
    prepare: Callable[[Path, int], Sequence[Path]]
    judge: Callable[[Page], int]


def tickets(folder: Path, items: int) -> Sequence[Path]:
    """The first questions of Banking77, with their topics."""
    return [_rows(SHARED / "tickets/banking77/train.csv", folder / "triage.csv", items)]


def replies(folder: Path, items: int) -> Sequence[Path]:
    """The first answered questions of Bitext's support data."""
    source = SHARED / "tickets/bitext_support/bitext_support.csv"
    return [_rows(source, folder / "edits.csv", items, ("instruction", "response"))]


def pairs(folder: Path, items: int) -> Sequence[Path]:
    """The first pairs of Orca's, which are long."""
    file = folder / "pairs.jsonl"
    with (SHARED / "preferences/orca_dpo_openai_format/orca_dpo.jsonl").open() as lines:
        file.write_text("".join(islice(lines, items)))
    return [file]


def invoices(folder: Path, items: int) -> Sequence[Path]:
    """Real invoices as PDF."""
    return sorted((SHARED / "invoices/invoice2data").glob("*.pdf"))[:items]


def _rows(source: Path, file: Path, items: int, columns: Sequence[str] = ()) -> Path:
    with source.open(encoding="utf-8", newline="") as lines:
        rows = list(islice(csv.DictReader(lines), items))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


def judge_topic(page: Page) -> int:
    """A topic by number, then accept; returns the keys pressed."""
    return _press(page, "1", "a")


def judge_reply(page: Page) -> int:
    """A sentence more at the end of the answer."""
    page.keyboard.press("e")
    page.keyboard.type(EDIT)
    return len(EDIT) + 1 + _press(page, "Control+Enter")


def judge_pair(page: Page) -> int:
    """The first of the two."""
    return _press(page, "a")


def judge_invoice(page: Page) -> int:
    """Enter through what is in doubt, then accept, twice where a rule is broken."""
    before, keys = _shown(page), 0
    while _shown(page) == before and keys < 40:
        keys += _press(page, "Enter")
    return keys


WORKS = (
    Work(title="triage", goal=600, reading=4, task=LABEL, prepare=tickets, judge=judge_topic),
    Work(title="pairs", goal=90, reading=35, task=PAIR, prepare=pairs, judge=judge_pair),
    Work(title="edits", goal=25, reading=120, task=TEXT, prepare=replies, judge=judge_reply),
    Work(title="invoices", goal=60, reading=45, task=FIELDS, prepare=invoices, judge=judge_invoice),
)


def _press(page: Page, *keys: str) -> int:
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def _shown(page: Page) -> str:
    desk = page.locator(".desk")
    return f"{desk.get_attribute('data-example')} {desk.locator('.progress').inner_text()}"


def prepare(desk: RunningDesk, folder: Path, items: int) -> None:
    """Read every kind of work in, scan it and let what is found be replaced."""
    for work in WORKS:
        files = work.prepare(folder, items)
        desk.run("ingest", *files, "--task", work.title)
        desk.run("scan", "--task", work.title)
        desk.run("decide", "--all", "mask", "--task", work.title)


def write_tasks(folder: Path) -> None:
    """The tasks of the workspace, each with one question."""
    (folder / "tasks").mkdir(parents=True)
    for work in WORKS:
        answer = work.task.split('id = "', 1)[1].split('"', 1)[0]
        intake = "invoice" if work.title == "invoices" else "ticket"
        text = TASK.format(title=work.title.capitalize(), intake=intake, answer=answer)
        (folder / "tasks" / f"{work.title}.toml").write_text(f"{text}\n{work.task}")


def measure(page: Page, work: Work, items: int) -> dict[str, float]:
    """Judge every item; returns seconds of the app and keys, each per item."""
    left = int(page.locator(".desk .progress").inner_text().split(" · ")[1].split()[0])
    seconds, keys, done = 0.0, 0, 0
    for number in range(min(items, left)):
        began = time.perf_counter()
        # nobody presses a key for an example that is not there yet; waiting for it is the app's
        expect(page.get_by_role("button", name="Accept")).to_be_enabled()
        keys += work.judge(page)
        expect(page.locator(".desk .progress")).to_contain_text(f"{number + 1} done")
        seconds += time.perf_counter() - began
        done += 1
    return {"app": seconds / max(1, done), "keys": keys / max(1, done), "items": done}


def main() -> None:
    """Print the items an hour of each kind of work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_tasks(folder / "workspace")
        desk = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
        desk.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            prepare(desk, folder, arguments.items)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(desk.link())
            page.get_by_role("heading", name="Overview").wait_for()
            for work in WORKS:
                page.goto(f"{desk.address}/review?task={work.title}")
                page.locator(".desk .turn").first.wait_for(state="attached")
                _show(work, measure(page, work, arguments.items))
        finally:
            browser.close()
            desk.stop()


def _show(work: Work, found: dict[str, float]) -> None:
    typed = found["keys"] * KEY_SECONDS
    hourly = 3600 / (work.reading + typed + found["app"])
    print(
        f"{work.title:9} {hourly:5.0f} an hour (goal {work.goal})   reading {work.reading:.0f} s   "
        f"typing {typed:.1f} s   app {1000 * found['app']:.0f} ms   n {found['items']:.0f}"
    )


if __name__ == "__main__":
    main()

"""How long a long example takes to open, and whether its marks stand where they belong.

    ./run bench long [--items N]

Measured in a real Chromium, from the key that judges the example before until the next one is
painted: tickets of 200 turns, texts of 50 kB with 100 replaced addresses (shown shortened, then
whole), and invoices of twelve pages, made of real ones, until their first page can be read. The
keys follow each other without a pause for reading, so no picture has been waiting. One half of the
invoices is then turned page by page without a pause, the other half with each page read for
READ_MS, and every further page is measured from the moment it is asked for until it can be read.
Half a second is the bound, of the slowest.
"""

import argparse
import csv
import json
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, sync_playwright

from curation.settings import ROOT
from tests.bench.bench_throughput import FIELDS, LABEL, TASK
from tests.bench.goals import Goal, print_goals
from tests.browser.conftest import ARGUMENTS, CHROMIUM, RunningDesk, free_port

SHARED = ROOT.parent / "shared" / "data"
TURNS = 200
CHARACTERS = 50_000
MARKS = 100
PAGES = 12
BOUND_MS = 500.0
READ_MS = 1_000.0
"""How long a page is read in every second invoice before the next is turned to."""

PAINTED = """
() => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();  // its message comes after the frame was painted
  channel.port1.onmessage = done;
  channel.port2.postMessage(null);
}))
"""

OPEN = f"""
async (desk) => {{
  const before = desk.dataset.example;
  const began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {{ key: "x", bubbles: true }}));
  if (desk.dataset.example === before) throw new Error("The next example is not at hand.");
  await desk.querySelector(".page img")?.decode();
  await ({PAINTED})();
  return performance.now() - began;
}}
"""

TURN = f"""
async (desk, [page, read]) => {{
  await new Promise((done) => setTimeout(done, read));
  const began = performance.now();
  const picture = desk.querySelectorAll(".page img")[page];
  picture.scrollIntoView();
  await picture.decode();
  await ({PAINTED})();
  return performance.now() - began;
}}
"""

WHOLE = f"""
async (desk) => {{
  const began = performance.now();
  desk.querySelector(".turn .more").click();
  await ({PAINTED})();
  return performance.now() - began;
}}
"""

MISPLACED = r"""
(desk) => {
  const text = desk.querySelector(".turn .text");
  const wanted = [...text.textContent.matchAll(/[\w.+-]+@[\w.-]+\w/g)];
  const replaced = [...text.querySelectorAll(".replaced")];
  const marks = replaced.filter((one) => one.textContent.includes("@"));
  const exact = (mark, index) => {
    const range = new Range();
    range.setStart(text, 0);
    range.setEndBefore(mark);
    const [place, words] = [range.toString().length, mark.textContent];
    return wanted[index]?.index === place && wanted[index][0] === words;
  };
  return [marks.length, marks.filter((mark, index) => !exact(mark, index)).length];
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of long example: its task and how its files are made."""

    name: str
    question: str
    make: Callable[[Path, int], list[Path]]


def turns(folder: Path, items: int) -> list[Path]:
    """Tickets of 200 turns."""
    file = folder / "turns.jsonl"
    speakers = ("user", "assistant")
    lines = [
        {
            "messages": [
                {"role": speakers[turn % 2], "content": f"Turn {turn} of case {row}. " * 6}
                for turn in range(TURNS)
            ]
        }
        for row in range(items)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return [file]


def marks(folder: Path, items: int) -> list[Path]:
    """Texts of 50 kB with 100 addresses, characters of two units among them."""
    file = folder / "marks.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["question", "answer"])
        for row in range(items):
            words = [f"🎉 part {n}: write to box{n}.{row}@post{n}.example " for n in range(MARKS)]
            filled = [(one + "and so on " * 60)[: CHARACTERS // MARKS - 1] for one in words]
            writer.writerow([" ".join(filled), "Thank you."])
    return [file]


def invoices(folder: Path, items: int) -> list[Path]:
    """Invoices of twelve pages, each with the pages of real ones in another order."""
    real = sorted((SHARED / "invoices/invoice2data").glob("*.pdf"))
    files = []
    for number in range(items):
        document = pypdfium2.PdfDocument.new()
        while len(document) < PAGES:
            source = pypdfium2.PdfDocument(real[(len(document) + number) % len(real)])
            document.import_pages(source, [0])
        files.append(folder / f"invoice-{number}.pdf")
        document.save(files[-1])
    return files


KINDS = (
    Kind(name="turns", question=LABEL, make=turns),
    Kind(name="marks", question=LABEL, make=marks),
    Kind(name="invoices", question=FIELDS, make=invoices),
)


def prepare(desk: RunningDesk, folder: Path, items: int) -> None:
    """Read every kind in, scan it and let what is found be replaced."""
    for kind in KINDS:
        desk.run("ingest", *kind.make(folder, items), "--task", kind.name)
        desk.run("scan", "--task", kind.name)
        desk.run("decide", "--all", "mask", "--task", kind.name)


def write_tasks(folder: Path) -> None:
    """A task for each kind; one key rejects, without a reason."""
    folder.mkdir(parents=True)
    for kind in KINDS:
        intake = "invoice" if kind.name == "invoices" else "ticket"
        answer = kind.question.split('id = "', 1)[1].split('"', 1)[0]
        text = TASK.format(title=kind.name.capitalize(), intake=intake, answer=answer)
        (folder / f"{kind.name}.toml").write_text(f"{text}\n{kind.question}")


def measure(page: Page, kind: Kind) -> list[Goal]:
    """Open one example after the other; the slowest of each way of opening, in milliseconds."""
    desk = page.locator(".desk")
    left = int(desk.locator(".progress").inner_text().split(" · ")[1].split()[0])
    opened, whole, counted, misplaced = [], [], [], 0
    turned: dict[float, list[float]] = {0.0: [], READ_MS: []}
    for number in range(left - 1):
        opened.append(desk.evaluate(OPEN))
        if kind.name == "marks":
            whole.append(desk.evaluate(WHOLE))
            found, wrong = desk.evaluate(MISPLACED)
            counted.append(found)
            misplaced += wrong
        if kind.name == "invoices":
            read = READ_MS if number % 2 else 0.0
            turned[read] += [desk.evaluate(TURN, [one, read]) for one in range(1, PAGES)]
    goals = [_slowest(f"{kind.name}: ms", opened)]
    if whole:
        goals += [
            _slowest(f"{kind.name}: ms until the whole text is there", whole),
            Goal(name="addresses marked in each text", value=min(counted), bound=MARKS),
            Goal(name="marks beside their address", value=misplaced, bound=0, at_most=True),
        ]
    for read, times in turned.items():
        if times:
            pace = f"each read for {read / 1000:.0f} s" if read else "turned without a pause"
            goals.append(_slowest(f"next page, {pace}: ms", times))
    return goals


def _slowest(name: str, times: list[float]) -> Goal:
    middle = f"median {statistics.median(times):.0f}"
    shown = f"{name}, n {len(times)}, {middle}"
    return Goal(name=shown, value=max(times), bound=BOUND_MS, at_most=True)


def main() -> None:
    """Print the slowest opening of each kind beside its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_tasks(folder / "workspace" / "tasks")
        desk = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
        desk.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            prepare(desk, folder, arguments.items)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(desk.link())
            page.get_by_role("heading", name="Overview").wait_for()
            goals = []
            for kind in KINDS:
                page.goto(f"{desk.address}/review?task={kind.name}")
                page.locator(".desk .turn").first.wait_for(state="attached")
                goals += measure(page, kind)
            print_goals(goals)
        finally:
            browser.close()
            desk.stop()


if __name__ == "__main__":
    main()

"""How long a curator waits on the privacy page: from the key to the next value, and to the disk.

100,000 made findings in 20,000 examples, so that nothing here depends on how fast the scan is. The
keys are real ones in a real Chromium, timed by the clock; the verbs' CPU time is taken in this
process before the app starts.
"""

import argparse
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from playwright.sync_api import Page, expect, sync_playwright

from curation.privacy.finding import Action, Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.settings import read_settings
from curation.store import findings
from curation.web.cookies import SESSION_COOKIE
from curation.workflow.privacy.decide import decide
from curation.workflow.privacy.findings import Wanted, list_values, read_overview
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.bench.bench_latency import show, sign_in
from tests.browser.conftest import ARGUMENTS, CHROMIUM, RunningDesk, free_port
from tests.makers import CURATOR, make_example
from tests.staged import add_examples

TASK = "support-replies"
BATCH = 2_000
UNDECIDED = Wanted(action="undecided")
FIRST = ("Ann", "Ben", "Carla", "Dimitri", "Elif", "Farid", "Grace", "Hiro", "Ines", "Jomo")
LAST = ("Hartmann", "Okafor", "Nguyen", "Novak", "Lindqvist", "Yilmaz", "Rossi", "Tanaka", "Diaz")

WATCH = """
() => {
  const find = (node) => {
    for (const child of node.querySelectorAll("*")) {
      if (child.matches(".desk")) return child;
      const found = child.shadowRoot && find(child.shadowRoot);
      if (found) return found;
    }
  };
  const desk = find(document);
  const log = (window.waits = { painted: [], stored: [] });
  let pressed = null;
  let waiting = false;
  window.addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
    waiting = true;
  }, true);
  new MutationObserver(() => {
    const from = pressed;
    if (!waiting) return;
    waiting = false;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();  // its message comes after the frame was painted
      channel.port1.onmessage = () => log.painted.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }).observe(desk.querySelector(".name"), { childList: true, subtree: true });
  const state = desk.querySelector(".state");
  let saving = false;
  new MutationObserver(() => {
    if (saving && !state.textContent) log.stored.push(performance.now() - pressed);
    saving = Boolean(state.textContent);
  }).observe(state, { childList: true, characterData: true, subtree: true });
}
"""


def stock(folder: Path, examples: int) -> None:
    """A workspace of tickets in which five values each were found, many of them often."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    chance = Random(20261121)
    for start in range(0, examples, BATCH):
        _stock_batch(workspace, chance, range(start, min(start + BATCH, examples)))
    sign_in(workspace, CURATOR.id, CURATOR.role)
    workspace.store.checkpoint()
    close_workspace(workspace)


def _stock_batch(workspace: Workspace, chance: Random, rows: range) -> None:
    staged, scans = [], []
    for row in rows:
        text, marks = _ticket(chance)
        example = make_example(text, row=row)
        staged.append(example)
        found = tuple(
            Finding(
                example_id=example.id,
                path="messages.0",
                begins=begins,
                ends=begins + len(value),
                entity=entity,
                score=0.7,
                recognizer="Bench",
                value_key=value_key(workspace.secret, entity, value),
            )
            for begins, entity, value in marks
        )
        scans.append(
            Scan(
                id=f"s{row}",
                example_id=example.id,
                version=1,
                edits_until=0,
                fingerprint=current_fingerprint(),
                incomplete=False,
                findings=found,
            )
        )
    add_examples(workspace.store, staged)
    findings.add_scans(
        workspace.store,
        scans,
        {},
        fingerprint=current_fingerprint(),
        recorded_at=workspace.now(),
    )


def _ticket(chance: Random) -> tuple[str, list[tuple[int, str, str]]]:
    """A text and where five values stand in it."""
    number = int(chance.paretovariate(0.35)) % 20_000
    name = f"{FIRST[number % 10]} {LAST[number // 10 % 9]}{'abcdefghij'[number // 90 % 10] * 2}"
    mail = f"{name.lower().replace(' ', '.')}{number}@example.org"
    phone = f"+49 30 {chance.randrange(1_000_000, 9_999_999)}"
    order, town = f"A-{chance.randrange(10**6)}", chance.choice(LAST) + "stadt"
    text = ""
    marks = []
    for words, entity, value in (
        ("Hello, my name is ", "PERSON", name),
        (" and my parcel never came to ", "LOCATION", town),
        ("; it was sent on Monday, order ", "ORDER_NUMBER", order),
        (". Please write to ", "EMAIL_ADDRESS", mail),
        (" or call me, best in the evening, on ", "PHONE_NUMBER", phone),
    ):
        text += words
        marks.append((len(text), entity, value))
        text += value
    return text + ". Thank you for looking into it.", marks


def verbs(folder: Path, rounds: int) -> None:
    """Print the CPU time of the verbs: the first list, a decision, the list after it."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))

    def page() -> str:
        read_overview(workspace, CURATOR, TASK)
        return list_values(workspace, CURATOR, TASK, UNDECIDED, limit=2)[0].value_key

    show("CPU: overview and list, first time", [_timed(page)])
    deciding, listing = [], []
    for _ in range(rounds):
        value = list_values(workspace, CURATOR, TASK, UNDECIDED, limit=2)[0]
        deciding.append(
            _timed(
                lambda value=value: decide(
                    workspace,
                    CURATOR,
                    TASK,
                    value.entity,
                    value.value_key,
                    Action.MASK,
                    request_id=uuid.uuid4().hex,
                )
            )
        )
        listing.append(_timed(page))
    show("CPU: a value decided", deciding)
    show("CPU: overview and list after a decision", listing)
    close_workspace(workspace)


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds of CPU: other programs on the machine do not count."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def measure(page: Page, keys: int, pause: float) -> dict[str, list[float]]:
    """Milliseconds of each key until the next value was painted, and until it was stored."""
    page.evaluate(WATCH)
    for number in range(1, keys + 1):
        page.keyboard.press("r")
        while page.evaluate("waits.stored.length") < number:
            page.wait_for_timeout(20)
        page.wait_for_timeout(1000 * pause)
    return dict(page.evaluate("waits"))


def main() -> None:
    """Print the verbs' times, then p50 and p95 of both waits in the browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two keys")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        stock(folder / "workspace", arguments.examples)
        verbs(folder / "workspace", 20)
        desk = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
        desk.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            cookie = {"name": SESSION_COOKIE, "value": CURATOR.id, "url": desk.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
            page = context.new_page()
            began = time.perf_counter()
            page.goto(f"{desk.address}/privacy?task={TASK}")
            page.locator(".places mark").first.wait_for(timeout=120_000)
            print(f"{'first page after a start':52} {time.perf_counter() - began:.1f} s")
            expect(page.locator(".state")).to_have_text("")
            page.wait_for_timeout(2000)
            waits = measure(page, arguments.keys, arguments.pause)
            show("key to next value painted", waits["painted"])
            show("key to decision stored and told", waits["stored"])
        finally:
            browser.close()
            desk.stop()


if __name__ == "__main__":
    main()

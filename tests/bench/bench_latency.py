"""How long a reviewer waits: from the key to the next example, and to the decision on disk.

One person is measured in a real Chromium with real keys, alone and beside others. The others are
simulated by websocket_reviewers.py and judge one example every two seconds each.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from playwright.sync_api import Page, expect, sync_playwright

from curation.people import Role, token_hash
from curation.settings import ROOT, read_settings
from curation.store import people
from curation.web.cookies import SESSION_COOKIE
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.bench.bench_release import WORDS
from tests.browser.conftest import ARGUMENTS, CHROMIUM, RunningDesk, free_port
from tests.makers import make_example
from tests.workflow.cleared import clear

TASK = "support-replies"
LABELS = ("delivery", "refund", "billing", "account", "cancellation", "product")
BATCH = 20_000

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
  let saved = 0;
  document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const from = pressed;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();  // its message comes after the frame was painted
      channel.port1.onmessage = () => log.painted.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  }).observe(desk, { attributeFilter: ["data-example"] });
  const state = desk.querySelector(".state");
  new MutationObserver(() => {
    const now = Number(/^Saved (\\d+)/.exec(state.textContent)?.[1] ?? 0);
    if (now > saved) log.stored.push(performance.now() - pressed);
    saved = Math.max(saved, now);
  }).observe(state, { childList: true, characterData: true, subtree: true });
}
"""


def stock(folder: Path, count: int, reviewers: int) -> list[str]:
    """A workspace of scanned tickets and signed-in people; returns their session tokens."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    chance = Random(20261120)
    for start in range(0, count, BATCH):
        clear(
            workspace,
            [
                make_example(
                    f"{row} " + " ".join(chance.choices(WORDS, k=60)),
                    answer=" ".join(chance.choices(WORDS, k=40)),
                    label=chance.choice(LABELS),
                    row=row,
                )
                for row in range(start, min(start + BATCH, count))
            ],
        )
    tokens = [sign_in(workspace, f"reviewer-{number}") for number in range(reviewers)]
    workspace.store.checkpoint()
    close_workspace(workspace)
    return tokens


def sign_in(workspace: Workspace, name: str, role: Role = Role.REVIEWER) -> str:
    """A person with a session; returns its token, which is the name."""
    now = workspace.now()
    people.add_person(
        workspace.store,
        person_id=name,
        name=name,
        role=role,
        created_by="bench",
        recorded_at=now,
    )
    people.add_session(
        workspace.store,
        session_hash=token_hash(name),
        person_id=name,
        recorded_at=now,
        expires_at=now + timedelta(hours=4),
    )
    return name


def measure(page: Page, keys: int, pause: float) -> dict[str, list[float]]:
    """Milliseconds of each key until the next example was painted, and until it was stored."""
    page.evaluate(WATCH)
    for number in range(1, keys + 1):
        page.keyboard.press("a")
        expect(page.locator(".desk .state")).to_have_text(f"Saved {number}", timeout=30_000)
        page.wait_for_timeout(1000 * pause)
    return dict(page.evaluate("waits"))


def others(desk: RunningDesk, tokens: Sequence[str], seconds: float) -> "subprocess.Popen[str]":
    """The simulated reviewers, at work in a process of their own."""
    return subprocess.Popen(
        [
            sys.executable, "-m", "tests.bench.websocket_reviewers", desk.address, *tokens,
            "--task", TASK, "--seconds", str(seconds),
        ],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def show(name: str, waits: Sequence[float]) -> None:
    """One line of the table; waits in milliseconds."""
    ranked = sorted(waits)
    p95 = ranked[min(len(ranked) - 1, round(0.95 * (len(ranked) - 1)))]
    print(
        f"{name:52} n {len(ranked):4}   p50 {statistics.median(ranked):6.1f} ms   "
        f"p95 {p95:6.1f} ms   max {ranked[-1]:6.1f} ms"
    )


def main() -> None:
    """Print p50 and p95 of both waits, alone and beside the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--reviewers", type=int, default=25)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two keys")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        tokens = stock(folder / "workspace", arguments.examples, arguments.reviewers)
        desk = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
        desk.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": SESSION_COOKIE, "value": tokens[0], "url": desk.address}])
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{desk.address}/review?task={TASK}")
        page.locator(".desk .turn").first.wait_for(timeout=120_000)
        print(f"{'first page after a start':52} {time.perf_counter() - began:.1f} s")
        try:
            alone = measure(page, arguments.keys, arguments.pause)
            show("1 reviewer: key to next example painted", alone["painted"])
            show("1 reviewer: key to decision stored and told", alone["stored"])
            if len(tokens) > 1:
                _beside_others(desk, page, tokens[1:], arguments)
        finally:
            browser.close()
            desk.stop()


def _beside_others(
    desk: RunningDesk, page: Page, tokens: Sequence[str], arguments: argparse.Namespace
) -> None:
    seconds = arguments.keys * (arguments.pause + 0.2) + 10
    crowd = others(desk, tokens, seconds)
    page.reload()
    page.locator(".desk .turn").first.wait_for()
    page.wait_for_timeout(8000)  # all of them are at work
    beside = measure(page, arguments.keys, arguments.pause)
    busy = crowd.poll() is None
    told, _ = crowd.communicate(timeout=300)
    count = len(tokens) + 1
    show(f"{count} reviewers: key to next example painted", beside["painted"])
    show(f"{count} reviewers: key to decision stored and told", beside["stored"])
    show("the others: message to answer, without a browser", [1000 * s for s in json.loads(told)])
    if not busy:
        print("The others were done before the measurement was: take more examples.")


if __name__ == "__main__":
    main()

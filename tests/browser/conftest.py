"""A real app in a process of its own and a real Chromium in front of it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from curation.settings import ROOT

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = ROOT / "build" / "pictures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass
class RunningDesk:
    """The app as a process: its workspace, address, and what it printed."""

    workspace: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and return when it answers."""
        self.log.write_text("")
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "streamlit",
                    "run",
                    "app.py",
                    "--server.port",
                    f"{self.port}",
                ],
                cwd=ROOT,
                env={
                    **os.environ,
                    "CURATION_WORKSPACE": str(self.workspace),
                    **self.environment,
                },
                stdout=stream,
                stderr=stream,
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def stop(self, *, kill: bool = False) -> None:
        """End the process, by force when asked to."""
        assert self.process is not None
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait()

    def link(self) -> str:
        """The newest one-time link that the app printed."""
        return re.findall(r"http\S+/start\?token=\S+", self.log.read_text())[-1]

    def run(self, *words: object) -> str:
        """What a command line prints with --json, beside the running app."""
        done = subprocess.run(
            [
                sys.executable, "-m", "curation", *map(str, words),
                "--workspace", str(self.workspace), "--json",
            ],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=1):
                return True
        except OSError:
            return False


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    """The app on an empty workspace."""
    running = RunningDesk(tmp_path / "workspace", free_port(), tmp_path / "app.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests; a missing one is a failure in CI, a skip elsewhere."""
    if not Path(CHROMIUM).exists():
        assert not os.environ.get("CI"), "Chromium must be there in CI."
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_person(chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Opens a page in a browser profile of its own, as another person would."""
    contexts: list[BrowserContext] = []

    def open_page() -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def owner(desk: RunningDesk, new_person: Callable[[], Page]) -> Page:
    """A page on which the owner is signed in, on the overview."""
    page = new_person()
    page.goto(desk.link())
    page.get_by_role("heading", name="Overview").wait_for()
    return page


def settled(page: Page) -> None:
    """Return when Streamlit has finished its run."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def picture(page: Page, name: str) -> None:
    """Pictures of the page at 1440 and 900 pixels, light and dark, in build/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1440, 900):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(400)
            page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})

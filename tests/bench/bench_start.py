"""How long it takes from the command to the first usable page; each start is a new process."""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from curation.settings import ROOT
from tests.browser.conftest import CHROMIUM


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(browser, folder: Path) -> dict[str, float]:
    """Seconds from the start of the process: answers, sign-in done, first page usable."""
    port = free_port()
    log = folder / "log.txt"
    environment = {**os.environ, "CURATION_WORKSPACE": str(folder / "workspace")}
    began = time.perf_counter()
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT, env=environment, stdout=stream, stderr=stream,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
        answers = time.perf_counter() - began
        link = re.search(r"http\S+/start\?token=\S+", log.read_text())
        assert link, log.read_text()
        page = browser.new_context().new_page()
        page.goto(link.group(0).replace("localhost", "127.0.0.1"))
        if page.locator("input[name=password]").count():
            page.locator("input[name=name]").fill("Olga")
            for box in page.locator("input[type=password]").all():
                box.fill("a long enough password")
            page.locator("button[type=submit]").click()
        page.get_by_role("heading", level=1).wait_for()
        usable = time.perf_counter() - began
        page.reload()
        again = time.perf_counter()
        page.get_by_role("heading", level=1).wait_for()
        return {
            "process to first answer": answers,
            "process to first usable page": usable,
            "reload to usable page": time.perf_counter() - again,
        }
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(address: str) -> None:
    """Return as soon as the address answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


def main() -> None:
    """Print the median and the slowest of several starts, in seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        results = []
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                results.append(measure(browser, Path(folder)))
        browser.close()
    for name in results[0]:
        seconds = [result[name] for result in results]
        print(f"{name:32} median {statistics.median(seconds):5.2f} s   max {max(seconds):5.2f} s")


if __name__ == "__main__":
    main()

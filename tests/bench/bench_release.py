"""How long a release takes: gates, masking, lines, split, files and record; then validation."""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from curation.garbage import collect_rarely
from curation.people import COMMAND_LINE
from curation.release.method import TrainingMethod
from curation.settings import read_settings
from curation.workflow.release.gates import read_gates
from curation.workflow.release.gold import readiness
from curation.workflow.release.release import cut_release
from curation.workflow.release.validate import validate_file
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import make_example
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
WORDS = (
    *("order", "parcel", "refund", "invoice", "account", "password", "delivery", "late", "help"),
    *("card", "address", "street", "payment", "twice", "customer", "number", "since", "return"),
    *("yesterday", "waiting", "answer", "thanks", "kindly", "broken", "please"),
)
LABELS = ("delivery", "refund", "billing", "account", "cancellation", "product")
LENGTH = {"question": 60, "answer": 40}


def stocked(workspace: Workspace, count: int) -> None:
    """Accepted tickets of about 100 words in groups of customers, from a fixed seed."""
    random = Random(20261120)
    tickets = [
        make_example(
            f"{number} " + " ".join(random.choices(WORDS, k=LENGTH["question"])),
            answer=" ".join(random.choices(WORDS, k=LENGTH["answer"])) + ".",
            group=f"customer {int(count / 3 * random.random() ** 2)}",
            row=number,
        )
        for number in range(1, count + 1)
    ]
    stock(workspace, tickets)
    settle(
        workspace,
        {
            ticket.id: {"category": random.choice(LABELS), "reply": ticket.answer.content}
            for ticket in tickets
            if ticket.answer
        },
    )


def main() -> None:
    """Print seconds and lines per second of each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=50_000)
    count = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(read_settings({}), workspace=Path(folder).resolve() / "desk")
        workspace = open_workspace(settings)
        collect_rarely()  # as the app and the command line do
        try:
            stocked(workspace, count)
            measure(workspace, count)
        finally:
            close_workspace(workspace)


def measure(workspace: Workspace, count: int) -> None:
    """Ask for readiness and gates as the page does, cut once, validate the training part."""
    with timed("readiness", count):
        ready = readiness(workspace, TASK, TrainingMethod.SFT).ready
    with timed("gates", count):
        read_gates(workspace, workspace.task(TASK), TrainingMethod.SFT, ready=ready)
    with timed("release", count):
        release = cut_release(
            workspace,
            COMMAND_LINE,
            task_id=TASK,
            method=TrainingMethod.SFT,
            seed=1,
            request_id="bench",
        )
    with timed("validation", release.counts["train"]):
        report = validate_file(
            release.folder / "train.jsonl",
            method=TrainingMethod.SFT,
            provider="openai",
            model="gpt-4.1-mini",
            apart_from=release.folder / "test.jsonl",
        )
    print(f"valid: {report.valid}, parts: {dict(release.counts)}")


@contextmanager
def timed(step: str, lines: int) -> Iterator[None]:
    """Print the seconds by the clock and of the processor; the latter ignores busy neighbours."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"{step:10} {clock:6.1f} s by the clock, {processor:6.1f} s of processor, {lines:,} lines"
    )


if __name__ == "__main__":
    main()

"""How long 100,000 tickets in a CSV file take to be staged, beside what DuckDB alone needs to read
and insert the same file; how much memory, and how usable the app is meanwhile."""

import argparse
import csv
import os
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb

from curation.people import COMMAND_LINE
from curation.settings import read_settings
from curation.store.connection import CONFIGURATION
from curation.workflow.ingest import reader
from curation.workflow.ingest.ingest import ingest_files, preview_files, total
from curation.workflow.ingest.input_files import input_files
from curation.workflow.workspace import Workspace, close_workspace, open_workspace

TASK = "support-replies"
NAMES = ("id", "subject", "message", "answer", "category", "customer")
WORDS = (
    *("order", "parcel", "refund", "invoice", "account", "password", "delivery", "late", "help"),
    *("card", "address", "street", "payment", "twice", "customer", "number", "since", "return"),
    *("yesterday", "waiting", "answer", "thanks", "kindly", "broken", "please", "größer", "“now”"),
)
LABELS = ("delivery", "refund", "billing", "account", "cancellation", "product")
RUNS = 3
BUDGET = {"ratio": 3.0, "megabytes": 1_000.0}
PAUSE = 0.02  # seconds between two small writes


def write_tickets(file: Path, count: int) -> dict[str, int]:
    """Tickets of about 600 bytes from a fixed seed; returns how many faults and duplicates.

    Every tenth message has line ends, every 500th row no message, every 400th is there already.
    """
    random = Random(20261121)
    planted = {"faults": 0, "duplicates": 0}
    before: list[str] = []
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(NAMES)
        for number in range(count):
            message = " ".join(random.choices(WORDS, k=45)) + f" {number}"
            if number % 10 == 0:
                message = message.replace(" please ", '\n"please",\n')
            answer = " ".join(random.choices(WORDS, k=40))
            row = [
                f"{number:07}", " ".join(random.choices(WORDS, k=5)), message, answer,
                random.choice(LABELS), f"C{int(count / 3 * random.random() ** 2)}",
            ]  # fmt: skip
            if number % 500 == 3:
                row[1] = row[2] = "  "
                planted["faults"] += 1
            elif number % 400 == 7 and before:
                row = before
                planted["duplicates"] += 1
            else:
                before = row
            writer.writerow(row)
    return planted


def duckdb_alone(file: Path, folder: Path) -> float:
    """Seconds for DuckDB to read the file and insert its rows into a table on disk."""
    database = folder / f"{uuid.uuid4().hex}.duckdb"
    begun = time.perf_counter()
    with duckdb.connect(str(database), config=CONFIGURATION) as connection:
        columns = ", ".join(f'"{name}" varchar' for name in NAMES)
        connection.execute(f"create table ticket ({columns})")
        connection.execute(
            "insert into ticket select * from read_csv(?, all_varchar = true, header = true)",
            [str(file)],
        )
        connection.execute("checkpoint")
    seconds = time.perf_counter() - begun
    database.unlink()
    return seconds


@contextmanager
def workspace_in(folder: Path) -> Iterator[Workspace]:
    """A new workspace, open until the end of the block."""
    settings = replace(read_settings({}), workspace=folder / uuid.uuid4().hex)
    workspace = open_workspace(settings)
    try:
        yield workspace
    finally:
        close_workspace(workspace)


def whole_ingest(file: Path, folder: Path, planted: dict[str, int], *, warm: bool) -> float:
    """Seconds from the file to staged examples, the start of the reader included unless `warm`."""
    if not warm:
        reader._end_all()
    with workspace_in(folder) as workspace:
        begun = time.perf_counter()
        counts = total(ingest_files(workspace, COMMAND_LINE, TASK, input_files([file])))
        seconds = time.perf_counter() - begun
    found = {"faults": counts.faults, "duplicates": counts.duplicates}
    assert found == planted, (found, planted)
    return seconds


def small_writes(workspace: Workspace, until: threading.Event) -> list[float]:
    """Milliseconds of each write of a review, one after another until the event is set."""
    taken = []
    while not until.is_set():
        values = [uuid.uuid4().hex, TASK, "0" * 20, 1, "ann", "accept", "{}", "", "1", False,
                  False, 1.0, workspace.now()]  # fmt: skip
        begun = time.perf_counter()
        workspace.store.write(
            "insert into review (review_id, task, example_id, version, reviewer, decision, "
            "answers, comment, guideline_version, saw_others, edited, seconds, recorded_at) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        taken.append(1_000 * (time.perf_counter() - begun))
        until.wait(PAUSE)
    return sorted(taken)


def writes_meanwhile(file: Path, folder: Path) -> tuple[list[float], list[float]]:
    """Small writes on their own for two seconds, and during an ingest."""
    with workspace_in(folder) as workspace:
        return (
            during(workspace, lambda: time.sleep(2)),
            during(
                workspace,
                lambda: ingest_files(workspace, COMMAND_LINE, TASK, input_files([file])),
            ),
        )


def during(workspace: Workspace, work: Callable[[], object]) -> list[float]:
    """The small writes while something else is done."""
    over, taken = threading.Event(), list[float]()
    thread = threading.Thread(target=lambda: taken.extend(small_writes(workspace, over)))
    thread.start()
    work()
    over.set()
    thread.join()
    return taken


def preview_seconds(file: Path, folder: Path) -> float:
    """Seconds until the first examples of the file are seen, with a reader that is started."""
    with workspace_in(folder) as workspace:
        begun = time.perf_counter()
        preview_files(workspace, COMMAND_LINE, TASK, input_files([file]))
        return time.perf_counter() - begun


def peak_megabytes(process: int) -> float:
    """The most memory that a running process ever held.

    From /proc, for `getrusage` tells of a child at least what its parent had when it was started.
    """
    status = Path(f"/proc/{process}/status").read_text()
    (peak,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peak) * 1_024 / 1_000_000


def main() -> None:
    """Print the times, the ratio, the memory and the small writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    count = parser.parse_args().tickets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        file = folder / "tickets.csv"
        planted = write_tickets(file, count)
        print(f"{count:,} tickets, {file.stat().st_size / 1e6:.0f} MB, {planted}")
        alone, ours, warm = [], [], []
        for _ in range(RUNS):
            alone.append(duckdb_alone(file, folder))
            ours.append(whole_ingest(file, folder, planted, warm=False))
            warm.append(whole_ingest(file, folder, planted, warm=True))
        ratio = statistics.median(ours) / statistics.median(alone)
        print(f"DuckDB alone   {statistics.median(alone):6.2f} s")
        print(f"whole ingest   {statistics.median(ours):6.2f} s, with a new reader process")
        print(f"               {statistics.median(warm):6.2f} s, with a reader that runs already")
        print(f"ratio          {ratio:6.2f}   (budget {BUDGET['ratio']:g})")
        print(f"preview        {preview_seconds(file, folder):6.2f} s")
        quiet, busy = writes_meanwhile(file, folder)
        for title, taken in (("alone", quiet), ("during", busy)):
            p95 = taken[int(0.95 * len(taken))]
            print(f"small write {title:7} median {statistics.median(taken):.1f} ms, "
                  f"p95 {p95:.1f} ms, longest {taken[-1]:.1f} ms")  # fmt: skip
        app = peak_megabytes(os.getpid())
        child = max(peak_megabytes(one.pid) for one in reader._readers)
        reader._end_all()
    print(f"peak memory    {app:.0f} MB app + {child:.0f} MB reader   "
          f"(budget {BUDGET['megabytes']:g} MB)")  # fmt: skip


if __name__ == "__main__":
    main()

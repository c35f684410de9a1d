"""What a scan takes: against plain Presidio, a second time, with more workers, with one killed."""

import os
import signal
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from curation.people import COMMAND_LINE
from curation.privacy.finding import Action, value_key
from curation.scanner.pool import scan_batches
from curation.scanner.worker import Spans, Text, scan_for_everything, scan_here
from curation.settings import read_settings
from curation.workflow.privacy.decide import decide_values
from curation.workflow.privacy.findings import read_overview
from curation.workflow.privacy.scan import BATCH, scan_task
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.bench.goals import Goal
from tests.bench.pii_engines import Scan, made_texts, plain_presidio
from tests.makers import make_example
from tests.staged import add_examples

TASK = "support-replies"
ROUNDS = 5

ScanAll = Callable[[Sequence[str]], object]


def print_speed(count: int) -> Iterator[Goal]:
    """Print and yield every figure; `count` is the number of texts."""
    texts = made_texts(count)
    letters = sum(map(len, texts)) / len(texts)
    print(f"\nSpeed: {count} texts, {letters:.0f} characters each; load of the machine {load()}")
    yield against_presidio(texts)
    yield from workers_of(texts)
    yield one_killed(texts)
    yield from in_the_app(texts)


def load() -> str:
    """How many processes want a processor, of how many there are."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def against_presidio(texts: Sequence[str]) -> Goal:
    """CPU time of plain Presidio divided by ours, in turns over the same texts.

    Ours scans them as the app does, in batches; Presidio's own batches take as long as one by one.
    """
    plain, ours = one_by_one(plain_presidio()), in_batches
    for scan in (plain, ours):
        cpu_seconds(scan, texts[: 2 * BATCH])
    parts = [texts[turn::ROUNDS] for turn in range(ROUNDS)]
    seconds = [(cpu_seconds(plain, part), cpu_seconds(ours, part)) for part in parts]
    ratio = statistics.median(one / other for one, other in seconds)
    each = [1_000 * statistics.median(s) / len(parts[0]) for s in zip(*seconds, strict=True)]
    print(f"  plain Presidio {each[0]:.2f} ms a text, ours with every kind {each[1]:.2f} ms")
    return Goal(name="speed: plain Presidio's CPU time / ours", value=ratio, bound=2.0)


def one_by_one(scan: Scan) -> ScanAll:
    """A scan of one text as one of many."""
    return lambda texts: [scan(text) for text in texts]


def in_batches(texts: Sequence[str]) -> None:
    """The app's scan with every kind it knows."""
    for first in range(0, len(texts), BATCH):
        scan_for_everything(texts[first : first + BATCH])


def cpu_seconds(scan: ScanAll, texts: Sequence[str]) -> float:
    """CPU seconds of this process for a scan of each text."""
    began = time.process_time()
    scan(texts)
    return time.process_time() - began


def workers_of(texts: Sequence[str]) -> Iterator[Goal]:
    """The clock with one worker and with two, both started and warm; the median of three."""
    named = [(str(number), text) for number, text in enumerate(texts)]
    ratios = []
    list(scan_batches(lambda done: _batches(named, done), workers=2))
    for _ in range(3):
        seconds = []
        for workers in (1, 2):
            began = time.perf_counter()
            list(scan_batches(lambda done: _batches(named, done), workers=workers))
            seconds.append(time.perf_counter() - began)
        ratios.append(seconds[0] / seconds[1])
        print(f"  one worker {seconds[0]:.2f} s, two {seconds[1]:.2f} s; load {load()}")
    yield Goal(
        name="speed: one worker's clock / two workers'", value=statistics.median(ratios), bound=1.6
    )


def _batches(named: Sequence[Text], done: frozenset[str]) -> Iterator[tuple[str, Sequence[Text]]]:
    parts = {str(at): named[at : at + BATCH] for at in range(0, len(named), BATCH)}
    return ((name, part) for name, part in parts.items() if name not in done)


def one_killed(texts: Sequence[str]) -> Goal:
    """How many batches are scanned twice when a worker is killed in the middle of one."""
    named = [(str(number), text) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        work = partial(scan_and_be_killed, folder=folder, at=str(len(texts) // 2 + BATCH // 2))
        spans: Spans = {}
        for _, own in scan_batches(lambda done: _batches(named, done), workers=2, work=work):
            spans |= own
        scanned = sum(file.stat().st_size for file in Path(folder).glob("*.scanned"))
    assert len(spans) == len(texts), "a text was lost"
    again = (scanned - len(texts)) / BATCH
    print(f"  a worker killed in the middle of {len(texts):,} texts: {scanned - len(texts)} again")
    return Goal(
        name="speed: batches scanned again after a kill", value=again, bound=1.0, at_most=True
    )


def scan_and_be_killed(texts: Sequence[Text], *, folder: str, at: str) -> Spans:
    """Scan, noting how many texts; die at the text of that name, once."""
    spans: Spans = {}
    note = Path(folder) / f"{uuid.uuid4().hex}.scanned"
    for text in texts:
        if text[0] == at and not (killed := Path(folder) / "killed").exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        spans |= scan_here([text])
        with note.open("a") as stream:
            stream.write(".")
    return spans


def in_the_app(texts: Sequence[str]) -> Iterator[Goal]:
    """A first and a second scan of a task, and how long a read and a write take meanwhile."""
    with fresh_workspace() as workspace:
        add_examples(
            workspace.store, [make_example(text, row=row) for row, text in enumerate(texts)]
        )
        reads: list[float] = []
        writes: list[float] = []
        first = threading.Thread(target=_scan, args=(workspace,))
        began = time.perf_counter()
        first.start()
        while first.is_alive():
            reads.append(timed(lambda: read_overview(workspace, COMMAND_LINE, TASK)))
            writes.append(timed(lambda: _decide(workspace)))
            first.join(0.02)
        took = time.perf_counter() - began
        again = statistics.median(timed(lambda: _scan(workspace)) for _ in range(3))
    print(f"  first scan in the app {took:.2f} s, the same again {again * 1_000:.1f} ms")
    print(f"  {len(reads)} reads and writes meanwhile; load {load()}")
    yield Goal(name="speed: first scan / scan of unchanged texts", value=took / again, bound=50)
    for name, waits in (("read", reads), ("write", writes)):
        p95 = 1_000 * sorted(waits)[int(0.95 * len(waits))]
        yield Goal(
            name=f"while it scans: 95 % of {name}s within, ms", value=p95, bound=250, at_most=True
        )


@contextmanager
def fresh_workspace() -> Iterator[Workspace]:
    """A workspace that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(read_settings({}), workspace=Path(folder).resolve() / "desk")
        workspace = open_workspace(settings)
        try:
            yield workspace
        finally:
            close_workspace(workspace)


def timed(what) -> float:
    """Seconds by the clock."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _scan(workspace: Workspace) -> None:
    scan_task(workspace, COMMAND_LINE, TASK, lambda done, total, said: None, 2)


def _decide(workspace: Workspace) -> None:
    request = uuid.uuid4().hex
    values = [("PERSON", value_key(workspace.secret, "PERSON", request))]
    decide_values(workspace, COMMAND_LINE, TASK, values, Action.KEEP, request_id=request)

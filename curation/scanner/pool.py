"""Scanning in worker processes: in batches, each handed over as soon as it is done."""

import functools
import multiprocessing
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence

from joblib import Parallel, delayed
from joblib.externals.loky.process_executor import TerminatedWorkerError

from curation.errors import WorkerLost
from curation.scanner.worker import Spans, Text, scan_here

# said when a scan is stopped: the results under way are not wanted then
warnings.filterwarnings("ignore", message=".*successfully executed.*but not used", module="joblib")

Batch = tuple[str, Sequence[Text]]
"""A name for the batch and its texts."""

Work = Callable[[Sequence[Text]], Spans]

LOOK_SECONDS = 1.0
"""How often a worker looks whether the app is still there."""


def scan_batches(
    batches: Callable[[frozenset[str]], Iterable[Batch]],
    *,
    workers: int,
    work: Work = scan_here,
) -> Iterator[tuple[str, Spans]]:
    """Each batch's name and spans, in the order in which they get done.

    `batches` lists the batches that are not among the names done. It is asked again when a worker
    process was stopped from outside: the batches that were lost with it are given out once more.
    Raises WorkerLost when that happens again. At most twice as many batches as workers are under
    way, so a long list may be lazy.
    """
    done: set[str] = set()
    for attempt in (1, 2):
        try:
            for name, spans in _in_processes(batches(frozenset(done)), workers, work):
                done.add(name)
                yield name, spans
            return
        except TerminatedWorkerError as error:
            if attempt == 2:
                raise WorkerLost(
                    "A worker process was stopped",
                    cause="It was stopped from outside twice, often for want of memory.",
                    cure="What was done is kept. Start the scan again with fewer workers.",
                ) from error


def _in_processes(
    batches: Iterable[Batch], workers: int, work: Work
) -> Iterator[tuple[str, Spans]]:
    # joblib runs a single job in this process, where Presidio must not be: so there are always
    # two processes, and for one worker a single batch at a time is given out. The backend is
    # joblib's default (loky), so that `parallel_config` can name another one.
    parallel = Parallel(
        n_jobs=max(2, workers),
        return_as="generator_unordered",
        pre_dispatch=1 if workers == 1 else 2 * workers,
        batch_size=1,
    )
    yield from parallel(delayed(_carry_out)(name, texts, work) for name, texts in batches)


def _carry_out(name: str, texts: Sequence[Text], work: Work) -> tuple[str, Spans]:
    if multiprocessing.parent_process() is not None:  # not where a backend runs it in the app
        _end_with_parent()
    return name, work(texts)


@functools.cache
def _end_with_parent() -> None:
    """Let this worker process end when the app does; by itself it would wait for minutes."""

    def watch(parent: int) -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()

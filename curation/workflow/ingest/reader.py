"""Asking the reader process: it is started when needed, kept for the next request, and replaced
when a file brings it down."""

import atexit
import logging
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue

from curation.errors import WorkerLost
from curation.settings import ROOT
from curation.workflow.ingest.reader_frames import Frame, FrameLost, Said, read_frame
from curation.workflow.ingest.reader_request import LENGTH, ReadRequest

log = logging.getLogger(__name__)

MODULE = "curation.workflow.ingest.reader_process"

BEAT_SECONDS = 1.0
"""How long a reader may be silent before whoever asked gets a chance to stop it."""

_PIPE_BYTES = 1_048_576

_AHEAD = 2
"""How many frames are taken in while one is stored."""

TOO_LONG = "It took longer than {patience:g} seconds at one place, so reading it was stopped."
BROUGHT_DOWN = "It brought down the program that reads files."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The reader ended at this bundle; the other bundles are read all the same."""

    bundle: int
    reason: str


class Reader:
    """One reader process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", MODULE],
            cwd=ROOT,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pipesize=_PIPE_BYTES,
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False when the process has ended."""
        return self._process.poll() is None

    def ask(self, request: ReadRequest) -> Iterator[Frame | None]:
        """The frames of the answer; None after each second of silence. Raises FrameLost."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        body = pickle.dumps(request)
        try:
            self._process.stdin.write(LENGTH.pack(len(body)) + body)
        except OSError as error:
            raise FrameLost from error
        heard: Queue[Frame | FrameLost] = Queue(_AHEAD)
        over = threading.Event()
        threading.Thread(target=self._listen, args=(heard, over), daemon=True).start()
        try:
            while True:
                try:
                    frame = heard.get(timeout=BEAT_SECONDS)
                except Empty:
                    yield None
                    continue
                if isinstance(frame, FrameLost):
                    raise frame
                yield frame
                if frame.said == Said.END:
                    return
        finally:
            over.set()

    def _listen(self, heard: Queue[Frame | FrameLost], over: threading.Event) -> None:
        """Take frames in while others are stored, for a pipe holds less than one of them."""
        assert self._process.stdout is not None
        said: Frame | FrameLost
        while not over.is_set():
            try:
                said = read_frame(self._process.stdout)
            except (FrameLost, OSError, ValueError):  # the latter two: it was closed meanwhile
                said = FrameLost()
            while not over.is_set():
                with suppress(Full):
                    heard.put(said, timeout=BEAT_SECONDS)
                    break
            if isinstance(said, FrameLost) or said.said == Said.END:
                return

    def end(self, *, grace: float = 0.0) -> int:
        """End the process, whatever it does; returns its exit status.

        One that is about to end is given so many seconds to say why itself.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(grace)
        self._process.kill()
        status = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        return status


def read_all(request: ReadRequest) -> Generator[Frame | Stopped | None]:
    """What the readers say to a request: the bundles that are found, once, then of each in turn
    how it is read and its rows.

    A file that ends its reader is told as Stopped, or has a refusal when it happened at the first
    look; another reader goes on with the other files. None is given after each second of
    silence. Closing the iterator ends the reader.
    """
    has_found = False
    while True:
        place = _Place()
        try:
            for frame in _ask(request, place):
                if frame is None or frame.said not in (Said.LOOKING, Said.FOUND, Said.END):
                    yield frame
                elif frame.said == Said.FOUND and not has_found:
                    has_found = True
                    yield frame
            return
        except FrameLost:
            reason = place.reason(request)
            log.warning("The reader ended with status %s at %s", place.status, place)
        if place.bundle is not None:
            yield Stopped(bundle=place.bundle, reason=reason)
            request = replace(request, done=request.done | {place.bundle})
        elif place.entry is not None and place.entry not in request.stopped:
            request = replace(request, stopped={**request.stopped, place.entry: reason})
        else:
            raise _cannot_start(place.status)


class _Place:
    """Where a reader is, so that it is known what ended it."""

    def __init__(self) -> None:
        self.entry: int | None = None
        self.bundle: int | None = None
        self.status = 0

    def __str__(self) -> str:
        return f"entry {self.entry}, bundle {self.bundle}"

    def note(self, frame: Frame) -> None:
        """Take in what the reader says."""
        if frame.said == Said.LOOKING:
            self.entry = int(frame.details["entry"])
        elif frame.said == Said.OPENING:
            self.bundle = int(frame.details["bundle"])

    def reason(self, request: ReadRequest) -> str:
        """Why the reader ended, in words."""
        if self.status in (-signal.SIGALRM, -signal.SIGPROF):
            return TOO_LONG.format(patience=request.patience)
        return BROUGHT_DOWN


def _ask(request: ReadRequest, place: _Place) -> Iterator[Frame | None]:
    reader = _take()
    stays = False
    try:
        for frame in reader.ask(request):
            if frame is not None:
                place.note(frame)
                stays = frame.said == Said.END and bool(frame.details.get("stays"))
            yield frame
    except FrameLost:
        place.status = reader.end(grace=1.0)
        raise
    finally:
        if stays:
            _give_back(reader)
        else:
            reader.end()
            _readers.discard(reader)


def _take() -> Reader:
    with _lock:
        while _idle:
            reader = _idle.pop()
            if reader.is_alive:
                return reader
            reader.end()
            _readers.discard(reader)
        reader = Reader()
        _readers.add(reader)
        return reader


def _give_back(reader: Reader) -> None:
    """Keep one reader for the next request: starting it takes longer than most files do."""
    with _lock:
        if not _idle:
            _idle.append(reader)
            return
    reader.end()
    _readers.discard(reader)


def _end_all() -> None:
    for reader in list(_readers):
        reader.end()
    _readers.clear()
    _idle.clear()


def _cannot_start(status: int) -> WorkerLost:
    return WorkerLost(
        "The files cannot be read now",
        cause=f"The program that reads files ended as soon as it was started (status {status}).",
        cure="Try again. If it happens again, look at how much memory is free on this machine.",
    )


_lock = threading.Lock()
_idle: list[Reader] = []
_readers: set[Reader] = set()
atexit.register(_end_all)

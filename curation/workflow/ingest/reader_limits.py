"""What keeps a reader process in bounds: work, memory, and its end with the app."""

import os
import resource
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path

_MEMORY = 4_000_000_000  # bytes; a file that needs more is refused instead of filling the machine


def allow(seconds: float) -> None:
    """Let the system end this process after so much work, or three times as long a wait.

    Work is counted, for on a busy machine an innocent file may wait for long. 0 ends the watch.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 3 * seconds)


def limit_memory() -> None:
    """Let the system refuse this process more memory than any file should need."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def memory() -> int:
    """The bytes of memory this process holds now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def end_with_the_app() -> None:
    """Wait until nobody can ask any more; then end, whatever is being read."""
    poll = select.poll()
    poll.register(sys.stdin.fileno(), 0)  # nothing but the other end's going
    poll.poll()
    os._exit(0)

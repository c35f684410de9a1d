"""A gate that many pass at once, and that one can have for itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Many threads inside at once, or one alone; a thread that is inside may come in again."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._alone = False
        self._mine = threading.local()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Be inside with others; waits while somebody is alone, or waits to be."""
        depth = getattr(self._mine, "depth", 0)
        if not depth:
            with self._changed:
                self._changed.wait_for(lambda: not self._alone)
                self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            if not depth:
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be inside alone; waits until all others have left. Not for a thread that is inside."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone = True
            self._changed.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()

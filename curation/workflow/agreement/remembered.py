"""What is computed from a task's answers, kept until somebody reviews or an example changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from curation.store import verdicts
from curation.task import Task
from curation.workflow.workspace import Workspace

T = TypeVar("T")

_MOST = 50


class Remembered(Generic[T]):
    """The last results of `make` for each workspace, task and name; the 50 used last are kept.

    Asking costs one small query. Several threads that ask for the same get one result.
    """

    def __init__(self, make: Callable[[Workspace, Task, str], T]) -> None:
        self._make = make
        self._known: OrderedDict[tuple[Path, Task, str], tuple[int, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, workspace: Workspace, task: Task, name: str = "") -> T:
        """The result for the answers as they are now."""
        newest = verdicts.newest_review(workspace.store, task.id)
        key = (workspace.folder, task, name)
        with self._lock:
            known = self._known.get(key)
            if known is None or known[0] != newest:
                known = self._known[key] = (newest, self._make(workspace, task, name))
            self._known.move_to_end(key)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
            return known[1]

"""The workspace: one folder that holds everything, opened once per process."""

import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from curation.errors import NotFound
from curation.settings import ROOT, Settings, read_settings
from curation.store.connection import Store
from curation.store.guidelines import newest_guidelines
from curation.task import Task, parse_task

SHIPPED_TASKS = ROOT / "data" / "tasks"


def utc_now() -> datetime:
    """The present moment in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open workspace: its folder, store, secret and clock. Verbs take it first.

    `secret` keys the hashes of PII values; `now` is the clock, so that tests can set it.
    """

    folder: Path
    settings: Settings
    store: Store
    secret: bytes
    now: Callable[[], datetime] = field(default=utc_now)

    def tasks(self) -> dict[str, Task]:
        """Every task by id: the shipped ones, then the workspace's own (which win).

        A guideline that was written in the app holds instead of the one in the file.
        """
        files = sorted(SHIPPED_TASKS.glob("*.toml")) + sorted(self.folder.glob("tasks/*.toml"))
        tasks = {file.stem: parse_task(file.read_text(), task_id=file.stem) for file in files}
        for task_id, guideline in newest_guidelines(self.store).items():
            if task_id in tasks:
                tasks[task_id] = replace(tasks[task_id], guideline=guideline)
        return tasks

    def task(self, task_id: str) -> Task:
        """The task of that id. Raises NotFound, naming the tasks there are."""
        tasks = self.tasks()
        if task_id not in tasks:
            raise NotFound(
                "No such task",
                cause=f"There is no task {task_id!r}.",
                cure=f"Choose one of: {', '.join(sorted(tasks))}.",
            )
        return tasks[task_id]


_opened: dict[Path, Workspace] = {}
_opening = threading.Lock()


def open_workspace(settings: Settings | None = None) -> Workspace:
    """The workspace of these settings, opened at the first call and shared by the process.

    Raises StoreBusy when another process holds it.
    """
    settings = settings or read_settings()
    folder = settings.workspace
    with _opening:
        if folder not in _opened:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _opened[folder] = Workspace(
                folder=folder,
                settings=settings,
                store=Store.open(folder / "curation.duckdb"),
                secret=_secret(folder / "secret"),
            )
        return _opened[folder]


def close_workspace(workspace: Workspace) -> None:
    """Let the workspace go, so that another process can open it."""
    with _opening:
        _opened.pop(workspace.folder, None)
        workspace.store.close()


def _secret(file: Path) -> bytes:
    """The workspace's own 32 random bytes, made at the first call, readable by the owner only."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as stream:
        stream.write(secrets.token_bytes(32))
    return file.read_bytes()

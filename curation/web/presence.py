"""Who has a tab open: what is kept for a person who closed the last one goes to others."""

import asyncio
from collections import Counter
from collections.abc import Callable

from curation.workflow.review.review import leave_desk
from curation.workflow.workspace import Workspace

SECONDS = 120.0
"""How long a person may be away (a reload, a lost network) before they count as gone."""


class Presence:
    """Counts the open tabs of each person, and lets go of what is kept for who has none left."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        self._workspace = workspace
        self._tabs: Counter[str] = Counter()
        self._leaving: dict[str, asyncio.Task[None]] = {}

    def come(self, person: str) -> None:
        """A tab of theirs was opened."""
        self._tabs[person] += 1
        leaving = self._leaving.pop(person, None)
        if leaving is not None:
            leaving.cancel()

    def go(self, person: str) -> None:
        """A tab of theirs was closed."""
        self._tabs[person] -= 1
        if self._tabs[person] <= 0:
            del self._tabs[person]
            self._leaving[person] = asyncio.get_running_loop().create_task(self._leave(person))

    async def _leave(self, person: str) -> None:
        await asyncio.sleep(SECONDS)
        self._leaving.pop(person, None)
        await asyncio.to_thread(leave_desk, self._workspace(), person)

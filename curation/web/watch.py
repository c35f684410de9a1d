"""Open tabs whose session ended, expired, or changed its role are told within a second."""

import asyncio
from collections import defaultdict
from collections.abc import Callable

from curation.people import Role
from curation.workflow.settings.sessions import sessions_alive
from curation.workflow.workspace import Workspace

SECONDS = 1.0
"""How often the store is asked; one small query for all open tabs."""


class SessionWatch:
    """An event per open tab, set when the tab's session no longer holds as it did."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        self._workspace = workspace
        self._tabs: defaultdict[str, dict[asyncio.Event, Role]] = defaultdict(dict)
        self._task: asyncio.Task[None] | None = None

    def add(self, session: str, role: Role) -> asyncio.Event:
        """The event of a newly opened tab."""
        over = asyncio.Event()
        self._tabs[session][over] = role
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look())
        return over

    def remove(self, session: str, over: asyncio.Event) -> None:
        """Forget a tab that was closed."""
        self._tabs[session].pop(over, None)
        if not self._tabs[session]:
            del self._tabs[session]

    async def _look(self) -> None:
        while self._tabs:
            await asyncio.sleep(SECONDS)
            asked = list(self._tabs)
            alive = await asyncio.to_thread(sessions_alive, self._workspace(), asked)
            for session in asked:  # a tab that was opened meanwhile was not asked about
                for over, role in self._tabs.get(session, {}).items():
                    if alive.get(session) != role:
                        over.set()

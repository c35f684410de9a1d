"""The trail of everything that people did; owners read it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from curation.ingest.fault_table import quoted
from curation.people import Actor, Role, require
from curation.store import audit
from curation.store.audit import KINDS, Done
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

__all__ = ["KINDS", "Done", "as_table", "read_trail"]

MOST = 100_000


def read_trail(
    workspace: Workspace,
    actor: Actor,
    *,
    what: str = "",
    who: str = "",
    task: str = "",
    since: datetime | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[Done]:
    """What was done, newest first, with people by name; `who` is a name or an id.

    It holds no text of examples: what an entry is about is named by ids.
    """
    require(actor, Role.OWNER, to="read the trail")
    known = names(workspace)
    ids = {name: person for person, name in known.items()}
    found = audit.list_done(
        workspace.store,
        what=what,
        actor=ids.get(who, who),
        task=task,
        since=since,
        limit=min(limit, MOST),
        offset=offset,
    )
    return [replace(done, actor=known.get(done.actor, done.actor)) for done in found]


def as_table(trail: Sequence[Done]) -> str:
    """The trail as CSV; cells that a spreadsheet would run as a formula have an apostrophe."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(["when", "who", "what", "task", "subject"])
    for done in trail:
        cells = (done.actor, done.what, done.task, done.subject)
        table.writerow([done.recorded_at.isoformat(), *map(quoted, cells)])
    return text.getvalue()

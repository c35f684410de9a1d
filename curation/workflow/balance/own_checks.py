"""Checks that curators write themselves as SQL: a query that should find no row."""

from collections.abc import Sequence

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.errors import CurationError, InputRefused
from curation.people import Actor, Role, require
from curation.review.submission import one_line
from curation.store import own_checks as stored
from curation.store.own_checks import OwnCheck
from curation.store.sandbox import QueryResult, run_in_sandbox
from curation.store.snapshot_tables import TABLES
from curation.task import Task
from curation.workflow.explore.explore import LONGEST_QUERY, run_query
from curation.workflow.explore.query_snapshot import fresh_snapshot
from curation.workflow.workspace import Workspace

MOST_CHECKS = 20
MOST_ROWS = 1_000
"""Own checks of a task, and rows that are taken of each."""

EXAMPLE = stored.EXAMPLE
LONGEST_TITLE = 120
_EXAMPLE = "example_id"
_CURE = "Look at what the query finds."


def checks_of(workspace: Workspace, task: Task) -> tuple[Check, ...]:
    """Every check of a task: those that are shipped, then its own."""
    own = stored.list_own_checks(workspace.store, task.id)
    return (*CHECKS, *(_as_check(workspace, each) for each in own))


def list_own_checks(workspace: Workspace, actor: Actor, task_id: str) -> tuple[OwnCheck, ...]:
    """The own checks of a task, the oldest first."""
    require(actor, Role.CURATOR, to="see the checks")
    return stored.list_own_checks(workspace.store, workspace.task(task_id).id)


def save_own_check(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    title: str,
    query: str,
    severity: Severity,
    request_id: str,
) -> int:
    """Keep a query as a check, in place of one of the same title; returns the rows it finds now.

    Raises InputRefused where it cannot be run or a name is missing. It runs as queries on the
    explore page do: on a snapshot, locked, with a limit of time and memory.
    """
    name = one_line(title)
    if not name or len(name) > LONGEST_TITLE:
        raise InputRefused(
            "Name the check",
            cause="It has no name." if not name else "Its name is too long.",
            cure=f"Say in at most {LONGEST_TITLE} characters what it finds.",
        )
    own = {each.title for each in list_own_checks(workspace, actor, task_id)}
    if name not in own and len(own) >= MOST_CHECKS:
        raise InputRefused(
            "There are too many checks",
            cause=f"This task has {len(own)} of its own.",
            cure="Remove one first.",
        )
    found = run_query(workspace, actor, query, MOST_ROWS)
    stored.add_own_check(
        workspace.store,
        task_id,
        OwnCheck(title=name, query=query[:LONGEST_QUERY], severity=str(severity)),
        remove=False,
        actor=actor.id,
        request_id=request_id,
        recorded_at=workspace.now(),
    )
    return len(found.rows)


def remove_own_check(
    workspace: Workspace, actor: Actor, task_id: str, title: str, *, request_id: str
) -> None:
    """Let an own check hold no more; it stays in the trail."""
    require(actor, Role.CURATOR, to="remove a check")
    for each in list_own_checks(workspace, actor, task_id):
        if each.title == title:
            stored.add_own_check(
                workspace.store,
                task_id,
                each,
                remove=True,
                actor=actor.id,
                request_id=request_id,
                recorded_at=workspace.now(),
            )


def _as_check(workspace: Workspace, own: OwnCheck) -> Check:
    def find(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
        try:
            result = run_in_sandbox(
                fresh_snapshot(workspace),
                own.query,
                tables=[table.name for table in TABLES],
                limit=MOST_ROWS,
            )
        except CurationError as error:
            return [Defect(ids=(), says=f"{error.title}: {error.cause}", subject="cannot be run")]
        return _defects(result, {one.id for one in examples})

    return Check(
        name=f"own: {own.title}",
        title=own.title,
        severity=Severity(own.severity),
        cure=_CURE,
        find=find,
    )


def _defects(result: QueryResult, known: set[str]) -> list[Defect]:
    """A defect for each row; one that names an example counts if that one is looked at."""
    found = []
    for row in result.rows:
        cells = dict(zip(result.columns, row, strict=True))
        name = cells.pop(_EXAMPLE, None)
        says = ", ".join(f"{column}: {value}" for column, value in cells.items())[:300]
        if name is None:
            found.append(Defect(ids=(), says=says, subject=says or "a row"))
        elif name in known:
            found.append(Defect(ids=(str(name),), says=says))
    return found

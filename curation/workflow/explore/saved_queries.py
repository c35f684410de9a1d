"""Queries with a name: saved, shared, taken away, and used to say what is judged first."""

import uuid
from dataclasses import replace

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.people import Actor, Role, may, require
from curation.review.route import Order
from curation.store import routing as stored
from curation.store import saved_queries
from curation.store.saved_queries import SavedQuery
from curation.task import Task
from curation.workflow.explore.explore import LONGEST_QUERY, run_query
from curation.workflow.review.routing import set_routing
from curation.workflow.workspace import Workspace

__all__ = ["SavedQuery", "find_query", "forget_query", "judge_first", "list_queries", "save_query"]

LONGEST_NAME = 80


def list_queries(workspace: Workspace, actor: Actor) -> list[SavedQuery]:
    """The actor's own queries and those that others share, by name."""
    require(actor, Role.CURATOR, to="see saved queries")
    return saved_queries.list_queries(workspace.store, actor.id)


def find_query(workspace: Workspace, actor: Actor, name: str) -> SavedQuery:
    """The query of that name that the actor can see. Raises NotFound, naming those there are."""
    known = list_queries(workspace, actor)
    for query in known:
        if query.name.casefold() == name.strip().casefold():
            return query
    raise NotFound(
        "No such query",
        cause=f"No saved query is called {name[:LONGEST_NAME]!r}.",
        cure="Choose one of: " + ", ".join(query.name for query in known)
        if known
        else "Save one on the Explore page first.",
    )


def save_query(
    workspace: Workspace, actor: Actor, *, name: str, sql: str, shared: bool, request_id: str
) -> SavedQuery:
    """Keep a query under a name; an own query of that name gets the new text.

    It must be one that can be run. Raises Conflict when another person's shared query has the name.
    """
    require(actor, Role.CURATOR, to="save queries")
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or len(sql) > LONGEST_QUERY:
        raise InputRefused(
            "A name is needed",
            cause=f"The name is empty or longer than {LONGEST_NAME} characters.",
            cure="Say in a few words what the query asks.",
        )
    run_query(workspace, actor, sql, limit=1)
    same = [q for q in list_queries(workspace, actor) if q.name.casefold() == name.casefold()]
    if any(query.actor != actor.id for query in same):
        raise Conflict(
            "The name is taken",
            cause="Somebody else shares a query of this name.",
            cure="Choose another name.",
        )
    query = SavedQuery(
        id=same[0].id if same else uuid.uuid5(uuid.NAMESPACE_OID, request_id).hex,
        name=name,
        sql=sql,
        shared=shared,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    saved_queries.add_query(workspace.store, query, change_id=request_id)
    return query


def forget_query(workspace: Workspace, actor: Actor, query_id: str, *, request_id: str) -> None:
    """Take a query away: one's own, or as an owner any shared one."""
    known = {query.id: query for query in list_queries(workspace, actor)}
    query = known.get(query_id)
    if query is None:
        raise NotFound(
            "No such query", cause="It was taken away meanwhile.", cure="Reload the page."
        )
    if query.actor != actor.id and not may(actor, Role.OWNER):
        raise NotAllowed(
            "This query is another person's",
            cause="Only who saved it, or an owner, may take it away.",
            cure="Ask them, or save your own under another name.",
        )
    gone = replace(query, sql="", recorded_at=workspace.now())
    saved_queries.add_query(workspace.store, gone, change_id=request_id)


def judge_first(
    workspace: Workspace, actor: Actor, task: Task, sql: str, *, request_id: str
) -> int:
    """Let reviewers of a task be asked about what the query finds, and nothing else, from now on.

    Returns how many examples that are. What else is set for the queue stays as it is.
    """
    present = stored.latest_routing(workspace.store, task.id)
    routing = replace(present, order=Order.QUERY, query=sql)
    kept = set_routing(workspace, actor, task, routing, request_id=request_id)
    return len(kept.ids)

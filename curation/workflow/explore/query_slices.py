"""A query as a slice: which part each example is in, for agreement, balance and evaluation."""

from collections.abc import Collection, Mapping, Sequence

from curation.errors import InputRefused
from curation.evaluation.evaluation import Evaluation, grades_of
from curation.evaluation.slices import Slice, compare_slices
from curation.people import Actor
from curation.store import evaluations
from curation.store.attribute_query import slice_expression
from curation.store.verdicts import FIRST_SLICES
from curation.task import Task
from curation.workflow.balance.attributes import values_of
from curation.workflow.explore.explore import run_query
from curation.workflow.explore.saved_queries import list_queries
from curation.workflow.release.release import get_release
from curation.workflow.workspace import Workspace

__all__ = ["FIRST_SLICES", "compare_by_query", "saved_slices", "slice_expression", "slices_of"]


def saved_slices(workspace: Workspace, actor: Actor) -> dict[str, str]:
    """The SQL of every saved query that the actor sees, by its name. Needs a curator."""
    return {query.name: query.sql for query in list_queries(workspace, actor)}


def slices_of(
    workspace: Workspace, actor: Actor, task: Task, query: str, ids: Collection[str]
) -> Mapping[str, str]:
    """The slice of each of these examples: what the query's column slice says, "found" without
    such a column, "others" for what it does not name.

    Raises InputRefused for a query that cannot be run or names no examples. Needs a curator.
    """
    if "example_id" not in run_query(workspace, actor, query, 1).columns:
        raise InputRefused(
            "The query names no examples",
            cause="Its result has no column example_id.",
            cure=f"Begin with: {FIRST_SLICES}",
        )
    return values_of(workspace, actor, task, slice_expression(query), ids)


def compare_by_query(
    workspace: Workspace, actor: Actor, evaluation: Evaluation, query: str
) -> Sequence[Slice]:
    """The last model of an evaluation against the first in each slice of a query.

    Nothing where one model was asked. Raises as `slices_of` does.
    """
    if len(evaluation.models) < 2:
        return ()
    answers = evaluations.list_grades(workspace.store, evaluation.id)
    ids = sorted({answer.example_id for answer in answers})
    task = workspace.task(get_release(workspace, evaluation.number).task)
    slices = slices_of(workspace, actor, task, query, ids)
    first, last = (grades_of(answers, evaluation.models[place]) for place in (0, -1))
    return compare_slices([slices[one] for one in ids], first, last)

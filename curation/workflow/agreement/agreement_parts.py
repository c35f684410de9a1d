"""Where reviewers agree less: by value, pair of reviewers, week, guideline, file or own query."""

from collections.abc import Mapping
from enum import StrEnum

from curation.people import Actor, Role, require
from curation.review.agreement.agreement import Agreement
from curation.review.agreement.cohen import Pair, cohen_pairs
from curation.review.agreement.parts import ValuePart, by_group, by_value
from curation.review.agreement.ratings import encode_ratings
from curation.store import verdicts
from curation.task import Task
from curation.workflow.agreement.agreement import compared_tables
from curation.workflow.explore.query_slices import slices_of
from curation.workflow.workspace import Workspace


class By(StrEnum):
    """What the answers to a question may be divided by."""

    VALUE = "value"
    PAIR = "pair"
    WEEK = "week"
    GUIDELINE = "guideline_version"
    SUGGESTED = "suggested"
    FILE = "file"
    QUERY = "query"


def values_of(workspace: Workspace, actor: Actor, task: Task, name: str) -> list[ValuePart]:
    """Each value given to a question (a name of `measure_task`), the most frequent first."""
    require(actor, Role.CURATOR, to="see how far people agree")
    return by_value(compared_tables(workspace, task)[name][0])


def pairs_of(workspace: Workspace, actor: Actor, task: Task, name: str) -> list[Pair]:
    """Each pair of reviewers that answered an example both, by their ids."""
    require(actor, Role.CURATOR, to="see how far people agree")
    table, level = compared_tables(workspace, task)[name]
    return cohen_pairs(encode_ratings(table, level))


def groups_of(
    workspace: Workspace, actor: Actor, task: Task, name: str, by: By, *, query: str = ""
) -> Mapping[str, Agreement]:
    """The agreement on a question in each part, the largest first.

    `by` is WEEK, GUIDELINE, SUGGESTED, FILE or QUERY; a query is read as `slices_of` does, which
    also says what is refused.
    """
    require(actor, Role.CURATOR, to="see how far people agree")
    table, level = compared_tables(workspace, task)[name]
    if by in (By.SUGGESTED, By.FILE):
        slices = verdicts.read_slices(workspace.store, task.id, task.stratum)
        table = table.merge(slices, left_on="item", right_on="example_id")
    elif by is By.QUERY:
        slices_by_id = slices_of(workspace, actor, task, query, set(table["item"]))
        table = table.assign(query=table["item"].map(dict(slices_by_id)))
    return by_group(table, str(by), level=level)

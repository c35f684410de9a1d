"""What each accepted example is, by a question's final answer or by an SQL expression."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock

from curation.errors import InputRefused
from curation.people import Actor
from curation.store.attribute_query import attribute_query
from curation.store.sandbox import MOST_ROWS
from curation.store.verdicts import list_verdicts
from curation.task import QuestionKind, Task
from curation.workflow.explore.explore import run_query
from curation.workflow.explore.query_snapshot import fresh_snapshot
from curation.workflow.workspace import Workspace

_KEPT = 8
_asked: OrderedDict[tuple[str, ...], dict[str, str]] = OrderedDict()
_asking = Lock()
"""What was asked last, by the state it was asked of: a page asks again with every click."""

READY = {
    "Length of the question": "case when length(prompt) < 200 then 'short' "
    "when length(prompt) < 800 then 'medium' else 'long' end",
    "Turns of the conversation": "case when turns < 2 then 'one' "
    "when turns < 5 then '2 to 4' else '5 and more' end",
}
"""Expressions to start from, by what they tell."""

COUNTED = {QuestionKind.LABEL, QuestionKind.RATING, QuestionKind.PREFERENCE}
"""Kinds of questions whose answers are few enough to be balanced."""


def balanced_questions(task: Task) -> list[str]:
    """The questions by whose final answers examples can be balanced; the task's own comes first."""
    others = [q.id for q in task.questions if q.kind in COUNTED and q.id != task.stratum]
    return [*filter(None, [task.stratum]), *others]


def answers_to(
    workspace: Workspace, task: Task, question: str, ids: Collection[str]
) -> dict[str, str]:
    """The final answer of each of these accepted examples, "" where it has none."""
    verdicts = {verdict.example_id: verdict for verdict in list_verdicts(workspace.store, task.id)}
    return {
        example_id: verdicts[example_id].answers.get(question, "").strip() for example_id in ids
    }


def values_of(
    workspace: Workspace, actor: Actor, task: Task, expression: str, ids: Collection[str]
) -> dict[str, str]:
    """The value of an SQL expression over `examples` for each of these, "" where it is null.

    Raises InputRefused for an expression that cannot be run.
    """
    if not expression.strip():
        raise InputRefused(
            "There is nothing to balance by",
            cause="The expression is empty.",
            cure="Write a column of the table examples, or an expression over its columns.",
        )
    key = (str(fresh_snapshot(workspace)), task.id, expression)
    with _asking:
        if key not in _asked:
            _asked[key] = _ask(workspace, actor, attribute_query(task.id, expression))
        _asked.move_to_end(key)
        while len(_asked) > _KEPT:
            _asked.popitem(last=False)
        found = _asked[key]
    return {example_id: found.get(example_id, "") for example_id in ids}


def _ask(workspace: Workspace, actor: Actor, query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    more = True
    while more:
        result = run_query(workspace, actor, query, MOST_ROWS, offset=len(found))
        found |= {
            str(example_id): "" if value is None else str(value).strip()
            for example_id, value in result.rows
        }
        more = result.more
    return found

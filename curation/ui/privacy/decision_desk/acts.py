"""Carrying out what a person asked for at the desk: one verb for each request."""

from curation.errors import CurationError, InputRefused
from curation.example import Json
from curation.privacy.finding import Action
from curation.task import Task
from curation.ui.page import Visit
from curation.ui.privacy.decision_desk.wire import TOLD, Asked
from curation.ui.privacy.value_list import counted
from curation.workflow.privacy.decide import decide, decide_values, list_undoable, undo
from curation.workflow.privacy.missed import Spread, add_missed, add_missed_value


def carry_out(visit: Visit, task: Task, asked: Asked) -> Json:
    """The receipt of a request: what came of it, or why it was refused. It is not sent again."""
    try:
        return {"id": asked.id, "refused": False, "text": _done(visit, task, asked)}
    except CurationError as error:
        told = f"{error.title}. {error.cause} {error.cure}"
        return {"id": asked.id, "refused": True, "text": told}


def _done(visit: Visit, task: Task, asked: Asked) -> str:
    if asked.what == "decide":
        return _decide(visit, task, asked)
    if asked.what == "person":
        return _decide_person(visit, task, asked)
    if asked.what == "undo":
        return _undo(visit, task, asked)
    place = {
        "example_id": asked.text("example"),
        "entity": asked.text("entity"),
        "request_id": asked.id,
    }
    version = asked.number("version")
    if asked.what == "add":
        return _added(
            add_missed(
                visit.workspace,
                visit.actor,
                task.id,
                version=version,
                path=asked.text("path"),
                begins=asked.number("begins"),
                ends=asked.number("ends"),
                **place,
            )
        )
    if asked.what == "type":
        return _added(
            add_missed_value(
                visit.workspace,
                visit.actor,
                task.id,
                version=version,
                value=asked.text("value"),
                **place,
            )
        )
    raise InputRefused(
        "It cannot be read",
        cause="The browser asked for something that is not known.",
        cure="Reload the page.",
    )


def _decide(visit: Visit, task: Task, asked: Asked) -> str:
    decide(
        visit.workspace,
        visit.actor,
        task.id,
        asked.text("entity"),
        asked.text("key"),
        _action(asked),
        example_id=asked.text("example"),
        reason=asked.text("reason"),
        seen=_seen(asked),
        request_id=asked.id,
    )
    return ""


def _decide_person(visit: Visit, task: Task, asked: Asked) -> str:
    number = decide_values(
        visit.workspace,
        visit.actor,
        task.id,
        asked.values(),
        _action(asked),
        reason=asked.text("reason"),
        seen=_seen(asked),
        request_id=asked.id,
    )
    return f"{TOLD[_action(asked)].capitalize()}: {counted(number, 'value')} of one person."


def _action(asked: Asked) -> Action:
    action = asked.text("action")
    if action not in (Action.MASK, Action.KEEP, Action.NOT_PII):
        raise InputRefused(
            "Not a decision",
            cause="The browser sent something that is no decision.",
            cure="Decide it again.",
        )
    return Action(action)


def _seen(asked: Asked) -> int | None:
    number = asked.number("seen")
    return number if number >= 0 else None


def _undo(visit: Visit, task: Task, asked: Asked) -> str:
    undoable = list_undoable(visit.workspace, visit.actor, task.id, limit=1)
    if undoable:
        undo(visit.workspace, visit.actor, task.id, undoable[0].id, request_id=asked.id)
    return ""


def _added(spread: Spread) -> str:
    return (
        f"Added and replaced in {counted(spread.examples, 'example')}, "
        f"{counted(spread.places, 'place')}."
    )

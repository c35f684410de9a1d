"""The decision desk: one value after another, decided by one key, with the text around it.

A component of our own: the next value is shown before the app has answered, and a decision is
sent until it has. Texts of examples reach the page as text content only.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from curation.errors import NotFound
from curation.example import Json
from curation.privacy.value_board import Tally
from curation.task import Task
from curation.ui.page import Visit, refusals_shown
from curation.ui.privacy.decision_desk.acts import carry_out
from curation.ui.privacy.decision_desk.cards import read_cards
from curation.ui.privacy.decision_desk.wire import (
    read_outbox,
    write_kinds,
    write_person,
    write_undo,
    write_whole,
)
from curation.workflow.privacy.decide import list_undoable
from curation.workflow.privacy.findings import Wanted
from curation.workflow.privacy.same_person import list_namesakes
from curation.workflow.privacy.whole_text import read_whole_text

_FOLDER = Path(__file__).resolve().parent


def _read(*names: str) -> str:
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


_COMPONENT = st.components.v2.component(
    "curation_decision_desk",
    html=_read("desk.html"),
    css=_read("desk.css"),
    js=_read("text.js", "person.js", "keys.js", "desk.js"),
)


def take_requests(visit: Visit, task: Task) -> list[Json]:
    """Carry out what the browser asked for since; returns the receipts for `show_desk`.

    Call it before anything is counted or listed. A request known already changes nothing.
    """
    receipts: list[Json] = []
    with refusals_shown():
        for asked in read_outbox(_said(task)).asked:
            receipts.append(carry_out(visit, task, asked))
    return receipts


def show_desk(
    visit: Visit,
    task: Task,
    wanted: Wanted,
    tallies: Sequence[Tally],
    receipts: list[Json],
    *,
    seen: int,
) -> None:
    """A page of values to be decided; `seen` is `newest_decision` from before they were listed."""
    outbox = read_outbox(_said(task))
    # what waits for a receipt shall not wait for texts that nobody has come to yet
    whole = outbox.wants_more or not receipts
    values = read_cards(visit, task, tallies, whole=whole)
    _COMPONENT(
        key=_key(task),
        data={
            "beat": outbox.beat,
            "receipts": receipts,
            "seen": seen,
            "hides": wanted.action == "undecided",
            "values": values,
            "more": not whole and len(values) < len(tallies),
            "whole": _whole(visit, task, outbox.opened),
            "person": _person(visit, task, outbox.person),
            "kinds": write_kinds(),
            "undoes": write_undo(list_undoable(visit.workspace, visit.actor, task.id, limit=1)),
        },
        on_outbox_change=_nothing,
    )


def _whole(visit: Visit, task: Task, example_id: str) -> Json | None:
    if not example_id:
        return None
    try:
        return write_whole(read_whole_text(visit.workspace, visit.actor, task.id, example_id))
    except NotFound:
        return None


def _person(visit: Visit, task: Task, value: tuple[str, str] | None) -> Json | None:
    if value is None:
        return None
    return write_person(value, list_namesakes(visit.workspace, visit.actor, task.id, *value))


def _key(task: Task) -> str:
    return f"decision_desk_{task.id}"


def _said(task: Task) -> Any:
    """What the browser said last; None before its first word."""
    state = st.session_state.get(_key(task))
    return state.get("outbox") if state else None


def _nothing() -> None:
    """The fragment runs again by itself; no more is needed."""

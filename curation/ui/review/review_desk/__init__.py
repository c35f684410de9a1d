"""The review desk: one example after another, judged by keyboard, painted before it is stored.

A component of our own, because a button of Streamlit costs a round trip for each decision. The
browser has the next examples at hand; it shows the next one at once and repeats a decision until
the app says that it is on disk. Texts of examples reach the page as `textContent` only.
"""

import time
from pathlib import Path
from typing import Any

import streamlit as st

from curation.people import Actor
from curation.task import Intake, Task
from curation.ui.page import Visit, current_actor, refusals_shown
from curation.ui.review.review_desk.wire import beat_of, read_outbox, unreadable, write_reply
from curation.workflow.review.review_exchange import exchange

_FOLDER = Path(__file__).resolve().parent
_SCRIPTS = (
    "keeping.js",
    "conversation.js",
    "word_diff.js",
    "question_block.js",
    "question_label.js",
    "question_text.js",
    "field_rules.js",
    "line_table.js",
    "text_places.js",
    "page_place.js",
    "question_fields.js",
    "question_preference.js",
    "question_rating.js",
    "marking.js",
    "question_spans.js",
    "questions.js",
    "keys.js",
    "key_sheet.js",
    "reasons.js",
    "panel.js",
    "discussion.js",
    "recent.js",
    "clauses.js",
    "outbox.js",
    "frame.js",
    "desk.js",
)


LOOK_UP_SECONDS = 5.0
"""A look-up for every decision would be a fifth of what a decision costs."""

_LOOKED_UP = "review_desk_looked_up"


def _read(*names: str) -> str:
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


_COMPONENT = st.components.v2.component(
    "curation_review_desk", html=_read("desk.html"), css=_read("desk.css"), js=_read(*_SCRIPTS)
)


@st.fragment
def show_desk(visit: Visit, task: Task) -> None:
    """The desk of the signed-in person; only this part of the page runs again for a decision."""
    actor = _still_here(visit.actor)
    if actor is None:
        st.error("Please sign in again to go on. What you judged is kept.")
        return
    key = f"review_desk_{task.id}"
    said = _said(key)
    told: dict[str, Any] = {"beat": 0}
    with refusals_shown():
        reply = exchange(visit.workspace, actor, task, read_outbox(said))
        told = {"beat": beat_of(said), **write_reply(reply, task, actor.id)}
        told["receipts"] += unreadable(said)
    _COMPONENT(  # drawn after an error too: its decisions are kept, and sent again
        key=key,
        data={
            "person": actor.id,
            "task": task.id,
            "preformatted": task.intake == Intake.INVOICE,
            **told,
        },
        on_outbox_change=_nothing,
    )


def _still_here(actor: Actor) -> Actor | None:
    """The person, looked up again every few seconds: the gate closes the tab of one who left."""
    asked = st.session_state.get(_LOOKED_UP, (None, 0.0))
    if asked[0] == actor.id and time.monotonic() - asked[1] < LOOK_UP_SECONDS:
        return actor
    now = current_actor()
    if now is None or now.id != actor.id:
        return None
    st.session_state[_LOOKED_UP] = (actor.id, time.monotonic())
    return now


def _said(key: str) -> Any:
    """What the browser said last; None before its first word."""
    state = st.session_state.get(key)
    return state.get("outbox") if state else None


def _nothing() -> None:
    """The fragment runs again by itself; no more is needed."""

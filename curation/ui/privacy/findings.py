"""Found values on a page: deciding many at once, the allow list, and texts to be read by hand."""

import uuid

import pandas as pd
import streamlit as st

from curation.privacy.entity import ENTITIES, describe
from curation.privacy.finding import Action
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.privacy.value_list import counted
from curation.workflow.privacy.decide import decide_listed, list_allowed, take_off_list
from curation.workflow.privacy.findings import Wanted, list_places
from curation.workflow.privacy.missed import add_missed_value
from curation.workflow.privacy.whole_text import (
    WholeText,
    confirm_read,
    list_unread,
    read_whole_text,
)

_BULK = {"Replace": Action.MASK, "Keep": Action.KEEP, "Not personal": Action.NOT_PII}


def show_bulk(visit: Visit, task: Task, wanted: Wanted, total: int, *, seen: int) -> None:
    """Deciding all values that the filters list, behind a confirmation with their number."""
    with st.popover("Decide all of these", icon=":material/done_all:", disabled=not total):
        which = describe(wanted.entity).title if wanted.entity else "all kinds"
        st.text(f"{counted(total, 'value')} ({which}), on all pages of this list.")
        told = st.segmented_control(
            "What becomes of them", list(_BULK), default="Replace", required=True, key="bulk_action"
        )
        reason = st.text_input("Reason", key="bulk_reason", max_chars=500)
        st.button(
            f"{told}: {counted(total, 'value')}",
            key="bulk",
            type="primary",
            on_click=guarded(_decide_listed),
            args=(visit, task, wanted, _BULK[told], reason, seen, _request_id("bulk")),
        )


def show_allowed(visit: Visit, task: Task) -> None:
    """The workspace's allow list: what is never reported, since when, why, and a way back."""
    entries = list_allowed(visit.workspace, visit.actor)
    if not entries:
        return
    with st.expander(f"Not personal: {counted(len(entries), 'value')}", icon=":material/rule:"):
        st.caption("These are not reported in any task. What is taken off has to be decided again.")
        keys = [entry.value_key for entry in entries]
        places = list_places(visit.workspace, visit.actor, task.id, keys, limit=1)
        written = {place.finding.value_key: place.value for place in places}
        table = pd.DataFrame(
            {
                "Value": [written.get(key, "(in no text of this task)") for key in keys],
                "Kind": [describe(entry.entity).title for entry in entries],
                "Reason": [entry.reason for entry in entries],
                "By": [entry.actor for entry in entries],
                "Since": [entry.recorded_at for entry in entries],
            }
        )
        chosen = st.dataframe(
            table,
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key=f"allowed_{len(entries)}_{keys[0]}",
            alt="Values that are not personal; choose a row to take it off the list",
        ).selection.rows
        entry = entries[chosen[0]] if chosen and chosen[0] < len(entries) else None
        st.button(
            "Take it off the list",
            key="take_off",
            disabled=entry is None,
            on_click=guarded(_take_off),
            args=(visit, task, entry.entity, entry.value_key, _request_id("take_off"))
            if entry
            else (),
        )


def show_unread(visit: Visit, task: Task) -> None:
    """The texts that could not be scanned to the end, one of them to be read by a person."""
    ids = list_unread(visit.workspace, visit.actor, task.id)
    if not ids:
        return
    with st.expander(
        f"Not scanned to the end: {counted(len(ids), 'example')}",
        icon=":material/visibility:",
        expanded=True,
    ):
        st.caption(
            "They are blocked. Every scan tries them again. Or read one to the end yourself, mark "
            "what is personal in it, and say so: that is kept with your name until it changes."
        )
        example_id = st.selectbox("Example", ids, key="unread")
        whole = read_whole_text(visit.workspace, visit.actor, task.id, example_id)
        for text in whole.texts:
            st.code(text.text, language=None, wrap_lines=True, height=240)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            missed = st.text_input("A personal value in it", key="unread_value", max_chars=200)
            kind = st.selectbox(
                "Kind of value",
                list(ENTITIES),
                format_func=lambda name: describe(name).title,
                key="unread_kind",
            )
            st.button(
                "Add and replace",
                key="unread_add",
                disabled=not missed.strip(),
                on_click=guarded(_add),
                args=(visit, task, whole, missed.strip(), kind, _request_id("add")),
            )
        st.button(
            "I have read all of it",
            key="confirm_read",
            type="primary",
            on_click=guarded(_confirm_read),
            args=(visit, task, example_id, whole.version, _request_id("read")),
        )


def _request_id(name: str) -> str:
    """One request id for what a button would do now, so that a double click writes once."""
    return str(st.session_state.setdefault(f"privacy_request_{name}", uuid.uuid4().hex))


def _spent(name: str) -> None:
    st.session_state.pop(f"privacy_request_{name}", None)


def _decide_listed(
    visit: Visit,
    task: Task,
    wanted: Wanted,
    action: Action,
    reason: str,
    seen: int,
    request: str,
) -> None:
    decide_listed(
        visit.workspace,
        visit.actor,
        task.id,
        wanted,
        action,
        reason=reason,
        seen=seen,
        request_id=request,
    )
    _spent("bulk")


def _take_off(visit: Visit, task: Task, entity: str, value_key: str, request: str) -> None:
    take_off_list(visit.workspace, visit.actor, task.id, entity, value_key, request_id=request)
    _spent("take_off")


def _add(visit: Visit, task: Task, whole: WholeText, value: str, entity: str, request: str) -> None:
    add_missed_value(
        visit.workspace,
        visit.actor,
        task.id,
        example_id=whole.example_id,
        version=whole.version,
        value=value,
        entity=entity,
        request_id=request,
    )
    _spent("add")


def _confirm_read(visit: Visit, task: Task, example_id: str, version: int, request: str) -> None:
    confirm_read(
        visit.workspace, visit.actor, task.id, example_id, version=version, request_id=request
    )
    _spent("read")

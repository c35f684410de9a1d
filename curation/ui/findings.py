"""Found values on a page: one value with the text around it, and what may be done with it."""

import uuid

import streamlit as st

from curation.privacy.entity import describe
from curation.privacy.finding import Action
from curation.task import Task
from curation.ui.marked_text import marked_text
from curation.ui.page import Visit, guarded
from curation.ui.value_list import counted
from curation.workflow.decide import decide, decide_all, undo
from curation.workflow.findings import ValueGroup, list_places

_DECIDED = "privacy_decided"
"""Session key: what this visit decided, as (task, request id), the newest last."""


def show_value(visit: Visit, task: Task, group: ValueGroup) -> None:
    """One value, the buttons that decide it in the whole task, and the first places of it."""
    with st.container(border=True):
        st.code(group.value, language=None, wrap_lines=True)
        st.caption(
            f"{describe(group.entity).title} · in {counted(group.examples, 'example')} · "
            f"{counted(group.places, 'place')}"
        )
        with st.container(horizontal=True):
            _decide_button(
                visit, task, group, Action.MASK, "Mask", "M", ":material/visibility_off:"
            )
            _decide_button(visit, task, group, Action.KEEP, "Keep", "K", ":material/visibility:")
        for place in list_places(
            visit.workspace,
            visit.actor,
            task.id,
            [group.value_key],
        ):
            finding = place.finding
            marked_text(
                place.text,
                finding.begins,
                finding.ends,
                key=f"place_{finding.example_id}_{finding.path}_{finding.begins}",
            )


def show_undo(visit: Visit, task: Task) -> None:
    """The button that takes this visit's newest decision in this task back."""
    mine = [
        request for task_id, request in st.session_state.get(_DECIDED, []) if task_id == task.id
    ]
    st.button(
        "Undo",
        key="undo",
        shortcut="U",
        icon=":material/undo:",
        disabled=not mine,
        on_click=guarded(_undo),
        args=(visit, task, mine[-1] if mine else ""),
    )


def show_mask_rest(visit: Visit, task: Task, *, entity: str, left: int) -> None:
    """The button that masks every value left, behind a confirmation."""
    with st.popover("Mask everything that is left", icon=":material/done_all:", disabled=not left):
        which = describe(entity).title if entity else "all kinds"
        st.text(f"{counted(left, 'undecided value')} ({which}), replaced by placeholders.")
        st.button(
            f"Mask {counted(left, 'value')}",
            key="mask_rest",
            type="primary",
            on_click=guarded(_mask_rest),
            args=(visit, task, entity, _request_id("rest")),
        )


def _decide_button(
    visit: Visit,
    task: Task,
    group: ValueGroup,
    action: Action,
    label: str,
    shortcut: str,
    icon: str,
) -> None:
    st.button(
        label,
        key=f"{action}_{group.entity}_{group.value_key}",
        shortcut=shortcut,
        icon=icon,
        type="primary" if action == Action.MASK else "secondary",
        disabled=group.action == action,
        on_click=guarded(_decide),
        args=(visit, task, group, action, _request_id(f"{group.entity}_{group.value_key}")),
    )


def _request_id(name: str) -> str:
    """One request id for what a button would do now, so that a double click writes once."""
    return str(st.session_state.setdefault(f"privacy_request_{name}", uuid.uuid4().hex))


def _decide(visit: Visit, task: Task, group: ValueGroup, action: Action, request: str) -> None:
    done = decide(
        visit.workspace,
        visit.actor,
        task.id,
        group.entity,
        group.value_key,
        action,
        request_id=request,
    )
    _remember(f"{group.entity}_{group.value_key}", task, request, done)


def _mask_rest(visit: Visit, task: Task, entity: str, request: str) -> None:
    done = decide_all(
        visit.workspace, visit.actor, task.id, Action.MASK, entity=entity, request_id=request
    )
    _remember("rest", task, request, done)


def _remember(name: str, task: Task, request: str, done: int) -> None:
    st.session_state.pop(f"privacy_request_{name}", None)
    if done:
        st.session_state.setdefault(_DECIDED, []).append((task.id, request))


def _undo(visit: Visit, task: Task, request: str) -> None:
    # the id of the undo follows from what is undone: a double click takes one decision back
    undo(visit.workspace, visit.actor, task.id, request, request_id=f"undo-{request}")
    st.session_state[_DECIDED] = [
        entry for entry in st.session_state.get(_DECIDED, []) if entry != (task.id, request)
    ]

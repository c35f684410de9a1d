"""Proving on a page how little is left: a sample is drawn, and judged one example at a time."""

import uuid

import streamlit as st

from curation.figures import percent
from curation.people import Role, may
from curation.privacy.entity import ENTITIES
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.privacy.leaving_text import leaving_text
from curation.workflow.privacy.prove import (
    Leaving,
    Proof,
    draw_sample,
    judge,
    mark_left,
    next_to_judge,
    read_proof,
    set_limit,
)

_SIZES = (30, 60, 100, 300, 1000)
_REQUEST = "proof_request"


def show_proof(visit: Visit, task: Task) -> None:
    """What is proven of a task, the next example of the sample, and the owner's limit."""
    proof = read_proof(visit.workspace, task.id)
    with st.expander(f"Proof: {_told(proof)}", icon=":material/verified_user:"):
        st.caption(
            "A person looks at some of the examples that would leave. How many of them have "
            "something personal left tells how many of all may have (95 %, Wilson's interval)."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            size = st.selectbox("Examples to look at", _SIZES, index=1, key="proof_size", width=160)
            st.button(
                "Draw a new sample" if proof.size else "Draw a sample",
                key="draw_sample",
                on_click=guarded(_draw),
                args=(visit, task, size),
            )
        if may(visit.actor, Role.OWNER):
            _show_limit(visit, proof)
        if shown := next_to_judge(visit.workspace, visit.actor, task.id):
            _show_leaving(visit, proof, shown)


def _told(proof: Proof) -> str:
    if proof.upper is None:
        told = "not proven"
    else:
        told = f"at most {percent(proof.upper, 1)} of the examples have something left"
        told += f" ({proof.judged:,} of {proof.size:,} looked at, {proof.leaked:,} with something)"
    if proof.limit is not None:
        told += f"; the limit is {percent(proof.limit, 1)}"
    return told


def _show_leaving(visit: Visit, proof: Proof, shown: Leaving) -> None:
    st.markdown(f"**Example {proof.judged + 1:,} of {proof.size:,}**")
    st.caption("What is marked is made up. Is anything else personal left?")
    with st.container(border=True):
        for number, (text, places) in enumerate(shown.texts):
            leaving_text(text, places, key=f"leaving_{shown.example_id}_{number}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "What is left, copied from the text",
            key=f"left_{shown.example_id}",
            placeholder="it is then replaced wherever it stands",
            width=420,
        )
        st.selectbox(
            "Of which kind",
            list(ENTITIES),
            format_func=lambda name: ENTITIES[name].title,
            index=list(ENTITIES).index("PERSON"),
            key=f"left_kind_{shown.example_id}",
            width=300,
        )
    with st.container(horizontal=True):
        for leaked, label, key, shortcut in (
            (False, "Nothing personal left", "clean", "N"),
            (True, "Something left", "leaked", "S"),
        ):
            st.button(
                label,
                key=f"judge_{key}_{shown.example_id}",
                shortcut=shortcut,
                on_click=guarded(_judge),
                args=(visit, shown, leaked),
            )
    st.caption(
        "An example with something left stays out of releases until what is left is marked, here "
        "or on Privacy."
    )


def _show_limit(visit: Visit, proof: Proof) -> None:
    with (
        st.form("leak_limit", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.number_input(
            "No release above (%)",
            min_value=0.0,
            max_value=100.0,
            value=None if proof.limit is None else 100 * proof.limit,
            placeholder="no limit",
            width=160,
            key="leak_limit_percent",
        )
        st.form_submit_button(
            "Save the limit", key="save_leak_limit", on_click=guarded(_set_limit), args=(visit,)
        )


def _draw(visit: Visit, task: Task, size: int) -> None:
    seed = int(read_proof(visit.workspace, task.id).seed or 0) + 1
    draw_sample(
        visit.workspace, visit.actor, task.id, size=size, seed=seed, request_id=_request("draw")
    )
    st.session_state.pop(f"{_REQUEST}_draw", None)


def _judge(visit: Visit, shown: Leaving, leaked: bool) -> None:
    # the id follows from what is judged: a double click judges once
    request = f"{shown.sample_id} {shown.example_id} {shown.content_key} {visit.actor.id}"
    words = str(st.session_state.get(f"left_{shown.example_id}") or "").strip()
    if leaked and words:
        mark_left(
            visit.workspace,
            visit.actor,
            shown,
            words,
            entity=str(st.session_state[f"left_kind_{shown.example_id}"]),
            request_id=f"left {request}",
        )
    judge(visit.workspace, visit.actor, shown, leaked=leaked, request_id=request)


def _set_limit(visit: Visit) -> None:
    percent = st.session_state.get("leak_limit_percent")
    limit = None if percent is None else percent / 100
    set_limit(visit.workspace, visit.actor, limit, request_id=_request("limit"))
    st.session_state.pop(f"{_REQUEST}_limit", None)


def _request(name: str) -> str:
    """One request id for what a button would do now, so that a double click writes once."""
    return str(st.session_state.setdefault(f"{_REQUEST}_{name}", uuid.uuid4().hex))

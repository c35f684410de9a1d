"""What success means: written down before training, and held against what was found."""

import uuid

import streamlit as st

from curation.evaluation.criteria import Criteria, criteria_sentence
from curation.release.release import Release
from curation.ui.page import Visit, guarded
from curation.workflow.evaluation.criteria import judge_result, read_criteria, write_criteria
from curation.workflow.evaluation.evaluation_results import Result
from curation.workflow.settings.people import names

_MET = {True: "Met", False: "Not met", None: "Not measured"}


def show_criteria(visit: Visit, release: Release, rule: str) -> None:
    """A form for what success means, and who wrote it down when."""
    written = read_criteria(visit.workspace, release.number)
    now = written.criteria if written else Criteria(rule=rule, gain=5)
    title = "What success means" if written else "Write down what success means before you train"
    with st.expander(title, expanded=False):
        if written:
            who = names(visit.workspace).get(written.actor, written.actor)
            st.text(
                f"Written by {who} on {written.recorded_at:%Y-%m-%d %H:%M} UTC, "
                + ("before any training." if written.in_time else "after training had begun.")
            )
        with st.container(horizontal=True):
            st.number_input(
                "Points better than the base", 0, 100, now.gain, width=220, key="criteria_gain"
            )
            st.number_input(
                "Right answers in %", 0, 100, now.share, width=220, key="criteria_share"
            )
        st.checkbox(
            "Better than the nearest-neighbour floor", now.beats_floor, key="criteria_floor"
        )
        st.checkbox("No label worse", now.no_label_worse, key="criteria_labels")
        st.button(
            "Write it down",
            key="write_criteria",
            icon=":material/edit_note:",
            on_click=guarded(_write),
            args=(visit, release, rule),
        )


def show_outcome(visit: Visit, result: Result) -> None:
    """Whether the criteria are met, one by one."""
    written = read_criteria(visit.workspace, result.evaluation.number)
    if written is None:
        return
    judged = judge_result(visit.workspace, written, result)
    st.text(criteria_sentence(judged))
    for one in judged:
        st.text(f"{_MET[one.met]}: {one.words}.")
    if not written.in_time:
        st.caption("The criteria were written down after training had begun.")


def _write(visit: Visit, release: Release, rule: str) -> None:
    state = st.session_state
    write_criteria(
        visit.workspace,
        visit.actor,
        release.number,
        Criteria(
            rule=rule,
            gain=int(state["criteria_gain"]),
            share=int(state["criteria_share"]),
            beats_floor=state["criteria_floor"],
            no_label_worse=state["criteria_labels"],
        ),
        request_id=uuid.uuid4().hex,
    )

"""Calibration rounds on the page: starting one, the agreement before and after, what came of it."""

import uuid

import pandas as pd
import streamlit as st

from curation.figures import percent
from curation.review.agreement.agreement import Agreement
from curation.review.calibration import Phase
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.workflow.agreement.calibration import (
    FEWEST,
    LONGEST_NOTE,
    MOST,
    MOST_DAYS,
    USUAL,
    Measured,
    discuss_round,
    end_round,
    measured_rounds,
    open_round,
    start_round,
)

PHASES = {
    Phase.ANSWERING: "People answer, each on their own",
    Phase.DISCUSSING: "People talk, and may change their answers",
    Phase.ENDED: "Ended",
}


def show_calibration(visit: Visit, task: Task) -> None:
    """A switch for the rounds of a task."""
    if not st.toggle("Show calibration rounds", key=f"calibration_{task.id}"):
        return
    with st.container(border=True):
        st.text(
            "Everybody answers the same examples, each on their own; then you talk about those "
            "that differ, and make the guideline clearer."
        )
        rounds = measured_rounds(visit.workspace, visit.actor, task)
        if rounds and rounds[0].round.phase is not Phase.ENDED:
            _show_running(visit, task, rounds[0])
        else:
            _show_start(visit, task)
        if rounds:
            st.dataframe(
                pd.DataFrame([_row(one) for one in rounds]),
                hide_index=True,
                placeholder="–",
                alt="Calibration rounds",
            )


def show_round_notice(visit: Visit, task: Task) -> None:
    """For who judges: that a round is open, and until when; nothing when there is none."""
    found = open_round(visit.workspace, task)
    if found is not None:
        st.info(
            f"A calibration round is open until {found.deadline:%Y-%m-%d %H:%M} UTC: its "
            f"{len(found.ids)} examples come first, and everybody answers them on their own.",
            icon=":material/groups:",
        )


def _show_start(visit: Visit, task: Task) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = st.number_input(
            "Examples", FEWEST, MOST, USUAL, key=f"round_count_{task.id}", width=140
        )
        days = st.number_input(
            "Days to answer", 1, MOST_DAYS, 3, key=f"round_days_{task.id}", width=140
        )
        st.button(
            "Start a round",
            key=f"round_start_{task.id}",
            icon=":material/groups:",
            on_click=guarded(_start),
            args=(visit, task, int(count), int(days)),
        )


def _show_running(visit: Visit, task: Task, found: Measured) -> None:
    one = found.round
    st.text(
        f"{PHASES[one.phase]}. {found.given:,} of {found.wanted:,} answers are given, until "
        f"{one.deadline:%Y-%m-%d %H:%M} UTC."
    )
    st.text(f"Before the talk: {_figures(found.before)}.")
    if one.phase is Phase.ANSWERING:
        st.button(
            "Open the talk",
            key=f"round_talk_{task.id}",
            icon=":material/forum:",
            on_click=guarded(_discuss),
            args=(visit, task, one.id),
        )
        return
    st.text(f"Now: {_figures(found.after)}.")
    note = st.text_input(
        "What came of it for the guideline", key=f"round_note_{one.id}", max_chars=LONGEST_NOTE
    )
    st.button(
        "End the round",
        key=f"round_end_{task.id}",
        icon=":material/check:",
        on_click=guarded(_end),
        args=(visit, task, one.id, note),
    )
    st.caption(
        "Answers changed after the talk are kept, but left out of the figures of agreement: they "
        "are not given on one's own any more."
    )


def _row(found: Measured) -> dict[str, object]:
    one = found.round
    edited = one.guideline_after not in ("", one.guideline_before)
    return {
        "Started (UTC)": f"{one.started_at:%Y-%m-%d %H:%M}",
        "Phase": PHASES[one.phase],
        "Examples": len(one.ids),
        "Answers": f"{found.given:,} of {found.wanted:,}",
        "Before the talk": _figures(found.before),
        "After": _figures(found.after) if one.discussed else None,
        "Guideline": f"{one.guideline_before} → {one.guideline_after}" if edited else "as it was",
        "What came of it": one.note or None,
    }


def _figures(found: Agreement) -> str:
    if found.percent is None:
        return "nothing to compare yet"
    words = f"{percent(found.percent)} the same"
    return words if found.alpha is None else f"{words}, alpha {found.alpha:.2f}"


def _start(visit: Visit, task: Task, count: int, days: int) -> None:
    found = start_round(
        visit.workspace, visit.actor, task, count=count, days=days, request_id=uuid.uuid4().hex
    )
    st.toast(f"{len(found.ids)} examples now come first for everybody.", icon=":material/check:")


def _discuss(visit: Visit, task: Task, round_id: str) -> None:
    discuss_round(visit.workspace, visit.actor, task, round_id)


def _end(visit: Visit, task: Task, round_id: str, note: str) -> None:
    end_round(visit.workspace, visit.actor, task, round_id, note=note)

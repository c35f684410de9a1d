"""Wrong answers one by one: what training said nearby, who decided it, and what to do next."""

import uuid

import pandas as pd
import streamlit as st

from curation.evaluation.evaluation import Evaluation
from curation.evaluation.failure import Action
from curation.ui.page import Visit, guarded
from curation.workflow.evaluation_results import Result
from curation.workflow.failures import (
    Failure,
    add_clause,
    ask_more_like,
    count_failures,
    read_failure,
    read_patterns,
    send_to_review,
)

_DONE = {
    Action.REVIEW: "sent it to review",
    Action.BATCH: "asked about more like it",
    Action.CLAUSE: "wrote a clause",
}


def show_failures(visit: Visit, result: Result) -> None:
    """What the wrong answers have in common, and each of them with what can be done about it."""
    evaluation = result.evaluation
    count = count_failures(visit.workspace, evaluation)
    if not count:
        return
    st.subheader("What to fix next", anchor=False)
    _show_patterns(visit, evaluation)
    key = f"failure_{evaluation.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.number_input(f"Wrong answer, of {count:,}", 1, count, key=key, width=200)
        st.button(
            "Next",
            key=f"next_{key}",
            shortcut="J",
            disabled=place >= count,
            on_click=_go,
            args=(key, 1),
        )
        st.button(
            "Back",
            key=f"back_{key}",
            shortcut="K",
            disabled=place <= 1,
            on_click=_go,
            args=(key, -1),
        )
    failure = read_failure(visit.workspace, visit.actor, evaluation, int(place) - 1)
    if failure is not None:
        _show_failure(failure)
        _show_actions(visit, evaluation, failure)


def _go(key: str, steps: int) -> None:
    st.session_state[key] += steps


def _show_patterns(visit: Visit, evaluation: Evaluation) -> None:
    patterns = read_patterns(visit.workspace, visit.actor, evaluation)
    if not patterns:
        return
    st.caption("What wrong answers have in common, more often than others")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "What": "Label" if one.kind == "label" else "Word of the question",
                    "Which": one.value,
                    "Wrong": f"{one.wrong} of {one.n}",
                    "Share": 100 * one.share,
                    "95 % interval": f"{one.interval.low:.0%} to {one.interval.high:.0%}",
                    "Elsewhere": 100 * one.elsewhere,
                }
                for one in patterns
            ]
        ),
        hide_index=True,
        column_config={
            "Share": st.column_config.NumberColumn(format="%.0f %%"),
            "Elsewhere": st.column_config.NumberColumn(format="%.0f %%"),
        },
        alt="Labels and words with more wrong answers than elsewhere",
    )


def _show_failure(failure: Failure) -> None:
    with st.container(border=True):
        st.text(failure.row.line.question)
        ideal, given = st.columns(2)
        with ideal:
            st.caption("Ideal answer")
            st.text(failure.row.line.reference)
        with given:
            st.caption("Answer of the tuned model")
            st.text(failure.row.answers[-1].answer or "(no answer)")
        st.caption("Nearest training examples")
        if not failure.nearest:
            st.text("Nothing alike was trained.")
        for near in failure.nearest:
            who = near.decided.actor or "nobody known"
            when = near.decided.recorded_at
            decided = f", {when:%Y-%m-%d}" if when else ""
            with st.container(border=True):
                st.text(near.question)
                st.text(near.answer)
                st.text(f"{near.likeness:.0%} alike; decided by {who}{decided}")
        for mark in failure.marks:
            st.text(f"{mark.actor} {_DONE[mark.action]} on {mark.recorded_at:%Y-%m-%d %H:%M}.")


def _show_actions(visit: Visit, evaluation: Evaluation, failure: Failure) -> None:
    example_id = failure.row.line.example_id
    clause_key = f"clause_{example_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Send to review",
            key=f"review_{example_id}",
            shortcut="V",
            icon=":material/undo:",
            on_click=guarded(_review),
            args=(visit, evaluation, example_id),
            help="Your experts are asked about it again.",
        )
        st.button(
            "More like it next",
            key=f"batch_{example_id}",
            shortcut="B",
            icon=":material/playlist_add:",
            on_click=guarded(_batch),
            args=(visit, evaluation, example_id),
            help="The open examples that are most like it are asked about first.",
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("New clause of the guideline", key=clause_key)
        st.button(
            "Write the clause",
            key=f"write_{clause_key}",
            icon=":material/gavel:",
            on_click=guarded(_clause),
            args=(visit, evaluation, example_id, clause_key),
        )


def _review(visit: Visit, evaluation: Evaluation, example_id: str) -> None:
    send_to_review(
        visit.workspace, visit.actor, evaluation, [example_id], request_id=uuid.uuid4().hex
    )


def _batch(visit: Visit, evaluation: Evaluation, example_id: str) -> None:
    ask_more_like(visit.workspace, visit.actor, evaluation, example_id, request_id=uuid.uuid4().hex)


def _clause(visit: Visit, evaluation: Evaluation, example_id: str, key: str) -> None:
    add_clause(
        visit.workspace,
        visit.actor,
        evaluation,
        example_id,
        str(st.session_state[key]),
        request_id=uuid.uuid4().hex,
    )

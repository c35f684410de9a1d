"""Wrong answers one by one: what training said nearby, who decided it, and what to do next."""

import uuid

import pandas as pd
import streamlit as st

from curation.evaluation.evaluation import Evaluation
from curation.evaluation.failure import Action
from curation.figures import percent
from curation.ui.page import Visit, guarded, refusals_shown
from curation.workflow.evaluation.evaluation_results import Result, list_failed
from curation.workflow.evaluation.failures import (
    Failure,
    add_clause,
    ask_more_like,
    read_clusters,
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
    ids = list_failed(visit.workspace, visit.actor, evaluation)
    if not ids:
        return
    st.subheader("What to fix next", anchor=False)
    _show_patterns(visit, evaluation)
    chosen = _choose_cluster(visit, evaluation)
    ids, count = chosen or ids, len(chosen or ids)
    key = f"failure_{evaluation.id}"
    st.session_state[key] = min(st.session_state.get(key, 1), count)
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
    failure = read_failure(visit.workspace, visit.actor, evaluation, ids[int(place) - 1])
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
                    "95 % interval": f"{percent(one.interval.low)} to {percent(one.interval.high)}",
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


def _choose_cluster(visit: Visit, evaluation: Evaluation) -> list[str]:
    """The wrong answers of the cluster that is chosen in the table; none until one is."""
    clusters = read_clusters(visit.workspace, visit.actor, evaluation)
    if not clusters:
        return []
    st.caption("Wrong answers to like questions. Choose a row to look at those alone.")
    event = st.dataframe(
        pd.DataFrame(
            [
                {"Words that tell them apart": ", ".join(one.words), "Wrong answers": len(ids)}
                for one, ids in clusters
            ]
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"clusters_{evaluation.id}",
        alt="Clusters of wrong answers with the words that tell them apart",
    )
    rows = event["selection"]["rows"]
    return clusters[rows[0]][1] if rows and rows[0] < len(clusters) else []


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
                asked, answered = st.columns(2)
                with asked:
                    st.caption("Asked")
                    st.text(near.question)
                with answered:
                    st.caption("Answered")
                    st.text(near.answer)
                st.text(f"{percent(near.likeness)} alike; decided by {who}{decided}")
        for mark in failure.marks:
            st.text(f"{mark.actor} {_DONE[mark.action]} on {mark.recorded_at:%Y-%m-%d %H:%M}.")


def _show_actions(visit: Visit, evaluation: Evaluation, failure: Failure) -> None:
    example_id = failure.row.line.example_id
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
        if st.button(
            "New clause",
            key=f"clause_{example_id}",
            shortcut="G",
            icon=":material/gavel:",
            help="A rule for your experts, so that the next release is clear about it.",
        ):
            _write_clause(visit, evaluation, failure)


@st.dialog("A new clause of the guideline")
def _write_clause(visit: Visit, evaluation: Evaluation, failure: Failure) -> None:
    line = failure.row.line
    st.text(line.question)
    st.caption("What should experts answer to a message like this one?")
    with st.form(f"form_clause_{line.example_id}", border=False):
        words = st.text_input("Clause", key=f"words_{line.example_id}")
        if st.form_submit_button("Write the clause", type="primary"):
            with refusals_shown():
                add_clause(
                    visit.workspace,
                    visit.actor,
                    evaluation,
                    line.example_id,
                    words,
                    request_id=uuid.uuid4().hex,
                )
                st.rerun()


def _review(visit: Visit, evaluation: Evaluation, example_id: str) -> None:
    send_to_review(
        visit.workspace, visit.actor, evaluation, [example_id], request_id=uuid.uuid4().hex
    )


def _batch(visit: Visit, evaluation: Evaluation, example_id: str) -> None:
    ask_more_like(visit.workspace, visit.actor, evaluation, example_id, request_id=uuid.uuid4().hex)

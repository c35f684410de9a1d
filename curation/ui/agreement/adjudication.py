"""The queue of disagreements: settling what all agree on, and deciding one after another."""

import functools
from collections.abc import Mapping, Sequence

import streamlit as st

from curation.review.decision import Outcome
from curation.task import Task
from curation.ui.agreement.case import case_key, reason_of, request_id, show_case, show_history
from curation.ui.agreement.clusters import choose_cluster, show_rule
from curation.ui.agreement.consensus import show_asking
from curation.ui.agreement.suspects import show_probabilities, show_suspects
from curation.ui.page import Visit, guarded
from curation.ui.show import empty_state
from curation.workflow.agreement.adjudicate import (
    Disagreement,
    Waiting,
    adjudicate,
    open_case,
    settle_unanimous,
    waiting,
)
from curation.workflow.agreement.consensus import list_likely, settle_likely
from curation.workflow.settings.people import names

ASIDE = "agreement_aside"  # examples left for later, in this visit
LAST = "agreement_last"  # the example decided last, to come back to
REOPENED = "agreement_reopened"

LIKELY = (
    "Only labels differ, and by how reliable each person is, one label is 95 % probable or more "
    "(the model of Dawid and Skene, which expects experts to be mostly right). It counts as your "
    "own decision; each can be changed. A tie is never settled."
)


def show_adjudication(visit: Visit, task: Task) -> None:
    """Settling what all agree on, and below it the example to decide now."""
    if st.session_state.get("agreement_task") != task.id:
        for name in (ASIDE, LAST, REOPENED):
            st.session_state.pop(name, None)
        st.session_state["agreement_task"] = task.id
    left = waiting(visit.workspace, task.id)
    show_asking(visit, task)
    show_suspects(visit, task, _reopen)
    _show_settling(visit, task, left)
    _show_queue(visit, task, left)


def _settle(visit: Visit, task: Task) -> None:
    """Settle what all agree on."""
    settled = settle_unanimous(visit.workspace, visit.actor, task.id)
    st.toast(f"Settled: {settled.accepted:,} accepted, {settled.rejected:,} rejected.")


def _settle_likely(visit: Visit, task: Task) -> None:
    """Settle where only labels differ and one is probable enough."""
    st.toast(f"Settled: {settle_likely(visit.workspace, visit.actor, task):,}.")


def _decide(visit: Visit, case: Disagreement, outcome: Outcome, answers: Mapping[str, str]) -> None:
    """Make the verdict of this case; the next one follows at once."""
    adjudicate(
        visit.workspace,
        visit.actor,
        example_id=case.card.example_id,
        version=case.card.version,
        outcome=outcome,
        answers=answers,
        reason=reason_of(case),
        request_id=request_id(case),
    )
    st.session_state[LAST] = case.card.example_id
    st.session_state.pop(REOPENED, None)


def _set_aside(example_id: str) -> None:
    """Leave an example for later in this visit."""
    st.session_state.setdefault(ASIDE, []).append(example_id)
    st.session_state.pop(REOPENED, None)


def _reopen(example_id: str) -> None:
    """Come back to an example that has a verdict; the old one is kept."""
    st.session_state[REOPENED] = example_id


def _next_example(ids: Sequence[str]) -> str | None:
    """The example to decide now: the one reopened, or the first that is not set aside."""
    if reopened := st.session_state.get(REOPENED):
        return str(reopened)
    aside = st.session_state.get(ASIDE, [])
    return next((name for name in ids if name not in aside), None)


def _show_settling(visit: Visit, task: Task, left: Waiting) -> None:
    """The button that settles what all agree on, and the way back to the last verdict."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Settle what all agree on ({len(left.unanimous):,})",
            key=f"settle_{task.id}",
            type="primary",
            icon=":material/done_all:",
            disabled=not left.unanimous,
            on_click=guarded(_settle),
            args=(visit, task),
        )
        likely = len(list_likely(visit.workspace, task)) if left.disagreeing else 0
        if likely:
            st.button(
                f"Settle what is likely ({likely:,})",
                key=f"likely_{task.id}",
                icon=":material/percent:",
                help=LIKELY,
                on_click=guarded(_settle_likely),
                args=(visit, task),
            )
        last = st.session_state.get(LAST)
        if last and not st.session_state.get(REOPENED):
            st.button(
                "Change the last verdict",
                key="reopen",
                icon=":material/undo:",
                shortcut="U",
                on_click=_reopen,
                args=(last,),
            )


def _show_queue(visit: Visit, task: Task, left: Waiting) -> None:
    """The disagreements, one at a time."""
    st.subheader(f"To decide: {len(left.disagreeing):,}")
    chosen = choose_cluster(task, left.clusters)
    if chosen is not None:
        show_rule(visit, task, chosen)
    ids = chosen.ids if chosen is not None else left.disagreeing
    example_id = _next_example(ids)
    if example_id is None and ids:
        st.text("What is left is set aside.")
        st.button("Show it again", key="again", on_click=lambda: st.session_state.pop(ASIDE, None))
        return
    if example_id is None:
        empty_state(
            "Nothing to decide",
            "No finished example has answers that differ.",
            to="pages/balance.py",
            label="Balance the data set",
        )
        return
    case = open_case(visit.workspace, task.id, example_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Example {example_id}, version {case.card.version}")
        st.button(
            "Set aside",
            key=f"aside_{case_key(case)}",
            icon=":material/schedule:",
            shortcut="S",
            on_click=_set_aside,
            args=(example_id,),
        )
    show_probabilities(visit, task, example_id)
    show_case(task, case, guarded(functools.partial(_decide, visit)))
    show_history(case.history, names(visit.workspace))

"""The gates of the next release: which are closed, why, and the pages that open them."""

from collections.abc import Sequence

import streamlit as st

from curation.task import Task
from curation.ui.show import page_link
from curation.workflow.release.gates import Gate, Passage

OPENED_ON = {
    Gate.READY: ("pages/review.py", "Review"),
    Gate.AGREEMENT: ("pages/agreement.py", "See the agreement"),
    Gate.CHECKS: ("pages/balance.py", "Mend or accept them"),
    Gate.ENOUGH: ("pages/review.py", "Review more"),
}
"""Where a gate is opened; the others are opened on this page."""

HERE = {
    Gate.PRIVACY: "Judge a sample under Proof, below.",
    Gate.GRADER: "Try one and use it, below.",
}


def show_gates(task: Task, gates: Sequence[Passage]) -> str | None:
    """Every gate with what is missing; why a release may pass, None while one is closed.

    The words are those of who says why a gate by reason may open; empty when it is open anyway.
    """
    closed = [one for one in gates if not one.is_open]
    reason = ""
    with st.container(border=True):
        for one in closed:
            _show_closed(task, one)
            if one.by_reason:
                reason = st.text_input(
                    "Why so few are enough",
                    key=f"few_reason_{task.id}",
                    placeholder="Kept in the manifest and on the dataset card",
                    max_chars=300,
                ).strip()
        if passed := [str(one.gate) for one in gates if one.is_open and one.wanted]:
            st.caption(f"Passed: {'; '.join(passed)}.")
        if free := [str(one.gate) for one in gates if not one.wanted]:
            st.caption(f"Nobody has set a limit for: {'; '.join(free)}.")
    if any(not one.by_reason for one in closed) or (closed and not reason):
        return None
    return reason


def show_held_up(gates: Sequence[Passage]) -> None:
    """Beside a button that cannot be pressed: the gates that keep it from being pressed."""
    closed = [str(one.gate) for one in gates if not one.is_open]
    st.caption(f"Not yet passed: {'; '.join(closed)}.")


def _show_closed(task: Task, one: Passage) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            f"Not yet: {one.gate}",
            icon=":material/lock:",
            color="orange" if one.by_reason else "red",
        )
        st.text(one.missing)
        if place := OPENED_ON.get(one.gate):
            page_link(*place, task=task)
    if told := HERE.get(one.gate):
        st.caption(told)

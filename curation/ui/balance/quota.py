"""What a plan is short of: in words, asked of the reviewers with one click, and how far that is."""

import uuid
from collections.abc import Mapping

import streamlit as st

from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.workflow.balance.quota import Quota, ask_for_missing, quotas_for, standing_quotas

MOST_LINES = 12


def show_missing(visit: Visit, task: Task, missing: Mapping[str, int]) -> None:
    """How many of which label are short, and the button that lets reviewers see them first."""
    short = quotas_for(visit.workspace, task, missing)
    if not short:
        return
    with st.container(border=True):
        for quota in short[:MOST_LINES]:
            st.text(f"{quota.short:,} short of {quota.label}; {_waiting(quota)}")
        if len(short) > MOST_LINES:
            st.caption(f"And {len(short) - MOST_LINES} more; the table has all of them.")
        st.button(
            "Ask reviewers for these first",
            key="ask_missing",
            icon=":material/low_priority:",
            help="The review queue hands out what is suggested to be of these labels first. One "
            "in ten keeps a random place, so that agreement can still be measured fairly.",
            on_click=guarded(_ask),
            args=(visit, task, dict(missing)),
        )


def show_quotas(visit: Visit, task: Task) -> None:
    """How far the quotas that reviewers were asked for are."""
    quotas = standing_quotas(visit.workspace, task)
    if not quotas:
        return
    with st.container(border=True):
        st.text("Reviewers are asked for what is short first:")
        for quota in quotas[:MOST_LINES]:
            told = _waiting(quota) if quota.short else "done"
            st.text(f"{quota.have:,} of {quota.wanted:,} {quota.label}: {told}")


def _waiting(quota: Quota) -> str:
    verb = "is" if quota.waiting == 1 else "are"
    return f"{quota.waiting:,} {verb} not settled yet"


def _ask(visit: Visit, task: Task, missing: Mapping[str, int]) -> None:
    ask_for_missing(visit.workspace, visit.actor, task, missing, request_id=uuid.uuid4().hex)
    st.toast("The review queue now asks for these first.", icon=":material/check:")

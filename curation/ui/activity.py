"""Progress of long work on a page: how far, how long still, and a way to stop it."""

from typing import Literal

import streamlit as st

from curation.activity import Activity, ActivityState
from curation.ui.page import Visit
from curation.ui.show import duration
from curation.workflow.background import cancel_activity, find_activity

_BADGES: dict[ActivityState, tuple[str, Literal["green", "red", "gray"]]] = {
    ActivityState.DONE: (":material/check_circle:", "green"),
    ActivityState.FAILED: (":material/error:", "red"),
    ActivityState.CANCELLED: (":material/cancel:", "gray"),
}


def show_activity(visit: Visit, activity: Activity | None) -> None:
    """A bar with time left and a stop button while it runs; its closing sentence afterwards."""
    if activity is None:
        return
    if activity.is_over:
        _show_end(activity)
    else:
        _watch(visit, activity.id)


def state_word(state: ActivityState) -> str:
    """An activity's state as one plain word."""
    return {ActivityState.CANCELLING: "Stopping", ActivityState.CANCELLED: "Stopped"}.get(
        state, str(state).capitalize()
    )


@st.fragment(run_every="1s")
def _watch(visit: Visit, activity_id: str) -> None:
    activity = find_activity(visit.workspace, activity_id)
    if activity is None or activity.is_over:
        st.rerun()
    else:
        _bar(visit, activity)


def _show_end(activity: Activity) -> None:
    icon, color = _BADGES[activity.state]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(state_word(activity.state), icon=icon, color=color)
        # as plain text: the sentence may name a file
        st.text(activity.message, width="stretch")


def _bar(visit: Visit, activity: Activity) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(_share(activity), _how_far(visit, activity))
        st.button(
            "Stop",
            key=f"stop_{activity.id}",
            icon=":material/stop_circle:",
            disabled=activity.state == ActivityState.CANCELLING,
            on_click=cancel_activity,
            args=(visit.workspace, activity.id),
        )
    if activity.message:
        st.text(activity.message)


def _share(activity: Activity) -> float:
    return min(activity.done / activity.total, 1.0) if activity.total else 0.0


def _how_far(visit: Visit, activity: Activity) -> str:
    if not activity.total:
        return "Starting"
    left = activity.time_left(visit.workspace.now())
    ending = f", about {duration(left)} left" if left else ""
    return f"{activity.done:,} of {activity.total:,}{ending}"

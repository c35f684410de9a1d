"""Progress of long work on a page: how far, how long still, and a way to stop it."""

import streamlit as st

from curation.activity import Activity
from curation.ui.page import Visit
from curation.workflow.background import cancel_activity, find_activity


@st.fragment(run_every="1s")
def _watch(visit: Visit, activity_id: str) -> None:
    activity = find_activity(visit.workspace, activity_id)
    if activity is None or activity.is_over:
        st.rerun()
    else:
        _bar(visit, activity)


def show_activity(visit: Visit, activity: Activity | None) -> None:
    """A bar with time left and a stop button while it runs; its closing sentence afterwards."""
    if activity is None:
        return
    if activity.is_over:
        st.caption(activity.message)
    else:
        _watch(visit, activity.id)


def _bar(visit: Visit, activity: Activity) -> None:
    share = activity.done / activity.total if activity.total else 0.0
    left = activity.time_left(visit.workspace.now())
    ending = f", about {max(1, round(left.total_seconds()))} s left" if left else ""
    st.progress(min(share, 1.0), f"{activity.done:,} of {activity.total:,}{ending}")
    if st.button("Stop", key=f"stop_{activity.id}", icon=":material/stop_circle:"):
        cancel_activity(visit.workspace, activity.id)

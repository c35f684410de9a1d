"""The plans that were kept: the one that holds, all of them side by side, and the curve."""

import uuid
from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from curation.balance.plan import Plan
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.workflow.balance.balance import curve_of, follow_plan


def show_held(visit: Visit, task: Task, held: Plan | None) -> None:
    """Which plan the next release follows, and the way to drop it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if held is None:
            st.text("The next release takes every accepted example.")
            return
        st.text(
            f"The next release follows the plan “{held.name}”: {held.taken:,} examples, "
            f"{100 * held.first.after.moved:.1f} points off the wanted mix."
        )
        st.button(
            "Take everything", key="drop_plan", on_click=guarded(_follow), args=(visit, task, "")
        )


def show_plans(visit: Visit, task: Task, kept: Sequence[Plan], held: Plan | None) -> None:
    """All plans of a task as a table, and the choice of the one that the release follows."""
    st.subheader("Plans", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "Plan": [plan.name for plan in kept],
                "Followed": [held is not None and plan.id == held.id for plan in kept],
                "Examples": [plan.taken for plan in kept],
                "Left out": [plan.left_out for plan in kept],
                "Off (points)": [round(100 * plan.first.after.moved, 1) for plan in kept],
                "Worth": [round(plan.first.effective_size) for plan in kept],
                "Short of": [sum(plan.first.missing.values()) for plan in kept],
                "May be off (points)": [float(100 * plan.tolerance) for plan in kept],
                "Seed": [plan.seed for plan in kept],
            }
        ),
        hide_index=True,
        key=f"plans_{task.id}",
    )
    names = {plan.id: plan.name for plan in kept}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Plan", list(names), format_func=names.__getitem__, key=f"plan_chosen_{task.id}"
        )
        st.button(
            "Follow it",
            key="follow_plan",
            disabled=held is not None and chosen == held.id,
            on_click=guarded(_follow),
            args=(visit, task, chosen),
        )
    _compare(kept)


def _compare(kept: Sequence[Plan]) -> None:
    """Label by label what the newest plans take, where they are by the same attribute."""
    by = kept[0].first.aim.by
    alike = [plan for plan in kept if plan.first.aim.by == by][:5]
    if len(alike) < 2:
        return
    with st.expander("Compare label by label"):
        labels = dict.fromkeys(label for plan in alike for label in plan.first.taken)
        columns = {
            f"{plan.name} ({number})": [plan.first.taken.get(label, 0) for label in labels]
            for number, plan in enumerate(alike, 1)
        }
        st.dataframe(pd.DataFrame({"Label": list(labels), **columns}), hide_index=True)


def show_curve(plan: Plan) -> None:
    """How many more examples fit when shares may be off; for plans by one attribute."""
    if len(plan.standings) > 1:
        return
    with st.expander("What a less exact mix would gain"):
        curve = pd.DataFrame(
            {
                "May be off (points)": [float(100 * tolerance) for tolerance, _ in curve_of(plan)],
                "Examples": [size for _, size in curve_of(plan)],
            }
        )
        st.altair_chart(
            alt.Chart(curve)
            .mark_line(interpolate="step-after", point=True)
            .encode(x="May be off (points):Q", y=alt.Y("Examples:Q", scale=alt.Scale(zero=False))),
            alt="The largest size for each tolerance",
        )


def _follow(visit: Visit, task: Task, plan_id: str) -> None:
    follow_plan(visit.workspace, visit.actor, task.id, plan_id, request_id=uuid.uuid4().hex)

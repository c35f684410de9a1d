"""The team's work on a task: labels over time, and what everybody did."""

import altair as alt
import pandas as pd
import streamlit as st

from curation.label_color import LabelColor
from curation.people import COMMAND_LINE
from curation.task import Task
from curation.ui.page import Visit, refusals_shown
from curation.ui.show import ago
from curation.workflow.overview.team_work import labels_over_time, work_of_people
from curation.workflow.settings.people import names


@st.fragment
def show_team_work(visit: Visit, task: Task) -> None:
    """Behind a switch: a chart of labels day by day, and a table of people by name, no ranking."""
    if not st.toggle("Labels over time, and people", key=f"team_{task.id}"):
        return
    with st.container(border=True), refusals_shown():
        people = work_of_people(visit.workspace, visit.actor, task)
        if not people:
            st.text("Nobody has answered yet.")
            return
        _show_labels(visit, task)
        known = {COMMAND_LINE.id: COMMAND_LINE.name, **names(visit.workspace)}
        now = visit.workspace.now()
        rows = [
            {
                "Person": known.get(one.reviewer, one.reviewer),
                "Judged": one.judged,
                "Last 7 days": one.lately,
                "Usual time for one": None if one.seconds is None else f"{one.seconds:.0f} s",
                "Last answer": ago(one.last_at, now),
            }
            for one in people
        ]
        rows.sort(key=lambda row: str(row["Person"]).casefold())
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, placeholder="–", alt="What everybody has judged"
        )


def _show_labels(visit: Visit, task: Task) -> None:
    found = labels_over_time(visit.workspace, visit.actor, task)
    frame = pd.DataFrame([(one.day, one.label, one.answers) for one in found], columns=list("abc"))
    days = frame["a"].nunique()
    labels = list(dict.fromkeys(frame["b"]))
    colors = alt.Scale(domain=labels, range=[_color(task, label) for label in labels])
    chart = (
        alt.Chart(frame, height=240)
        .mark_bar(size=min(40, 600 // days))
        .encode(
            x=alt.X("a", type="ordinal", timeUnit="yearmonthdate", title=None),
            y=alt.Y("c", type="quantitative", title="Answers"),
            color=alt.Color(
                "b", type="nominal", title=None, scale=colors, legend=alt.Legend(orient="right")
            ),
            tooltip=[
                alt.Tooltip("a", type="temporal", title="Day"),
                alt.Tooltip("b", type="nominal", title="Label"),
                alt.Tooltip("c", type="quantitative", title="Answers"),
            ],
        )
    )
    st.altair_chart(chart, alt="How many answers gave which label on which day")


def _color(task: Task, label: str) -> str:
    return (task.question(task.stratum).color_of(label) if task.stratum else LabelColor.BLUE).shade

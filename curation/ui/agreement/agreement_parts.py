"""Where reviewers agree less: the figures of one question, part by part."""

import uuid
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from curation.review.agreement.agreement import Agreement, Standing
from curation.task import Task
from curation.ui.agreement.agreement import STANDINGS, question_title
from curation.ui.agreement.agreement_written import show_written
from curation.ui.explore.query_slices import ask_slices
from curation.ui.page import Visit, guarded, refusals_shown
from curation.workflow.agreement.agreement import measured_questions
from curation.workflow.agreement.agreement_floor import below_floor, read_floors, set_floor
from curation.workflow.agreement.agreement_parts import (
    By,
    groups_of,
    pairs_of,
    values_of,
)
from curation.workflow.settings.people import names

FEWEST_SHARED = 20
"""Two people who share fewer examples are shown without a kappa: it would be chance."""

BY: Mapping[By, str] = {
    By.VALUE: "Answer",
    By.PAIR: "Pair of people",
    By.WEEK: "Week",
    By.GUIDELINE: "Version of the guideline",
    By.SUGGESTED: "Suggested label",
    By.FILE: "File",
    By.QUERY: "A query",
}


def show_floors(visit: Visit, task: Task) -> None:
    """A switch for how far people must agree before a release, question by question."""
    if not st.toggle("Set how far people must agree before a release", key=f"floors_{task.id}"):
        return
    floors = read_floors(visit.workspace, task)
    below = below_floor(visit.workspace, task)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox(
                "Question",
                measured_questions(task),
                format_func=lambda name: question_title(task, name),
                key=f"floor_question_{task.id}",
            )
            floor = st.number_input(
                "Alpha at least",
                0.0,
                1.0,
                floors.get(name, 0.0),
                0.05,
                key=f"floor_value_{task.id}_{name}",
                width=160,
            )
            st.button(
                "Set the floor",
                key=f"floor_set_{task.id}",
                on_click=guarded(_set_floor),
                args=(visit, task, name, floor),
            )
        for question, value in floors.items():
            words = below.get(question, "It is kept.")
            st.text(f"{question_title(task, question)}: at least {value:.2f}. {words}")
        st.caption(
            "0 asks for nothing. The lower end of the interval counts, not the figure itself: .667 "
            "allows careful conclusions, .800 is reliable (Krippendorff). Too few answers are not "
            "enough."
        )


def _set_floor(visit: Visit, task: Task, name: str, floor: float) -> None:
    set_floor(visit.workspace, visit.actor, task, name, floor, request_id=uuid.uuid4().hex)


@st.fragment
def show_parts(visit: Visit, task: Task) -> None:
    """One question's figures by value, pair, week, guideline, file or query, when asked for."""
    if not st.toggle("Show where people agree less", key=f"parts_{task.id}"):
        return
    with st.container(border=True), refusals_shown():
        left, right = st.columns(2)
        name = left.selectbox(
            "Question",
            measured_questions(task),
            format_func=lambda name: question_title(task, name),
            key=f"parts_question_{task.id}",
        )
        by = right.selectbox("By", list(BY), format_func=BY.__getitem__, key=f"parts_by_{task.id}")
        if by is By.VALUE:
            _show_values(visit, task, name)
        elif by is By.PAIR:
            _show_pairs(visit, task, name)
        else:
            query = ""
            if by is By.QUERY:
                query = ask_slices(visit, key=f"parts_query_{task.id}")
            _show_groups(groups_of(visit.workspace, visit.actor, task, name, by, query=query), by)
        show_written(visit, task)


def _show_values(visit: Visit, task: Task, name: str) -> None:
    parts = values_of(visit.workspace, visit.actor, task, name)
    rows = [
        {
            "Answer": part.value,
            "Also given by the other": None if part.share is None else 100 * part.share,
            **_figures(part.agreement),
            "Most often mixed up with": part.mixed_up_with,
            "Times": part.times or None,
        }
        for part in parts
    ]
    _table(rows, "Agreement by answer")


def _show_pairs(visit: Visit, task: Task, name: str) -> None:
    people = names(visit.workspace)
    rows = [
        {
            "People": " and ".join(people.get(who, who) for who in (pair.first, pair.second)),
            "Compared": pair.shared,
            "Same answers": 100 * pair.percent,
            "Cohen's kappa": pair.kappa if pair.shared >= FEWEST_SHARED else None,
        }
        for pair in pairs_of(visit.workspace, visit.actor, task, name)
    ]
    rows.sort(key=lambda row: str(row["People"]))
    _table(rows, "Agreement of each pair of people")
    st.caption(
        f"In the order of names. There is no kappa below {FEWEST_SHARED} examples that both "
        "answered: it would be chance."
    )


def _show_groups(parts: Mapping[str, Agreement], by: By) -> None:
    rows = [{BY[by]: name, **_figures(found)} for name, found in parts.items()]
    if by is By.WEEK:
        rows.sort(key=lambda row: str(row[BY[by]]))
    _table(rows, f"Agreement by {BY[by].lower()}")


def _figures(found: Agreement) -> dict[str, Any]:
    judged = found.standing not in (Standing.TOO_FEW, Standing.UNDEFINED)
    return {
        "Alpha": found.alpha if judged else None,
        "from": found.interval.low if judged and found.interval else None,
        "to": found.interval.high if judged and found.interval else None,
        "Same answers": None if found.percent is None else 100 * found.percent,
        "Compared": found.compared,
        "Standing": STANDINGS[found.standing][0],
    }


def _table(rows: list[dict[str, Any]], alt: str) -> None:
    if not rows:
        st.text("No example was answered by two people yet.")
        return
    percent = st.column_config.NumberColumn(format="%.0f %%")
    number = st.column_config.NumberColumn(format="%.2f")
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        placeholder="–",
        column_config={
            "Same answers": percent,
            "Also given by the other": percent,
            **dict.fromkeys(("Alpha", "from", "to", "Cohen's kappa"), number),
        },
        alt=alt,
    )

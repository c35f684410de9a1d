"""What a person's next twenty minutes are worth, and how their answers fared."""

from math import ceil

import pandas as pd
import streamlit as st

from curation.task import Task
from curation.ui.agreement.consensus import standing_in_words
from curation.ui.page import Visit
from curation.workflow.agreement.consensus import own_standing
from curation.workflow.review.own_work import OwnWork, own_work


@st.fragment
def show_own_work(visit: Visit, task: Task) -> None:
    """An expander that only the person themselves sees."""
    place = st.expander(
        "Your next 20 minutes", icon=":material/timer:", key="own_work", on_change="rerun"
    )
    if not place.open:  # counted when it is looked at, not when the page is opened
        return
    with place:
        own = own_work(visit.workspace, visit.actor, task)
        columns = st.columns(4)
        columns[0].metric("Judged by you", f"{own.done:,}")
        columns[1].metric("Left for you", f"{own.left:,}")
        columns[2].metric("Usual time for one", _seconds(own.seconds))
        columns[3].metric("Time for all that is left", _hours(own.hours_left))
        for sentence in _worth(own):
            st.text(sentence)
        if own.agreed.settled or own.adjudicated.settled or own.repeated[1]:
            st.text(" ".join(_fared(own)))
            st.caption("Only you see this.")
        if st.toggle("Show how my answers compare", key="own_standing"):
            st.text(standing_in_words(own_standing(visit.workspace, visit.actor, task)))
            st.caption("Only you see this until a curator asks for the figures of all.")
        st.button("Count again", key="own_work_again", icon=":material/refresh:")
        if own.days:
            st.dataframe(
                pd.DataFrame(
                    {
                        "Day": [day.day for day in own.days],
                        "Judged": [day.judged for day in own.days],
                        "Minutes": [round(day.minutes, 1) for day in own.days],
                    }
                ),
                hide_index=True,
                alt="How many examples you judged on which day",
            )


def _worth(own: OwnWork) -> list[str]:
    if not own.left:
        return ["Nothing is left for you just now."]
    if own.in_session is None:
        return ["Judge a few examples, and this tells how many 20 minutes are good for."]
    sentences = [f"20 minutes are good for about {own.in_session:,} of the {own.left:,} left."]
    if own.disputed:
        sentences.append(f"{own.disputed:,} wait for a further opinion: they come first.")
    if own.lacking:
        lacked = ", ".join(f"{label} ({count:,})" for label, count in own.lacking.items())
        sentences.append(f"The wanted mix lacks most: {lacked}.")
    return sentences


def _fared(own: OwnWork) -> list[str]:
    sentences = []
    if own.agreed.settled:
        sentences.append(f"Everybody agreed with you on {own.agreed.settled:,} examples.")
    found = own.adjudicated
    if found.settled:
        words = f"On {found.settled:,} somebody had to decide: your decision was the final one on "
        words += f"{found.same_decision:,}"
        if found.labelled:
            words += f", your label on {found.same_label:,} of {found.labelled:,}"
        sentences.append(f"{words}.")
    if own.repeated[1]:
        same, times = own.repeated
        sentences.append(
            f"Of your own earlier examples {times:,} came again: you answered {same:,} as before."
        )
    return sentences


def _seconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.0f} s"


def _hours(hours: float | None) -> str:
    if hours is None:
        return "–"
    return f"{ceil(60 * hours)} min" if hours < 1 else f"{hours:.1f} h"

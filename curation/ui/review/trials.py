"""Known examples on the page: set by a curator, their results, and what a newcomer is told."""

import pandas as pd
import streamlit as st

from curation.review.trials import Trying
from curation.task import Task
from curation.ui.page import Visit
from curation.workflow.review.routing import MOST_DAYS, MOST_KNOWN
from curation.workflow.review.trials import Tried, list_tried, own_passing


def ask_trying(task: Task, now: Trying) -> Trying:
    """The fields that say which known examples are given, and what was chosen in them."""
    st.caption(
        "Known examples are settled ones, given once more. People are told the final answer after "
        "their own. Nothing of it counts as a review."
    )
    places = st.columns(2)

    def number(place: int, label: str, most: int, value: int, name: str, least: int = 0) -> int:
        key = f"queue_{name}_{task.id}"
        return int(places[place].number_input(label, least, most, value, key=key))

    return Trying(
        first=number(0, "Known examples before a person begins", MOST_KNOWN, now.first, "first"),
        pass_mark=number(1, "So many % of them must be right", 100, now.pass_mark, "mark"),
        repeats=number(0, "Own earlier ones among a hundred", MOST_KNOWN, now.repeats, "repeats"),
        gold=number(0, "Known ones among a hundred others", MOST_KNOWN, now.gold, "gold"),
        days=number(1, "Own earlier ones after so many days", MOST_DAYS, now.days, "days", 1),
    )


def show_tried(visit: Visit, task: Task) -> None:
    """How everybody answered settled examples; nothing before the first answer."""
    tried = list_tried(visit.workspace, visit.actor, task)
    if not tried:
        return
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Person": one.person,
                    "Before beginning": _stands(one),
                    "Sets below the mark": one.passing.failed,
                    "Right in between": f"{one.gold[0]:,} of {one.gold[1]:,}",
                }
                for one in tried
            ]
        ),
        hide_index=True,
        alt="How everybody answered settled examples",
    )


def _stands(one: Tried) -> str:
    if one.passing.passed:
        return "passed"
    return "waits: settle more, or lower the mark" if one.waits else "not passed yet"


def show_first_notice(visit: Visit, task: Task) -> None:
    """What a newcomer is told while known examples come first."""
    standing = own_passing(visit.workspace, visit.actor, task)
    if standing is None or standing.passed or not (standing.answered or standing.failed):
        return
    words = "Known examples come first."
    if standing.answered:
        words += f" {standing.right} of {standing.answered} are right so far."
    if standing.failed:
        words += " The set before was below the mark. Read the guideline, or ask a curator."
    st.info(words, icon=":material/school:")

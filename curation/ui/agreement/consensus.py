"""What to ask next, and how reliable people are: shown fairly, and only when asked for."""

import uuid
from collections import Counter

import pandas as pd
import streamlit as st

from curation.review.consensus.reliability import FEWEST_SHARED, Standing
from curation.task import Task
from curation.ui.agreement.clusters import value_in_words
from curation.ui.page import Visit, guarded
from curation.workflow.agreement.consensus import (
    MOST_ASKED,
    ask_next,
    open_asks,
    standings,
    withdraw_asks,
)
from curation.workflow.settings.people import names

USUAL = 50


def show_asking(visit: Visit, task: Task) -> None:
    """A switch for what to ask next and how reliable people are."""
    if not st.toggle("Show what to ask next, and of whom", key=f"asking_{task.id}"):
        return
    with st.container(border=True):
        _show_asks(visit, task)
        if st.toggle("Show how people's answers compare", key=f"standings_{task.id}"):
            _show_standings(visit, task)


def standing_in_words(found: Standing | None) -> str:
    """What can be said of a person, in a sentence or two."""
    if found is None or found.share is None or found.interval is None or found.team is None:
        shared = found.shared if found else 0
        return (
            f"Others have answered {shared:,} of the same examples so far; from {FEWEST_SHARED} on "
            "this tells how the answers compare."
        )
    words = (
        f"About {100 * found.share:.0f} of 100 answers are right by what the others say "
        f"({100 * found.interval.low:.0f} to {100 * found.interval.high:.0f}), on "
        f"{found.shared:,} examples. "
    )
    if not found.differs:
        words += "That is no clear difference from the others."
    else:
        words += f"The others reach {100 * found.team:.0f}: a talk about the guideline may help."
    if found.mixed_up:
        true, said = (value_in_words(value) for value in found.mixed_up)
        words += f" Most often “{said}” was chosen where others say “{true}”."
    return words


def _show_asks(visit: Visit, task: Task) -> None:
    asks = open_asks(visit.workspace, visit.actor, task)
    st.text(
        "A further answer is worth most where it is expected to change most what is believed. The "
        "person is asked before anything else."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = st.number_input(
            "Further answers", 1, MOST_ASKED, USUAL, key=f"ask_count_{task.id}", width=160
        )
        st.button(
            "Ask for them",
            key=f"ask_{task.id}",
            icon=":material/forward_to_inbox:",
            on_click=guarded(_ask),
            args=(visit, task, int(count)),
        )
        if asks:
            st.button(
                "Ask no more",
                key=f"withdraw_{task.id}",
                icon=":material/undo:",
                on_click=guarded(_withdraw),
                args=(visit, task),
            )
    if asks:
        people = names(visit.workspace)
        counts = Counter(people.get(ask.reviewer, ask.reviewer) for ask in asks)
        listed = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
        st.text(f"{len(asks):,} answers are asked for and not given yet: {listed}.")
    st.caption(
        "One in ten is drawn blindly. The others are left out of the figures of agreement, which "
        "would be those of hard examples otherwise, but count for the final answer."
    )


def _show_standings(visit: Visit, task: Task) -> None:
    people = names(visit.workspace)
    found = standings(visit.workspace, visit.actor, task)
    rows = [
        {
            "Person": people.get(one.reviewer, one.reviewer),
            "Shared examples": one.shared,
            "from": None if one.interval is None else 100 * one.interval.low,
            "to": None if one.interval is None else 100 * one.interval.high,
            "Against the others": _against(one),
            "Chose": value_in_words(one.mixed_up[1]) if one.mixed_up else None,
            "where others say": value_in_words(one.mixed_up[0]) if one.mixed_up else None,
        }
        for one in found
    ]
    percent = st.column_config.NumberColumn(format="%.0f %%")
    st.dataframe(
        pd.DataFrame(rows).sort_values("Person") if rows else pd.DataFrame(),
        hide_index=True,
        placeholder="–",
        column_config={"from": percent, "to": percent},
        alt="How people's answers compare",
    )
    st.caption(
        "In the order of names: so few examples rank nobody. The bounds are those of the share of "
        "right answers by what the others say. Everybody sees their own on the Review page."
    )


def _against(one: Standing) -> str:
    if one.interval is None:
        return "too few to judge"
    return "differs" if one.differs else "no clear difference"


def _ask(visit: Visit, task: Task, count: int) -> None:
    asks = ask_next(visit.workspace, visit.actor, task, count, request_id=uuid.uuid4().hex)
    st.toast(f"Asked for {len(asks):,} answers.", icon=":material/check:")


def _withdraw(visit: Visit, task: Task) -> None:
    withdraw_asks(visit.workspace, visit.actor, task, request_id=uuid.uuid4().hex)

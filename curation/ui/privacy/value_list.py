"""The list of found values on a page: progress, counts, and filters."""

import pandas as pd
import streamlit as st

from curation.privacy.entity import ENTITIES, describe
from curation.privacy.finding import Action
from curation.privacy.value_board import Tally
from curation.settings import SCAN_ON_REQUEST
from curation.task import Task
from curation.ui.page import Visit
from curation.ui.show import duration
from curation.workflow.privacy.findings import (
    Overview,
    Wanted,
    list_keys_with,
    list_tallies,
    time_left,
)

PAGE_SIZE = 50

_STATES = {
    "To decide": str(Action.UNDECIDED),
    "Decided": "decided",
    "Replaced": str(Action.MASK),
    "Kept": str(Action.KEEP),
    "All": "",
}
_SCORES = {
    "Any": (0.0, 2.0),
    "0.8 and more": (0.8, 2.0),
    "0.5 to 0.8": (0.5, 0.8),
    "less": (0, 0.5),
}


def counted(number: int, thing: str) -> str:
    """A number with its word: "1 value", "2 values"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def show_progress(visit: Visit, task: Task, overview: Overview) -> None:
    """How many values are decided, and how long the rest takes at this person's pace."""
    decided = overview.values - overview.undecided
    left = time_left(visit.workspace, visit.actor, task.id, overview.undecided)
    ending = f", about {duration(left)} left" if left and overview.undecided else ""
    told = f"{decided:,} of {counted(overview.values, 'value')} decided{ending}"
    st.progress(decided / overview.values if overview.values else 1.0, told)


def list_page(visit: Visit, task: Task, wanted: Wanted) -> tuple[list[Tally], int]:
    """The values of the page that is chosen in the list, and how many there are on all pages."""
    page = int(st.session_state.get("privacy_page", 1))

    def listed(number: int) -> tuple[list[Tally], int]:
        offset = (number - 1) * PAGE_SIZE
        return list_tallies(
            visit.workspace, visit.actor, task.id, wanted, limit=PAGE_SIZE, offset=offset
        )

    tallies, total = listed(page)
    # the last page has been decided: there is one page less
    return listed(-(-total // PAGE_SIZE)) if total and not tallies else (tallies, total)


def show_looked_for(visit: Visit) -> None:
    """The kinds of values that are looked for, and those that stay as they are."""
    also = visit.workspace.settings.scan_also
    left = {name: word for word, name in SCAN_ON_REQUEST.items() if name not in also}
    with st.popover("What is looked for", icon=":material/search:"):
        st.text("; ".join(kind.title for kind in ENTITIES.values() if kind.name not in left))
        if left:
            kept = "; ".join(describe(name).title.lower() for name in left)
            st.caption(
                f"Left as they are: {kept}. The owner can have them looked for: start the app "
                f"with CURATION_SCAN_ALSO={','.join(left.values())} or some of these."
            )


def show_counts(overview: Overview) -> None:
    """What was found, by kind."""
    counts = overview.entities
    table = pd.DataFrame(
        {
            "Kind": [describe(count.entity).title for count in counts],
            "Places": [count.places for count in counts],
            "Different values": [count.values for count in counts],
            "To decide": [count.undecided for count in counts],
        }
    )
    st.dataframe(table, hide_index=True, width="content", alt="Personal values found, by kind")


def choose_wanted(visit: Visit, task: Task, overview: Overview) -> Wanted:
    """The values to list, by kind, source, score, decision and part of the value."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = st.segmented_control(
            "State", list(_STATES), default="To decide", required=True, key="privacy_state"
        )
        entity = st.selectbox(
            "Kind",
            ["", *(count.entity for count in overview.entities)],
            format_func=lambda kind: describe(kind).title if kind else "All kinds",
            key="privacy_kind",
            width=180,
        )
        source = st.selectbox(
            "Found by",
            ["", *overview.sources],
            format_func=lambda name: name or "All",
            key="privacy_source",
            width=120,
        )
        score = st.selectbox("Score", list(_SCORES), key="privacy_score", width=115)
        part = st.text_input(
            "Search", key="privacy_search", placeholder="Part of a value", width=150
        )
    low, high = _SCORES[score]
    return Wanted(
        entity=entity,
        action=_STATES[state],
        source=source,
        score_from=low,
        score_below=high,
        value_keys=list_keys_with(visit.workspace, visit.actor, task.id, part.strip())
        if part.strip()
        else None,
    )

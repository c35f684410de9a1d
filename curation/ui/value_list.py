"""The list of found values on a page: counts, filters, and a table to choose from."""

import pandas as pd
import streamlit as st

from curation.privacy.entity import describe
from curation.privacy.finding import Action
from curation.workflow.findings import Overview, ValueGroup

_STATES = {"To decide": Action.UNDECIDED, "Masked": Action.MASK, "Kept": Action.KEEP}


def counted(number: int, thing: str) -> str:
    """A number with its word: "1 value", "2 values"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


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
    if overview.incomplete:
        st.warning(
            f"Not scanned to the end: {counted(overview.incomplete, 'example')}. Reviewers do not "
            "see them. Scan again, or shorten them at their source."
        )


def choose_filter(overview: Overview) -> tuple[str, Action]:
    """The kind (empty for all) and the state of the values to list."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = ["", *(count.entity for count in overview.entities)]
        entity = st.selectbox(
            "Kind",
            kinds,
            format_func=lambda kind: describe(kind).title if kind else "All kinds",
            key="privacy_kind",
            width=320,
        )
        state = st.segmented_control(
            "State", list(_STATES), default="To decide", required=True, key="privacy_state"
        )
    return entity, _STATES[state]


def choose_value(groups: list[ValueGroup], total: int) -> ValueGroup:
    """A page of values; the one that is chosen in it, the first until one is."""
    table = pd.DataFrame(
        {
            "Value": [group.value for group in groups],
            "Examples": [group.examples for group in groups],
            "Kind": [describe(group.entity).title for group in groups],
        }
    )
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        # another first value makes another table, so a choice never moves to a neighbour
        key=f"values_{groups[0].value_key}_{len(groups)}",
        alt="Values found; choose a row to decide it",
    ).selection.rows
    st.caption(f"{counted(total, 'value')}. The first is shown; choose a row for another one.")
    return groups[chosen[0] if chosen and chosen[0] < len(groups) else 0]

"""Choosing a query whose slices something is shown by: a saved one, or one's own."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from curation.evaluation.slices import Slice
from curation.ui.page import Visit, refusals_shown
from curation.workflow.evaluation.evaluation_results import Result
from curation.workflow.explore.query_slices import FIRST_SLICES, compare_by_query, saved_slices

OWN = "A query of your own"


def ask_slices(visit: Visit, *, key: str) -> str:
    """The SQL of the chosen query."""
    saved = saved_slices(visit.workspace, visit.actor)
    chosen = st.selectbox("Query", [*saved, OWN], key=f"{key}_saved") if saved else OWN
    if chosen in saved:
        st.caption("Its column slice names the parts; without one: what it finds, and the others.")
        return saved[chosen]
    return st.text_area("Query", FIRST_SLICES, key=key)


@st.fragment
def show_query_slices(visit: Visit, result: Result) -> None:
    """A switch for where the tuned model is better, slice by slice of a query."""
    if result.comparison is None:
        return
    if not st.toggle("Compare in the slices of a query", key="evaluate_by_query"):
        return
    with st.container(border=True), refusals_shown():
        query = ask_slices(visit, key="evaluate_query")
        show_slice_table(compare_by_query(visit.workspace, visit.actor, result.evaluation, query))


def show_slice_table(slices: Sequence[Slice], *, part: str = "Slice") -> None:
    """Right answers of base and tuned model part by part, with intervals; `part` is a heading."""
    share = st.column_config.NumberColumn(format="%.0f %%", help="Share of right answers")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    part: one.name,
                    "Examples": one.comparison.pairs.n,
                    "Base": 100 * one.shares[0],
                    "Tuned": 100 * one.shares[1],
                    "95 % interval": f"{one.comparison.interval.low * 100:+.0f} to "
                    f"{one.comparison.interval.high * 100:+.0f} points",
                    "p": one.comparison.p,
                    "Tuned is": str(one.comparison.verdict),
                }
                for one in slices
            ]
        ),
        hide_index=True,
        column_config={
            "Base": share,
            "Tuned": share,
            "p": st.column_config.NumberColumn(
                format="%.3f", help="Adjusted for all parts together (Holm)"
            ),
        },
        alt="Right answers of base and tuned model part by part, with intervals",
    )

"""Faulty rows: where, why and what helps; their text only as cells of a table."""

from collections.abc import Sequence

import streamlit as st

from curation.example import Fault

SHOWN = 200


def show_faults(faults: Sequence[Fault], *, total: int) -> None:
    """The first faulty rows as a table, and how many there are in all."""
    shown = faults[:SHOWN]
    st.dataframe(
        [
            {
                "Row": fault.row or None,
                "What is wrong": fault.reason,
                "What helps": fault.cure,
                "What is in it": fault.content[:400],
            }
            for fault in shown
        ],
        hide_index=True,
    )
    if total > len(shown):
        st.text(f"The first {len(shown):,} of {total:,} faulty rows.")

"""Faulty rows: where, why and what helps; their text only as cells of a table."""

from collections.abc import Sequence

import streamlit as st

from curation.example import Fault
from curation.ingest.fault_table import cells_of

SHOWN = 200
_LENGTH = 400  # characters of what is in a row


def show_faults(faults: Sequence[Fault], *, total: int) -> None:
    """The first faulty rows as a table, and how many there are in all."""
    shown = faults[:SHOWN]
    st.dataframe(
        [
            {
                "Row": fault.row or None,
                "What is wrong": fault.reason,
                "What helps": fault.cure,
                "What is in it": _shown(fault.content),
            }
            for fault in shown
        ],
        hide_index=True,
    )
    if total > len(shown):
        st.text(f"The first {len(shown):,} of {total:,} faulty rows.")


def _shown(content: str) -> str:
    """What is in the row: its filled cells, or the line as it is."""
    cells = cells_of(content[:100_000])
    if cells is None:
        return content[:_LENGTH]
    return ", ".join(f"{name}: {cell}" for name, cell in cells.items() if cell)[:_LENGTH]

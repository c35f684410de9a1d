"""Asking for the wanted mix: counts typed per label, pasted lines, or a file."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

import streamlit as st

from curation.balance.plan import Plan
from curation.balance.target import bend, parse_target, to_shares
from curation.errors import InputRefused

MOST_TYPED = 20
"""Labels that can be typed one by one; above that, paste them."""


class Way(StrEnum):
    """How the mix of production is given."""

    TYPE = "Type counts"
    PASTE = "Paste lines"
    FILE = "Upload a file"


def ask_target(
    task_id: str, mix: Mapping[str, int], kept: Plan | None
) -> dict[str, Fraction] | None:
    """The wanted shares by label; None until somebody gave them.

    What can be typed starts from the kept plan's target, in cases of 1,000, and without one from
    `mix`, the accepted examples by label. Raises InputRefused for a text that is no mix.
    """
    start = {label: count for label, count in mix.items() if label}
    if kept is not None:
        start = dict.fromkeys(start, 0) | {
            label: round(1000 * share) for label, share in kept.target.items()
        }
    ways = list(Way) if len(start) <= MOST_TYPED else [Way.PASTE, Way.FILE]
    way = st.segmented_control(
        "How many cases of each label does production see?",
        ways,
        default=ways[0],
        required=True,
        key=f"target_way_{task_id}",
    )
    production = _typed(task_id, start) if way == Way.TYPE else _given(task_id, way)
    if production is None:
        return None
    even = st.slider(
        "From the mix of production (0 %) to an even one (100 %)",
        0,
        100,
        0,
        step=5,
        format="%d %%",
        key=f"target_even_{task_id}",
    )
    st.caption("About 50 % often learns rare labels better than the mix of production itself.")
    return bend(production, 1 - even / 100)


def _typed(task_id: str, start: Mapping[str, int]) -> dict[str, Fraction] | None:
    counts = {}
    columns = st.columns(2)
    for number, label in enumerate(start):
        with columns[number % 2].container(horizontal=True, vertical_alignment="center"):
            counts[label] = st.number_input(
                f"Cases of label {number + 1}",
                min_value=0,
                value=start[label],
                width=140,
                label_visibility="collapsed",
                key=f"target_{task_id}_{label}",
            )
            st.text(label)
    if not any(counts.values()):
        raise InputRefused(
            "The wanted mix is empty",
            cause="Every count is 0.",
            cure="Type how many cases of each label production sees.",
        )
    return to_shares(counts)


def _given(task_id: str, way: str | None) -> dict[str, Fraction] | None:
    if way == Way.PASTE:
        text = st.text_area(
            "One line per label: label,count", key=f"target_text_{task_id}", height=160
        )
    else:
        file = st.file_uploader(
            "CSV with label and count, or JSON", type=["csv", "json"], key=f"target_file_{task_id}"
        )
        text = file.getvalue().decode("utf-8", "replace") if file else ""
    return parse_target(text) if text.strip() else None

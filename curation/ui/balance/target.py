"""Asking for the wanted mix: typed, pasted, counted in a sample, or as it is; then bent."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import streamlit as st

from curation.balance.sample import is_sample, read_sample
from curation.balance.target import bend, parse_weights, sample_size, to_shares
from curation.errors import InputRefused

MOST_TYPED = 20
"""Labels that can be typed one by one; above that, paste them."""

_LINES_SHOWN = 4
"""Of the present counts, to show how the lines are to be written."""


class Way(StrEnum):
    """How the mix of production is given."""

    TYPE = "Type counts"
    PASTE = "Paste lines"
    FILE = "Upload a file"
    AS_IS = "As it is now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The wanted shares, those of production behind them, and on how many cases these rest."""

    target: Mapping[str, Fraction]
    production: Mapping[str, Fraction]
    sample: int | None


def ask_target(
    key: str, mix: Mapping[str, int], kept: Mapping[str, Fraction] | None
) -> Wanted | None:
    """The wanted mix of one attribute; None until somebody gave it.

    What can be typed starts from `kept`, the shares of the plan that holds, in cases of 1,000, and
    without one from `mix`, the accepted examples by label. `key` is that of the widgets. Raises
    InputRefused for a text that is no mix.
    """
    start = {label: count for label, count in mix.items() if label}
    if kept:
        start = dict.fromkeys(start, 0) | {
            label: round(1000 * share) for label, share in kept.items()
        }
    ways = [way for way in Way if way is not Way.TYPE or len(start) <= MOST_TYPED]
    way = st.segmented_control(
        "How many cases of each does production see?",
        ways,
        default=ways[0],
        required=True,
        key=f"target_way_{key}",
    )
    if way == Way.TYPE:
        weights = _typed(key, start)
    elif way == Way.AS_IS:
        weights = {label: Fraction(count) for label, count in mix.items() if label and count}
    else:
        weights = _given(key, way, mix)
    if not weights:
        return None
    return _bent(key, weights, counted=way != Way.AS_IS)


def _bent(key: str, weights: Mapping[str, Fraction], *, counted: bool) -> Wanted:
    production = to_shares(weights)
    even, floor, cap = st.columns(3, vertical_alignment="bottom")
    share = even.slider(
        "Production to even",
        0,
        100,
        0,
        step=5,
        format="%d %%",
        key=f"target_even_{key}",
        help="0 % is the mix of production, 100 % the same for each. About 50 % often learns rare "
        "labels better than the mix of production itself.",
    )
    least = floor.number_input(
        "None below (%)", 0.0, 100.0, 0.0, step=0.5, key=f"target_floor_{key}"
    )
    most = cap.number_input("None above (%)", 0.0, 100.0, 100.0, step=1.0, key=f"target_cap_{key}")
    return Wanted(
        target=bend(
            production, 1 - share / 100, floor=round(least / 100, 6), cap=round(most / 100, 6)
        ),
        production=production,
        sample=sample_size(weights) if counted else None,
    )


def _typed(key: str, start: Mapping[str, int]) -> dict[str, Fraction]:
    counts = {}
    columns = st.columns(2)
    for number, label in enumerate(start):
        with columns[number % 2].container(horizontal=True, vertical_alignment="center"):
            st.text(label, width="stretch")
            counts[label] = st.number_input(
                f"Cases of label {number + 1}",
                min_value=0,
                value=start[label],
                width=140,
                label_visibility="collapsed",
                key=f"target_{key}_{label}",
            )
    if not any(counts.values()):
        raise InputRefused(
            "The wanted mix is empty",
            cause="Every count is 0.",
            cure="Type how many cases of each label production sees.",
        )
    return {label: Fraction(count) for label, count in counts.items()}


def _given(key: str, way: str | None, mix: Mapping[str, int]) -> dict[str, Fraction]:
    if way == Way.PASTE:
        example = [f"{label},{count}" for label, count in mix.items() if label][:_LINES_SHOWN]
        text = st.text_area(
            "One line per label: label,count",
            key=f"target_text_{key}",
            height=160,
            placeholder="\n".join([*example, "…"]),
        )
    else:
        file = st.file_uploader(
            "Counts (label,count), or a sample of cases: CSV or JSON lines",
            type=["csv", "json", "jsonl", "txt"],
            key=f"target_file_{key}",
            help="A sample is only counted here; nothing of it is kept.",
        )
        text = file.getvalue().decode("utf-8", "replace") if file else ""
    if not text.strip():
        return {}
    return _counted(key, text, set(mix)) if is_sample(text) else parse_weights(text)


def _counted(key: str, text: str, known: set[str]) -> dict[str, Fraction]:
    """The counts of one column of a sample; the one that knows most of our labels comes first."""
    sample = read_sample(text)
    alike = [
        len(known & {row[place] for row in sample.rows}) for place in range(len(sample.columns))
    ]
    column = st.selectbox(
        "Column that has the label",
        sample.columns,
        index=alike.index(max(alike)),
        key=f"target_column_{key}",
    )
    counts = sample.count(column)
    st.caption(f"{sum(counts.values()):,} cases are counted.")
    return {label: Fraction(count) for label, count in counts.items()}

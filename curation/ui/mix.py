"""The present mix beside the wanted one: as bars, and as a table that says the same."""

from collections.abc import Mapping
from fractions import Fraction

import altair as alt
import pandas as pd
import streamlit as st

from curation.balance.plan import Plan

MOST_BARS = 15
"""Labels with bars of their own; the table below the chart has all of them."""

NO_LABEL = "(no label)"


def show_mix(now: Mapping[str, Fraction], wanted: Mapping[str, Fraction]) -> None:
    """Bars in pairs, in per cent: what is there, and what is wanted."""
    labels = sorted(
        {*now, *wanted}, key=lambda label: -max(_share(now, label), _share(wanted, label))
    )
    rows = [
        {"label": label or NO_LABEL, "mix": name, "share": 100 * _share(mix, label)}
        for label in labels[:MOST_BARS]
        for name, mix in (("Now", now), ("Wanted", wanted))
    ]
    chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar()
        .encode(
            y=alt.Y("label:N", sort=None, title=None),
            x=alt.X("share:Q", title="Share of examples (%)"),
            yOffset=alt.YOffset("mix:N", sort=["Now", "Wanted"]),
            color=alt.Color("mix:N", sort=["Now", "Wanted"], title=None),
            tooltip=[
                alt.Tooltip("label:N", title="Label"),
                alt.Tooltip("mix:N", title="Mix"),
                alt.Tooltip("share:Q", title="Share (%)", format=".1f"),
            ],
        )
    )
    st.altair_chart(chart, alt="Share of each label now and as wanted; the table has the figures")


def show_plan(plan: Plan) -> None:
    """What a plan takes and leaves, label by label, and how near it comes to the target."""
    figures = st.columns(4)
    figures[0].metric("Examples taken", f"{len(plan.example_ids):,}", border=True)
    figures[1].metric("Off the wanted mix", _points(plan.mismatch_after), border=True)
    figures[2].metric("Before", _points(plan.mismatch_before), border=True)
    figures[3].metric(
        "Worth as much as",
        f"{plan.effective_size:,.0f}",
        border=True,
        help="So many examples in exactly the wanted mix would say as much.",
    )
    st.dataframe(_table(plan), hide_index=True, key="plan_table")
    if any(plan.missing.values()):
        st.caption(
            "Missing: how many more accepted examples of a label the wanted size needs; without "
            "one, keeping every example that has a wanted label."
        )


def _table(plan: Plan) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Label": label or NO_LABEL,
                "Accepted": available,
                "Wanted (%)": round(100 * _share(plan.target, label), 1),
                "Taken": plan.quotas[label],
                "Taken (%)": round(100 * _share(plan.achieved, label), 1),
                "Left out": available - plan.quotas[label],
                "Missing": plan.missing.get(label, 0),
            }
            for label, available in plan.available.items()
        ]
    ).head(200)


def _share(mix: Mapping[str, Fraction], label: str) -> float:
    return float(mix.get(label, 0))


def _points(mismatch: float) -> str:
    return f"{100 * mismatch:.1f} points"

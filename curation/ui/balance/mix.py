"""The present mix beside the wanted one: as bars, and as a table that says the same."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import altair as alt
import pandas as pd
import streamlit as st

from curation.balance.plan import Plan, Standing

MOST_BARS = 15
"""Labels with bars of their own; the table below the chart has all of them."""

NO_LABEL = "(none)"
_ORDER = ["Now", "Wanted"]
_SWATCH = 12  # pixels beside a label
_LONGEST = 240  # pixels of a label


def show_mix(
    now: Mapping[str, Fraction],
    wanted: Mapping[str, Fraction],
    production: Mapping[str, Fraction],
    colors: Mapping[str, str],
) -> None:
    """Bars in pairs, in per cent: what is there and what is wanted; a line where production is.

    `colors` (#rrggbb) are of labels that have one: a small square stands before them.
    """
    labels = sorted(
        {*now, *wanted}, key=lambda label: -max(_share(now, label), _share(wanted, label))
    )[:MOST_BARS]
    rows = [
        {"label": label or NO_LABEL, "mix": name, "share": 100 * _share(mix, label)}
        for label in labels
        for name, mix in (("Now", now), ("Wanted", wanted))
    ]
    axis = alt.Axis(labelPadding=_SWATCH + 10, labelLimit=_LONGEST)
    y = alt.Y("label:N", sort=None, title=None, axis=axis)
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("share:Q", title="Share of examples (%)"),
            yOffset=alt.YOffset("mix:N", sort=_ORDER),
            color=alt.Color("mix:N", sort=_ORDER, title=None),
            tooltip=[
                alt.Tooltip("label:N", title="Label"),
                alt.Tooltip("mix:N", title="Mix"),
                alt.Tooltip("share:Q", title="Share (%)", format=".1f"),
            ],
        )
    )
    lines = (
        alt.Chart(
            pd.DataFrame(
                {
                    "label": [label or NO_LABEL for label in labels],
                    "share": [100 * _share(production, label) for label in labels],
                }
            )
        )
        .mark_tick(thickness=3, color="#888888", bandSize=30)
        .encode(
            y=y, x="share:Q", tooltip=[alt.Tooltip("share:Q", title="Production (%)", format=".1f")]
        )
    )
    swatches = _swatches(labels, colors, y)
    layers = [bars, *([lines] if production else []), *([swatches] if colors else [])]
    st.altair_chart(
        alt.layer(*layers).resolve_scale(color="independent"),
        alt="Share of each label now, as wanted and in production; the table has the figures",
    )
    if production:
        st.caption("The grey line is the mix of production.")


def _swatches(labels: Sequence[str], colors: Mapping[str, str], y: alt.Y) -> alt.Chart:
    """The squares before the labels, left of the axis."""
    rows = [{"label": name, "shade": colors[name]} for name in labels if name in colors]
    chart: alt.Chart = alt.Chart(pd.DataFrame(rows, columns=["label", "shade"])).mark_square(
        size=_SWATCH**2, opacity=1, clip=False, tooltip=False
    )
    return chart.encode(
        y=y, x=alt.value(-_SWATCH / 2 - 4), color=alt.Color("shade:N", scale=None, legend=None)
    )


def show_plan(plan: Plan) -> None:
    """What a plan takes and leaves, label by label, and how near it comes to each target."""
    figures = st.columns(4)
    figures[0].metric("Taken", f"{plan.taken:,}", border=True)
    figures[1].metric("Left out", f"{plan.left_out:,}", border=True)
    figures[2].metric(
        "Off",
        f"{100 * plan.first.after.moved:.1f}",
        delta=f"was {100 * plan.first.before.moved:.1f}",
        delta_color="off",
        delta_arrow="off",
        border=True,
        help="So many of a hundred examples would have to move to meet the wanted mix.",
    )
    figures[3].metric(
        "Worth",
        f"{plan.first.effective_size:,.0f}",
        border=True,
        help="So many examples in exactly the wanted mix would say as much.",
    )
    if plan.bound > plan.taken and plan.size is None:
        st.caption(f"No more than {plan.bound:,} could fit; the search stopped before it was sure.")


def show_standing(standing: Standing, *, key: str) -> None:
    """The labels of one aim, and how far they are off before and after, in other measures."""
    st.dataframe(_table(standing), hide_index=True, key=f"plan_table_{key}")
    before, after = standing.before, standing.after
    with st.expander("How far off, in other measures"):
        st.dataframe(
            pd.DataFrame(
                {
                    "": ["All accepted", "The plan"],
                    "Must move (points)": [round(100 * m.moved, 1) for m in (before, after)],
                    "Jensen-Shannon (bits)": [round(m.bits, 4) for m in (before, after)],
                    "PSI beyond chance": [round(m.excess, 3) for m in (before, after)],
                    "Largest gap": [m.widest or NO_LABEL for m in (before, after)],
                    "Its gap (points)": [round(100 * m.gap, 1) for m in (before, after)],
                }
            ),
            hide_index=True,
        )
        st.caption(
            "PSI beyond chance is the population stability index less what chance alone would "
            "make of it with so few examples: at 0 or below nothing is shown to differ."
        )
    if any(standing.missing.values()):
        st.caption(
            "Missing: how many more accepted examples of a label the wanted size needs; without "
            "one, keeping every example that has a wanted label."
        )


def _table(standing: Standing) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Label": label or NO_LABEL,
                "Accepted": available,
                "Wanted (%)": round(100 * _share(standing.aim.target, label), 1),
                "Taken": standing.taken[label],
                "Taken (%)": round(100 * _share(standing.achieved, label), 1),
                "Left out": available - standing.taken[label],
                "Missing": standing.missing.get(label, 0),
            }
            for label, available in standing.available.items()
        ]
    ).head(500)


def _share(mix: Mapping[str, Fraction], label: str) -> float:
    return float(mix.get(label, 0))

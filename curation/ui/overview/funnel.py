"""A task's examples on their way: how many came how far, and what moves the others on."""

from dataclasses import dataclass

import streamlit as st

from curation.example import Stage
from curation.ui.show import page_link
from curation.workflow.overview.overview import TaskProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """How many examples reached a stage, how many wait there, and where they are moved on."""

    title: str
    reached: int
    waiting: int = 0
    verb: str = ""
    page: str = ""


def tiles(each: TaskProgress) -> list[Tile]:
    """The stages of a task in their order."""
    at = each.funnel.at
    return [
        Tile(
            title="Staged",
            reached=each.funnel.total,
            waiting=at[Stage.STAGED],
            verb="to scan",
            page="pages/privacy.py",
        ),
        Tile(
            title="Scanned",
            reached=each.funnel.total - at[Stage.STAGED],
            waiting=at[Stage.SCANNED],
            verb="to decide",
            page="pages/privacy.py",
        ),
        Tile(
            title="Cleared",
            reached=each.cleared,
            waiting=at[Stage.CLEARED],
            verb="to review",
            page="pages/review.py",
        ),
        Tile(
            title="Reviewed",
            reached=each.reviewed,
            waiting=at[Stage.REVIEWED],
            verb="to settle",
            page="pages/agreement.py",
        ),
        Tile(
            title="Accepted",
            reached=each.accepted,
            waiting=each.unreleased,
            verb="to release",
            page="pages/release.py",
        ),
        Tile(title="Released", reached=each.funnel.released),
    ]


def show_funnel(each: TaskProgress) -> None:
    """A tile per stage with its share of all examples, and a link to what waits there."""
    total = each.funnel.total
    grid = st.grid(6, border=True, min_column_width=130)
    for tile in tiles(each):
        with grid.cell():
            st.metric(tile.title, f"{tile.reached:,}")
            st.progress(min(1.0, tile.reached / total) if total else 0.0)
            if tile.waiting:
                page_link(tile.page, f"{tile.waiting:,} {tile.verb} ›", task=each.task, icon="")
    if rejected := each.funnel.at[Stage.REJECTED]:
        st.caption(f"{rejected:,} reviewed examples were rejected: nobody should learn from them.")

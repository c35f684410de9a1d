"""How examples are split, and what training and test of the last release have in common."""

import uuid

import pandas as pd
import streamlit as st

from curation.balance.apportion import Part
from curation.balance.leaks import LeakReport
from curation.balance.split import SplitRule
from curation.release.release import Release
from curation.task import Task
from curation.ui.page import Visit, guarded, refusals_shown
from curation.workflow.balance.splits import (
    prompts_of,
    read_leaks,
    set_split_rule,
    split_rule,
    time_column,
)
from curation.workflow.release.release import list_releases

MOST_SHOWN = 50


def show_split(visit: Visit, task: Task) -> None:
    """The shares of the parts, whether the newest are tested on, and the last leak report."""
    st.subheader("Training, validation and test", anchor=False)
    rule = split_rule(visit.workspace, task.id)
    with st.expander(_told(rule)):
        _ask_rule(visit, task, rule)
    if releases := list_releases(visit.workspace, task_id=task.id):
        with refusals_shown():
            _show_leaks(visit, releases[0], read_leaks(releases[0]))


def _told(rule: SplitRule) -> str:
    train, validation, test = (f"{100 * rule.shares[part]:g}" for part in Part)
    told = f"{train} % are trained on, {validation} % validated on, {test} % tested on"
    return f"{told}; the newest are tested on." if rule.by_time else f"{told}."


def _ask_rule(visit: Visit, task: Task, rule: SplitRule) -> None:
    st.caption(
        "Examples of one customer, thread or vendor, and near-copies, stay on one side. What a "
        "release has placed stays where it is; the shares hold for what is new."
    )
    left, right = st.columns(2)
    validation = left.number_input(
        "Validated on (%)",
        0.0,
        50.0,
        100 * rule.shares[Part.VALIDATION],
        step=1.0,
        key=f"split_validation_{task.id}",
    )
    test = right.number_input(
        "Tested on (%)",
        0.0,
        50.0,
        100 * rule.shares[Part.TEST],
        step=1.0,
        key=f"split_test_{task.id}",
    )
    newest = st.toggle(
        "Test on the newest examples",
        bool(rule.by_time),
        key=f"split_newest_{task.id}",
        help="As in life: trained on the past, tested on what came later. The labels may then be "
        "mixed otherwise in each part.",
    )
    by_time = ""
    if newest:
        by_time = st.text_input(
            "Column or SQL expression that grows with time",
            rule.by_time or time_column(visit.workspace, task.id),
            key=f"split_by_time_{task.id}",
            help="The Explore page lists the columns of examples.",
        )
        st.caption(
            "`created` is when the help desk says the ticket was made; files that do not say so "
            "have only `source_row`, the row in the file. What has no time counts as the oldest."
        )
    shares = {
        Part.TRAIN: round(1 - (validation + test) / 100, 6),
        Part.VALIDATION: round(validation / 100, 6),
        Part.TEST: round(test / 100, 6),
    }
    st.button(
        "Save the split",
        key="save_split",
        on_click=guarded(_save),
        args=(visit, task, SplitRule(shares=shares, by_time=by_time.strip())),
    )


def _save(visit: Visit, task: Task, rule: SplitRule) -> None:
    set_split_rule(visit.workspace, visit.actor, task.id, rule, request_id=uuid.uuid4().hex)
    st.toast("Saved. The next release is split in this way.", icon=":material/check:")


def _show_leaks(visit: Visit, release: Release, report: LeakReport) -> None:
    st.text(
        f"Release {release.number}: training and test share {report.shared_groups:,} groups, "
        f"{report.shared_prompts:,} questions and {len(report.near):,} near-copies."
    )
    if report.shared_templates:
        st.text(
            f"{report.shared_templates:,} patterns stand on both sides: questions that differ "
            "in their numbers only."
        )
    with st.expander(f"The training example nearest to each of {report.tested:,} test examples"):
        nearest = [one for one in report.neighbours if one.train][:MOST_SHOWN]
        ids = [name for one in nearest for name in (one.test, one.train)]
        texts = prompts_of(visit.workspace, release.task, ids)
        st.dataframe(
            pd.DataFrame(
                {
                    "Words in common (%)": [round(100 * one.likeness) for one in nearest],
                    "Tested on": [texts.get(one.test, "") for one in nearest],
                    "Trained on": [texts.get(one.train, "") for one in nearest],
                }
            ),
            hide_index=True,
            column_config={
                "Tested on": st.column_config.TextColumn(width="large"),
                "Trained on": st.column_config.TextColumn(width="large"),
            },
            key="leak_table",
        )
        st.caption(
            "The likest first: pairs of neighbouring words that both have, of all that either "
            "has. From 70 % on they would be copies, and are kept apart."
        )

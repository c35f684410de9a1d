"""By which rule answers are graded: chosen, written, and tried on what experts decided."""

import streamlit as st

from curation.release.release import Release
from curation.ui.page import Visit, refusals_shown
from curation.ui.release.grader import show_grader, show_trial
from curation.workflow.evaluation.grading import (
    counts_as_right,
    rule_names,
    rule_title,
    try_on_people,
)


def choose_rule(visit: Visit, release: Release) -> str:
    """The rule that a person has chosen; the one that fits the task until somebody does."""
    names = rule_names(visit.workspace, release)
    rule: str = st.selectbox(
        "How answers are graded",
        names,
        format_func=rule_title,
        key=f"rule_{release.number}",
        help="Any of them can be tried on answers that your experts have judged.",
    )
    if st.toggle("Try it, or write another one", key="about_rule"):
        st.text(f"An answer is right when {counts_as_right(rule)}.")
        if st.button("Try it on your experts' verdicts", key="try_rule", icon=":material/science:"):
            with refusals_shown():
                show_trial(try_on_people(visit.workspace, visit.actor, release.task, rule))
        show_grader(visit, visit.workspace.task(release.task))
    return rule

"""What the checks found, as a table and the examples of one check."""

import pandas as pd
import streamlit as st

from curation.balance.checks.check import Severity
from curation.task import Task
from curation.ui.page import Visit
from curation.workflow.check import Checkup, run_checks

_WORDS = {Severity.ERROR: "To correct", Severity.WARNING: "To look at"}
MOST_SHOWN = 200
MOST_OF_ONE = 50
"""Examples that are shown of one thing that is wrong."""


def show_checks(visit: Visit, task: Task) -> None:
    """The button that looks at all examples, and what it found; nothing is looked at before.

    What was found stays on the page until somebody looks again: that takes seconds where there are
    many examples.
    """
    st.subheader("Defects", anchor=False)
    kept = f"checked_{task.id}"
    if st.button(
        "Look again" if kept in st.session_state else "Look for defects in the examples",
        key=f"check_{task.id}",
        icon=":material/troubleshoot:",
        help="Contradictions, wrong labels, unfinished answers, placeholders, doubtful facts.",
    ):
        with st.spinner("Looking at all examples", show_time=True):
            st.session_state[kept] = (run_checks(visit.workspace, task.id), visit.workspace.now())
        st.rerun()
    if kept not in st.session_state:
        return
    checkup, looked_at = st.session_state[kept]
    checked = checkup.found
    st.caption(
        f"As it was at {looked_at:%H:%M} UTC. What you changed since shows when you look again."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Found": [len(found.defects) for found in checked],
                "What": [found.check.title for found in checked],
                "How bad": [
                    _WORDS[found.check.severity] if found.defects else "All well"
                    for found in checked
                ],
                "What to do": [found.check.cure for found in checked],
            }
        ),
        hide_index=True,
        column_config={"What to do": st.column_config.TextColumn(width="large")},
        alt="What the checks found",
    )
    if any(found.defects for found in checked):
        _show_examples(task, checkup)


def _show_examples(task: Task, checkup: Checkup) -> None:
    by_name = {found.check.name: found for found in checkup.found if found.defects}
    chosen = st.selectbox(
        "Examples of",
        list(by_name),
        format_func=lambda name: by_name[name].check.title,
        key=f"check_shown_{task.id}",
    )
    found = by_name[chosen]
    rows = [
        (number, defect, checkup.examples[example_id])
        for number, defect in enumerate(found.defects[:MOST_SHOWN], 1)
        for example_id in defect.ids[:MOST_OF_ONE]
    ]
    st.dataframe(
        pd.DataFrame(
            {
                "No.": [number for number, _, _ in rows],
                "What": [defect.says for _, defect, _ in rows],
                "Label": [example.label for _, _, example in rows],
                "Question": [example.question for _, _, example in rows],
                "Answer": [example.answer for _, _, example in rows],
            }
        ),
        hide_index=True,
        column_config={
            "What": st.column_config.TextColumn(width="medium"),
            "Question": st.column_config.TextColumn(width="large"),
            "Answer": st.column_config.TextColumn(width="large"),
        },
        alt="The examples of one check; those with the same number belong together",
    )
    if len(found.defects) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(found.defects):,} are shown.")

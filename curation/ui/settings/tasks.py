"""What the tasks ask, one below the other, and the form that makes or changes one."""

import pandas as pd
import streamlit as st

from curation.people import Role, may
from curation.task import QuestionKind, Style, Task
from curation.ui.page import Visit
from curation.ui.settings.task_builder import show_task_builder
from curation.ui.settings.task_questions import KINDS, show_labels

STYLES = {
    Style.SURROGATE: "made-up values of the same kind",
    Style.PLACEHOLDER: "placeholders that say of which kind they are",
    Style.MASK: "asterisks",
}


def show_tasks(visit: Visit, *, is_open: bool) -> None:
    """Every task behind a click; curators make and change them, in a form that may be open."""
    if may(visit.actor, Role.CURATOR):
        show_task_builder(visit, is_open=is_open)
    for task in visit.workspace.tasks().values():
        with st.expander(task.title, icon=":material/checklist:"):
            show_task(task)
    st.caption(
        "The guideline is changed on the Guideline page. A task is kept in a file, "
        "tasks/NAME.toml in the workspace's folder."
    )


def show_task(task: Task) -> None:
    """What a task asks, of how many, and its guideline; all as plain text."""
    answers = "1 answer" if task.overlap == 1 else f"{task.overlap} answers"
    st.caption(f"{answers} to each example · guideline version {task.guideline_version}")
    st.caption(f"Personal values are replaced by {STYLES[task.privacy]}.")
    st.dataframe(
        pd.DataFrame(
            {
                "Question": [question.title for question in task.questions],
                "Answered by": [KINDS[question.kind] for question in task.questions],
                "Choices": [
                    ", ".join(question.options or question.fields) for question in task.questions
                ],
                "Trained": [question.id == task.answer for question in task.questions],
            }
        ),
        hide_index=True,
        alt="What this task asks about each example",
    )
    for question in task.questions:
        if question.kind in (QuestionKind.LABEL, QuestionKind.SPANS) and question.options:
            show_labels(question)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Guideline for reviewers**")
        st.text(task.guideline)
    with right:
        st.markdown("**What the model is told**")
        st.text(task.system_prompt)

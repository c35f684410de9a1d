"""What reviewers said beside their answers, for the curator."""

import pandas as pd
import streamlit as st

from curation.task import Task
from curation.ui.page import Visit
from curation.workflow.said import reasons_given


def show_reasons(visit: Visit, task: Task) -> None:
    """Why examples were rejected and skipped, the most frequent reason first; nothing if unsaid."""
    given = reasons_given(visit.workspace, visit.actor, task.id)
    if not given:
        return
    with st.expander("Why examples were rejected or skipped", icon=":material/help:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {"Decision": str(one.decision), "Reason": one.reason, "Times": one.times}
                    for one in given
                ]
            ),
            hide_index=True,
        )

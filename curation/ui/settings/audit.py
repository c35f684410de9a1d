"""The trail on the settings page: filters, a table, a download."""

from functools import partial

import pandas as pd
import streamlit as st

from curation.ui.page import Visit
from curation.workflow.settings.audit import KINDS, MOST, Done, as_table, read_trail
from curation.workflow.settings.people import names

ROWS = 200


def show_audit(visit: Visit) -> None:
    """Who did what and when, the newest first."""
    tasks = visit.workspace.tasks()
    people = sorted(set(names(visit.workspace).values()))
    columns = st.columns([2, 2, 2, 1], vertical_alignment="bottom")
    who = columns[0].selectbox("Who", people, index=None, placeholder="Everybody", key="audit_who")
    what = columns[1].selectbox(
        "What", KINDS, index=None, placeholder="Everything", key="audit_what",
        format_func=str.capitalize,
    )  # fmt: skip
    task = columns[2].selectbox(
        "Task", list(tasks), index=None, placeholder="Every task", key="audit_task",
        format_func=lambda each: tasks[each].title,
    )  # fmt: skip
    page = int(columns[3].number_input("Page", 1, 10_000, key="audit_page"))
    asked = {"who": who or "", "what": what or "", "task": task or ""}
    found = _read(visit, asked, limit=ROWS, offset=(page - 1) * ROWS)
    if not found:
        st.text("Nothing of that kind was done.")
        return
    st.dataframe(
        pd.DataFrame(
            {
                "When (UTC)": [done.recorded_at for done in found],
                "Who": [done.actor for done in found],
                "What": [done.what for done in found],
                "Task": [done.task for done in found],
                "About": [done.subject for done in found],
            }
        ),
        hide_index=True,
        alt="Who did what and when",
    )
    st.download_button(
        f"Download as CSV (at most {MOST:,})",
        data=partial(_file, visit, asked),
        file_name="audit.csv",
        icon=":material/download:",
        on_click="ignore",
        key="audit_download",
    )


def _read(visit: Visit, asked: dict[str, str], *, limit: int, offset: int = 0) -> list[Done]:
    return read_trail(
        visit.workspace,
        visit.actor,
        who=asked["who"],
        what=asked["what"],
        task=asked["task"],
        limit=limit,
        offset=offset,
    )


def _file(visit: Visit, asked: dict[str, str]) -> str:
    return as_table(_read(visit, asked, limit=MOST))

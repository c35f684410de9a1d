"""What the checks found: a list of checks, and what can be done about one of them."""

import pandas as pd
import streamlit as st

from curation.balance.checks.check import Checked, Severity
from curation.balance.checks.contradictions import CONTRADICTIONS
from curation.balance.checks.duplicates import DUPLICATES, SUGGESTED_DUPLICATES
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.balance.check_acts import show_acts, show_undo, show_withdraw
from curation.ui.balance.check_desk import show_desk
from curation.ui.balance.check_line import told
from curation.ui.balance.own_checks import show_own_checks
from curation.ui.balance.suggested import show_suggested, shown_key
from curation.ui.page import Visit, guarded
from curation.workflow.balance.check import Checkup, Found
from curation.workflow.balance.duplicate_desk import leaks_first
from curation.workflow.balance.look import Look, look, start_looking

_WORDS = {Severity.ERROR: "To correct", Severity.WARNING: "To look at"}
_SIDE_BY_SIDE = (CONTRADICTIONS.name, DUPLICATES.name, SUGGESTED_DUPLICATES.name)
_NONE = Checked(id="")
"""What is beside a find that names no example."""

MOST_SHOWN = 200
MOST_IN_CELL = 1_000
MOST_OF_ONE = 50
"""Examples that are shown of one thing that is wrong."""


def show_checks(visit: Visit, task: Task) -> None:
    """What is wrong with the examples, and what can be done about it.

    Many examples are looked at in the background; what was found before stays until then.
    """
    st.subheader("Defects", anchor=False)
    found = look(visit.workspace, visit.actor, task.id)
    if not found.is_current:
        _show_age(visit, task, found)
    show_own_checks(visit, task)
    show_undo(visit, task)
    checkup = found.checkup
    if checkup is None:
        return
    if not checkup.examples:
        st.caption("There are no examples to look at.")
        return
    _show_summary(checkup)
    wrong = [each for each in checkup.found if each.defects or each.accepted]
    wrong += show_suggested(visit, task, checkup)
    if wrong:
        _show_one(visit, task, checkup, wrong)


def _show_age(visit: Visit, task: Task, found: Look) -> None:
    st.caption(told(visit, found))
    show_activity(visit, found.running)
    if found.running is None:
        st.button(
            "Look again" if found.told else "Look for defects in the examples",
            key=f"check_{task.id}",
            icon=":material/troubleshoot:",
            help="Contradictions, wrong labels, unfinished answers, placeholders, doubtful facts.",
            on_click=guarded(_start),
            args=(visit, task),
        )


def _start(visit: Visit, task: Task) -> None:
    start_looking(visit.workspace, visit.actor, task.id)


def _show_summary(checkup: Checkup) -> None:
    wrong = [each for each in checkup.found if each.defects or each.accepted]
    well = [each.check.title for each in checkup.found if not each.defects and not each.accepted]
    if wrong:
        columns: dict[str, list[int] | list[str]] = {
            "Found": [len(each.defects) for each in wrong],
            "How bad": [
                _WORDS[each.check.severity] if each.defects else "Accepted" for each in wrong
            ],
            "What": [each.check.title for each in wrong],
        }
        if any(each.accepted for each in wrong):
            columns["Accepted"] = [len(each.accepted) for each in wrong]
        st.dataframe(
            pd.DataFrame(columns),
            hide_index=True,
            column_config={
                "Found": st.column_config.NumberColumn(width=60),
                "How bad": st.column_config.TextColumn(width=85),
                "What": st.column_config.TextColumn(width=440),
                "Accepted": st.column_config.NumberColumn(width=75),
            },
            alt="What the checks found",
        )
    known = len(checkup.found) + len(checkup.left_out)
    told = f"Nothing found by {len(well)} of {known} checks"
    if checkup.left_out:
        told += f"; {len(checkup.left_out)} do not apply"
    with st.expander(told):
        for title in well:
            st.text(f"✓ {title}")
        for check, why in checkup.left_out:
            st.text(f"– {check.title}: {why[:1].lower()}{why[1:]}")


def _show_one(visit: Visit, task: Task, checkup: Checkup, wrong: list[Found]) -> None:
    left_first = sorted(wrong, key=lambda found: not found.defects)
    by_name = {found.check.name: found for found in left_first}
    chosen = st.selectbox(
        "Look at",
        list(by_name),
        format_func=lambda name: by_name[name].check.title,
        key=shown_key(task),
    )
    found = by_name[chosen]
    st.caption(found.check.cure)
    if chosen in _SIDE_BY_SIDE and found.defects:
        show_desk(visit, task, checkup, leaks_first(visit.workspace, visit.actor, found))
    elif found.defects:
        _show_examples(visit, task, checkup, found)
    if found.accepted:
        _show_accepted(visit, task, found)


def _show_examples(visit: Visit, task: Task, checkup: Checkup, found: Found) -> None:
    rows = [
        (number, defect, checkup.examples.get(example_id, _NONE))
        for number, defect in enumerate(found.defects[:MOST_SHOWN], 1)
        for example_id in defect.ids[:MOST_OF_ONE] or ("",)
    ]
    columns: dict[str, list[int] | list[str]] = {
        "No.": [number for number, _, _ in rows],
        "What exactly": [defect.says for _, defect, _ in rows],
        "Label": [example.label for _, _, example in rows],
        "Question": [_in_a_line(example.question) for _, _, example in rows],
        "Answer": [_in_a_line(example.answer) for _, _, example in rows],
    }
    filled = {name: own for name, own in columns.items() if any(own)}
    chosen = st.dataframe(
        pd.DataFrame(filled),
        hide_index=True,
        column_config={
            "No.": st.column_config.NumberColumn(width=45),
            "What exactly": st.column_config.TextColumn(width="medium"),
            "Question": st.column_config.TextColumn(width="large"),
            "Answer": st.column_config.TextColumn(width="large"),
        },
        on_select="rerun",
        selection_mode="multi-row",
        key=f"check_rows_{task.id}_{found.check.name}",
        alt="The examples of one check; those with the same number belong together",
    )
    if len(found.defects) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(found.defects):,} are shown.")
    ticked = [rows[place] for place in chosen["selection"]["rows"] if place < len(rows)]
    taken = dict.fromkeys(defect for _, defect, _ in ticked) or found.defects
    show_acts(visit, task, checkup, found.check, tuple(taken), ticked=bool(ticked))


def _in_a_line(text: str) -> str:
    """The text without line ends and columns of blanks, as much of it as a cell shows."""
    return " ".join(text.split())[:MOST_IN_CELL]


def _show_accepted(visit: Visit, task: Task, found: Found) -> None:
    with st.expander(f"Accepted: {len(found.accepted):,}"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Why": [each.by.reason for each in found.accepted[:MOST_SHOWN]],
                    "What exactly": [each.defect.says for each in found.accepted[:MOST_SHOWN]],
                    "Since": [each.by.recorded_at for each in found.accepted[:MOST_SHOWN]],
                }
            ),
            hide_index=True,
            alt="What is accepted, and why",
        )
        show_withdraw(visit, task, found.check, tuple(each.defect for each in found.accepted))

"""Examples that belong together, side by side: contradictions and near-duplicates, by keyboard."""

from collections.abc import Sequence

import streamlit as st

from curation.balance.checks.check import Checked, Defect
from curation.balance.checks.contradictions import CONTRADICTIONS
from curation.task import Task
from curation.ui.balance.check_acts import done, request
from curation.ui.page import Visit, guarded
from curation.ui.word_diff import show_changes
from curation.workflow.balance.accept_defects import accept_defects
from curation.workflow.balance.check import Checkup, Found
from curation.workflow.balance.mend_defects import keep_one
from curation.workflow.balance.splits import told_parts

MOST_BESIDE = 4
"""Examples of one group that stand beside one another; of more, the rest follows these."""

_MERGE_KEYS = "MOP"
"""For the answer of the second, third and fourth; Streamlit keeps C and R for itself."""


def show_desk(visit: Visit, task: Task, checkup: Checkup, found: Found) -> None:
    """One group at a time, the worst first; a key settles it and the next one follows.

    What differs from the first example of the group is marked.
    """
    place = min(st.session_state.get(_place(task, found), 0), len(found.defects) - 1)
    defect = found.defects[place]
    group = [checkup.examples[name] for name in defect.ids[:MOST_BESIDE]]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{place + 1:,} of {len(found.defects):,}")
        if defect.says:
            st.text(defect.says)
        st.button(
            "Next",
            key="desk_next",
            shortcut="N",
            icon=":material/skip_next:",
            on_click=_go,
            args=(task, found, place + 1),
        )
    st.text_input("Why", key=f"desk_why_{task.id}", max_chars=500, placeholder="As the button says")
    parts = told_parts(visit.workspace, visit.actor, [one.id for one in group])
    for number, (column, one) in enumerate(zip(st.columns(len(group)), group, strict=True)):
        with column, st.container(border=True):
            st.caption(_known(one, parts.get(one.id, "")))
            _show_member(visit, task, found, group, number, one)
    if len(defect.ids) > MOST_BESIDE:
        st.caption(f"{len(defect.ids) - MOST_BESIDE:,} more of this group follow.")
    _show_all_right(visit, task, found, defect)


def _show_member(
    visit: Visit,
    task: Task,
    found: Found,
    group: Sequence[Checked],
    number: int,
    one: Checked,
) -> None:
    first = group[0]
    st.button(
        f"Keep {number + 1}",
        key=f"desk_keep_{number}",
        shortcut=str(number + 1),
        help="The others are rejected; those that differ in a number or a “not” stay.",
        on_click=guarded(_keep),
        args=(visit, task, found, group, number, None, request()),
    )
    if one.label:
        st.text(f"Label: {one.label}")
    show_changes(first.question, one.question, key=f"desk_question_{number}")
    st.caption("Answer")
    show_changes(first.answer, one.answer, key=f"desk_answer_{number}")
    written = task.answer_question.is_written
    if written and number and not _is_contradiction(found) and one.answer != first.answer:
        st.button(
            f"Keep 1 with answer {number + 1}",
            key=f"desk_merge_{number}",
            shortcut=_MERGE_KEYS[number - 1],
            help="The first question stays, with the answer and the label from here.",
            on_click=guarded(_keep),
            args=(visit, task, found, group, 0, number, request()),
        )


def _show_all_right(visit: Visit, task: Task, found: Found, defect: Defect) -> None:
    st.button(
        "All may stay",
        key="desk_all",
        shortcut="A",
        icon=":material/check:",
        help="This group is accepted as it is, and not shown again until one of it changes.",
        on_click=guarded(_accept),
        args=(visit, task, found, defect, request()),
    )


def _keep(
    visit: Visit,
    task: Task,
    found: Found,
    group: Sequence[Checked],
    kept: int,
    answer: int | None,
    request_id: str,
) -> None:
    size = keep_one(
        visit.workspace,
        visit.actor,
        task.id,
        group[kept],
        group,
        reason=_why(task) or f"{found.check.name}: {group[kept].id} is kept",
        request_id=request_id,
        answered_by=None if answer is None else group[answer],
    )
    _forget_reason(task)
    done(task, f"Kept {kept + 1}, rejected {size:,}.", mended=request_id)


def _accept(visit: Visit, task: Task, found: Found, defect: Defect, request_id: str) -> None:
    accept_defects(
        visit.workspace,
        visit.actor,
        task.id,
        found.check.name,
        [defect],
        reason=_why(task) or "All of them are right",
        request_id=request_id,
    )
    _forget_reason(task)
    done(task, "Accepted.")


def _go(task: Task, found: Found, place: int) -> None:
    st.session_state[_place(task, found)] = place % len(found.defects)


def _place(task: Task, found: Found) -> str:
    return f"desk_place_{task.id}_{found.check.name}"


def _why(task: Task) -> str:
    return str(st.session_state.get(f"desk_why_{task.id}") or "").strip()


def _forget_reason(task: Task) -> None:
    st.session_state[f"desk_why_{task.id}"] = ""


def _is_contradiction(found: Found) -> bool:
    return found.check.name == CONTRADICTIONS.name


def _known(one: Checked, part: str) -> str:
    judged = "accepted" if one.accepted else "not settled"
    return ", ".join(filter(None, [judged, f"judged by {one.people}", part]))

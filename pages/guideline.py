"""Guideline: the rules that answers rest on, their versions, and what a change asks anew."""

import uuid

import streamlit as st

from curation.people import Role, may
from curation.review.guideline import clauses_of
from curation.task import Task
from curation.ui.choose import choose_task
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.privacy.value_list import counted
from curation.ui.review.clause_rows import begin_rows, numbered, read_rows, show_rows
from curation.ui.review.outdated_clauses import TAKE_BACK, show_outdated
from curation.ui.word_diff import show_changes
from curation.workflow.review.guideline import (
    GuidelineVersion,
    put_back,
    read_versions,
    write_guideline,
)


def show_clauses(newest: GuidelineVersion) -> None:
    """The rules that hold, one below the other."""
    st.subheader(f"Version {newest.number}", anchor=False)
    for clause in clauses_of(newest.text):
        number, text = st.columns([1, 20])
        number.text(f"{clause.number}.")
        text.text(clause.text)


def show_form(visit: Visit, task: Task, newest: GuidelineVersion) -> None:
    """Where a curator writes the next version."""
    with st.expander("Change the guideline", icon=":material/edit:"):
        # the key has the version: a saved text empties the form for everybody who reloads
        names = [f"guideline_{field}_{task.id}_{newest.version}" for field in ("rows", "note")]
        begin_rows(names[0], [clause.text for clause in clauses_of(newest.text)])
        show_rows(names[0])
        st.caption("A clause whose words stay the same counts as unchanged wherever it stands.")
        st.text_input("Why it is changed", key=names[1], max_chars=500)
        st.button(
            "Save as a new version",
            type="primary",
            key="guideline_save",
            on_click=guarded(save),
            args=(visit, task, newest.version, *names),
        )


def save(visit: Visit, task: Task, seen: str, rows: str, note: str) -> None:
    """Save what the form holds."""
    write_guideline(
        visit.workspace,
        visit.actor,
        task,
        numbered(read_rows(rows)),
        note=str(st.session_state[note]),
        seen=seen,
        request_id=uuid.uuid4().hex,
    )
    st.toast("Saved. Reviewers see it when they open the page.", icon=":material/check:")


def show_earlier(visit: Visit, task: Task, versions: list[GuidelineVersion]) -> None:
    """What each version changed, and what was judged under it."""
    st.subheader("Versions", anchor=False)
    for place, one in enumerate(versions):
        when = f"{one.written_at:%Y-%m-%d %H:%M} UTC" if one.written_at else "from the task's file"
        with st.expander(f"Version {one.number} · {when}", expanded=place == 0 and one.number > 1):
            st.text(" · ".join(filter(None, [one.author, one.note])) or "The first version.")
            if one.number > 1:
                st.caption(
                    f"{counted(len(one.change.added), 'clause')} new or worded anew, "
                    f"{counted(len(one.change.removed), 'clause')} gone."
                )
                show_changes(versions[place + 1].text, one.text, key=f"guideline_diff_{one.number}")
            else:
                st.text(one.text)
            st.text(f"{counted(one.judged, 'example')} judged under it.")
            outdated = one.judged and one.version != task.guideline_version
            if outdated and may(visit.actor, Role.CURATOR):
                show_put_back(visit, task, one)


def show_put_back(visit: Visit, task: Task, one: GuidelineVersion) -> None:
    """The button that asks again, behind a tick: answers and final answers are taken back."""
    sure = st.checkbox(
        TAKE_BACK,
        key=f"guideline_sure_{one.number}",
    )
    st.button(
        f"Put {counted(one.judged, 'example')} back into the queue",
        key=f"guideline_back_{one.number}",
        disabled=not sure,
        on_click=guarded(ask_again),
        args=(visit, task, one.version),
    )


def ask_again(visit: Visit, task: Task, version: str) -> None:
    """Put back what was judged under a version."""
    size = put_back(visit.workspace, visit.actor, task, version, request_id=uuid.uuid4().hex)
    st.toast(f"{counted(size, 'example')} asked about again.", icon=":material/undo:")


visit = open_page("Guideline", at_least=Role.REVIEWER, lead="The rules that every answer rests on.")
task = choose_task(visit, with_grading=True)
with refusals_shown():
    versions = read_versions(visit.workspace, visit.actor, task)
    show_clauses(versions[0])
    if may(visit.actor, Role.CURATOR):
        show_form(visit, task, versions[0])
        show_outdated(visit, task)
    show_earlier(visit, task, versions)

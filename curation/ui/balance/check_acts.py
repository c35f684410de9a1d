"""What can be done about the finds of a check, for many examples at once."""

import uuid
from collections.abc import Sequence

import streamlit as st

from curation.balance.checks.check import Check, Checked, Defect
from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.workflow.balance.accept_defects import accept_defects, withdraw_acceptance
from curation.workflow.balance.check import Checkup
from curation.workflow.balance.mend_defects import (
    ask_again,
    can_undo,
    cut_answers,
    exclude_examples,
    undo_mending,
)

LAST = "check_mended"
"""The request id of the newest mending of this visit, by task."""


def show_acts(
    visit: Visit,
    task: Task,
    checkup: Checkup,
    check: Check,
    defects: Sequence[Defect],
    *,
    ticked: bool,
) -> None:
    """The reason, and the buttons that accept, exclude, ask again or cut."""
    which = "the ticked ones" if ticked else f"all {len(defects):,}"
    st.caption(
        f"Done to {which}. Tick rows in the table to choose some."
        if not ticked
        else f"Done to {which}: {len(defects):,}."
    )
    st.text_input("Why", key=reason_key(task, check), max_chars=500, placeholder="In one sentence")
    examples = [
        checkup.examples[name] for name in dict.fromkeys(i for one in defects for i in one.ids)
    ]
    with st.container(horizontal=True):
        st.button(
            "Accept as it is",
            key=f"accept_{check.name}",
            icon=":material/check:",
            help="It is counted apart from now on, and holds up no release.",
            on_click=guarded(_accept),
            args=(visit, task, check, defects, request()),
        )
        if check.about_all:
            return
        if check.cut is not None:
            st.button(
                "Cut it out",
                key=f"cut_{check.name}",
                icon=":material/content_cut:",
                help="Out of accepted answers; they are scanned again.",
                on_click=guarded(_cut),
                args=(visit, task, check, examples, request()),
            )
        st.button(
            "Ask the reviewers again",
            key=f"again_{check.name}",
            icon=":material/replay:",
            help="Their answers are taken back and kept in the trail. This cannot be undone.",
            on_click=guarded(_again),
            args=(visit, task, check, examples, request()),
        )
        st.button(
            "Exclude",
            key=f"exclude_{check.name}",
            icon=":material/block:",
            help="They are rejected with your reason. It can be undone.",
            on_click=guarded(_exclude),
            args=(visit, task, check, examples, request()),
        )


def show_withdraw(visit: Visit, task: Task, check: Check, defects: Sequence[Defect]) -> None:
    """The button that lets accepted finds count again."""
    st.button(
        "Let them count again",
        key=f"withdraw_{check.name}",
        icon=":material/undo:",
        on_click=guarded(_withdraw),
        args=(visit, task, check, defects, request()),
    )


def show_undo(visit: Visit, task: Task) -> None:
    """The way back from the last mending of this visit, while it can be taken back."""
    last = st.session_state.get(f"{LAST}_{task.id}")
    if last and (size := can_undo(visit.workspace, task.id, last)):
        st.button(
            f"Undo the last one ({size:,})",
            key="undo_mending",
            icon=":material/undo:",
            shortcut="U",
            on_click=guarded(_undo),
            args=(visit, task, last, request()),
        )


def request() -> str:
    """The request id of the next act: a double click sends it twice and is carried out once."""
    return str(st.session_state.setdefault("check_request", uuid.uuid4().hex[:24]))


def done(task: Task, told: str, *, mended: str = "") -> None:
    """Say what was done, remember what can be undone, and let the next act be another one."""
    st.session_state.pop("check_request", None)
    if mended:
        st.session_state[f"{LAST}_{task.id}"] = mended
    st.toast(told)


def reason_key(task: Task, check: Check) -> str:
    """Where the reason for what is done to the finds of a check is written."""
    return f"check_why_{task.id}_{check.name}"


def _reason(task: Task, check: Check) -> str:
    return str(st.session_state.get(reason_key(task, check)) or "")


def _accept(
    visit: Visit, task: Task, check: Check, defects: Sequence[Defect], request_id: str
) -> None:
    accept_defects(
        visit.workspace,
        visit.actor,
        task.id,
        check.name,
        defects,
        reason=_reason(task, check),
        request_id=request_id,
    )
    done(task, f"Accepted: {len(defects):,}.")


def _withdraw(
    visit: Visit, task: Task, check: Check, defects: Sequence[Defect], request_id: str
) -> None:
    withdraw_acceptance(
        visit.workspace, visit.actor, task.id, check.name, defects, request_id=request_id
    )
    done(task, f"Counted again: {len(defects):,}.")


def _exclude(
    visit: Visit, task: Task, check: Check, examples: Sequence[Checked], request_id: str
) -> None:
    size = exclude_examples(
        visit.workspace,
        visit.actor,
        task.id,
        examples,
        reason=_reason(task, check),
        request_id=request_id,
    )
    done(task, f"Excluded: {size:,}.", mended=request_id)


def _again(
    visit: Visit, task: Task, check: Check, examples: Sequence[Checked], request_id: str
) -> None:
    size = ask_again(
        visit.workspace,
        visit.actor,
        task.id,
        examples,
        reason=_reason(task, check) or check.name,
        request_id=request_id,
    )
    done(task, f"Back in the queue: {size:,} that were judged.")


def _cut(
    visit: Visit, task: Task, check: Check, examples: Sequence[Checked], request_id: str
) -> None:
    size = cut_answers(
        visit.workspace, visit.actor, task.id, check.name, examples, request_id=request_id
    )
    done(task, f"Cut: {size:,}; scan them again.", mended=request_id)


def _undo(visit: Visit, task: Task, mended: str, request_id: str) -> None:
    size = undo_mending(visit.workspace, visit.actor, task.id, mended, request_id=request_id)
    done(task, f"Taken back: {size:,}.")

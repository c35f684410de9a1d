"""The method adviser: a few questions, the way that suits, and what each way still lacks."""

import uuid
from dataclasses import replace

import streamlit as st

from curation.release.adviser import GOOD_FOR, Aim, Approach, Asked
from curation.task import Task
from curation.ui.page import Visit, guarded, refusals_shown
from curation.ui.privacy.value_list import counted
from curation.workflow.overview.adviser import TaskAdvice, advise_task, read_asked, save_asked

NAMES = {
    Approach.PROMPT: "A better prompt",
    Approach.RAG: "Retrieval (RAG)",
    Approach.SFT: "Training on right answers (SFT)",
    Approach.DPO: "Training on pairs of answers (DPO)",
    Approach.RFT: "Training with a grader (RFT)",
}
AIMS = {
    Aim.RIGHT: "It is right",
    Aim.TASTE: "It sounds like us",
    Aim.REASONING: "Its reasoning can be checked",
}
QUESTIONS = {
    "facts_change": "Good answers need facts that change, or sources to cite",
    "prompt_tried": "A good prompt was tried, and is not enough",
    "task_changes": "What is asked changes every few weeks",
}


@st.fragment
def show_adviser(visit: Visit, task: Task) -> None:
    """Behind a switch, since it looks at every accepted example; what is answered is kept."""
    if not st.toggle("Which way suits this task: a prompt, or training?", key=f"advise_{task.id}"):
        return
    with st.container(border=True), refusals_shown():
        left, right = st.columns([2, 3], gap="large")
        with left:
            _ask(visit, task)
        found = advise_task(visit.workspace, visit.actor, task)
        with right:
            st.subheader(" and ".join(NAMES[each] for each in found.advised.take), anchor=False)
            st.text(found.advised.because)
        for approach in sorted(Approach, key=lambda each: each not in found.advised.take):
            _show_way(approach, found)


def _show_way(approach: Approach, found: TaskAdvice) -> None:
    """What a way is good for, how much there is for it, and what it still lacks."""
    ready = {str(method): count for method, count in found.situation.ready.items()}
    left, right = st.columns([2, 3], gap="large")
    with left:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(NAMES[approach])
            if approach in found.advised.take:
                st.badge("Advised", icon=":material/check:", color="green")
        st.caption(f"For {GOOD_FOR[approach]}.")
    with right:
        if str(approach) in ready:
            st.caption(f"{counted(ready[str(approach)], 'line')} ready")
        for sentence in found.advised.missing[approach] or ("Nothing is missing.",):
            st.text(sentence)


def _ask(visit: Visit, task: Task) -> None:
    known = read_asked(visit.workspace, task)
    for name in ("aim", *QUESTIONS):
        st.session_state[_key(task, name)] = getattr(known, name)
    st.radio(
        "When is an answer good?",
        list(AIMS),
        format_func=AIMS.__getitem__,
        key=_key(task, "aim"),
        on_change=guarded(_save),
        args=(visit, task, known),
    )
    for name, sentence in QUESTIONS.items():
        st.checkbox(
            sentence, key=_key(task, name), on_change=guarded(_save), args=(visit, task, known)
        )


def _save(visit: Visit, task: Task, known: Asked) -> None:
    given = {name: st.session_state[_key(task, name)] for name in ("aim", *QUESTIONS)}
    asked = replace(known, **given)
    save_asked(visit.workspace, visit.actor, task, asked, request_id=uuid.uuid4().hex)


def _key(task: Task, name: str) -> str:
    return f"advise_{name}_{task.id}"

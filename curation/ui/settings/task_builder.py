"""Making a task on the settings page, begun from a template, or changing one that is there."""

import json
import uuid
from dataclasses import replace
from typing import Any

import streamlit as st

from curation.review.guideline import clauses_of
from curation.task import Intake, Question, QuestionKind, Task
from curation.ui.choose import choose_next
from curation.ui.page import Visit, guarded
from curation.ui.review.clause_rows import begin_rows, numbered, read_rows, show_rows
from curation.ui.settings.task_questions import (
    KINDS,
    QUESTIONS,
    add_question,
    ask_question,
    read_question,
    show_labels,
)
from curation.ui.show import page_link
from curation.workflow.settings.people import names
from curation.workflow.settings.task_builder import (
    LONGEST_TITLE,
    MOST_QUESTIONS,
    list_templates,
    make_task,
)
from curation.workflow.settings.task_changes import change_task, changeable_tasks, list_versions

_MADE = "builder_made"  # the task that was made last, until another one is begun
_SEEN = "builder_seen"  # the task that is changed, as it was when the form was filled
_CHANGE = "change "
_RULES = "builder_rules"


def show_task_builder(visit: Visit, *, is_open: bool = False) -> None:
    """The form; nothing is kept before the button at its end."""
    begun = _beginnings(visit)
    _show_made()
    with st.expander("Make or change a task", icon=":material/add_task:", expanded=is_open):
        st.selectbox(
            "Begin with",
            list(begun),
            index=None,
            placeholder="Choose what comes nearest, or the task to change",
            format_func=lambda name: (
                f"Change “{begun[name].title}”" if _is_change(name) else begun[name].title
            ),
            key="builder_template",
            on_change=guarded(_begin),
            args=(visit,),
        )
        if QUESTIONS not in st.session_state:
            return
        changed = _SEEN in st.session_state
        left, right = st.columns(2, gap="large")
        with left:
            st.text_input("Title", key="builder_title", max_chars=LONGEST_TITLE)
            st.number_input("Answers to each example", 1, 20, key="builder_overlap")
            st.text_area("What the model is told", key="builder_prompt", height=140)
            if changed:
                st.caption("Rules for reviewers have versions of their own: the Guideline page.")
                _show_versions(visit)
            else:
                st.markdown("**Rules for reviewers**")
                show_rows(_RULES)
        with right:
            for name in list(st.session_state[QUESTIONS]):
                ask_question(name)
            st.button(
                "Another question",
                key="builder_more",
                icon=":material/add:",
                disabled=len(st.session_state[QUESTIONS]) >= MOST_QUESTIONS,
                on_click=guarded(add_question),
                args=(None,),
            )
        questions = [read_question(name) for name in st.session_state[QUESTIONS]]
        _show_preview(questions)
        chosen = {question.id: question.title for question in questions}
        st.selectbox(
            "The model learns to give", list(chosen), format_func=lambda q: chosen[q],
            key="builder_answer",
        )  # fmt: skip
        st.button(
            "Save the changes" if changed else "Make the task",
            key="make_task",
            type="primary",
            on_click=guarded(_change if changed else _make),
            args=(visit, questions),
        )


def _show_made() -> None:
    """What is next for the task that was just made."""
    task = st.session_state.get(_MADE)
    if task is None:
        return
    with st.container(border=True, key="task_made"):
        st.text(f"“{task.title}” is made, and chosen on the other pages. Next, give it examples.")
        with st.container(horizontal=True):
            page_link("pages/ingest.py", "Bring in its examples", task=task)
            page_link("pages/guideline.py", "See its guideline", task=task)


def _beginnings(visit: Visit) -> dict[str, Task]:
    """The templates by name, then the tasks that can be changed, told by a mark in front."""
    own = changeable_tasks(visit.workspace)
    return list_templates() | {f"{_CHANGE}{name}": task for name, task in own.items()}


def _is_change(name: str) -> bool:
    return name.startswith(_CHANGE)


def _begin(visit: Visit) -> None:
    """Fill the form from what was chosen; without a choice it is closed."""
    chosen = st.session_state["builder_template"]
    st.session_state.pop(QUESTIONS, None)
    st.session_state.pop(_SEEN, None)
    st.session_state.pop(_MADE, None)
    if chosen is None:
        return
    task = _beginnings(visit)[chosen]
    if _is_change(chosen):
        st.session_state[_SEEN] = task
        st.session_state["builder_request"] = uuid.uuid4().hex
    st.session_state[QUESTIONS] = {}
    st.session_state["builder_intake"] = task.intake
    st.session_state["builder_title"] = task.title
    st.session_state["builder_overlap"] = task.overlap
    st.session_state["builder_prompt"] = task.system_prompt
    begin_rows(_RULES, [clause.text for clause in clauses_of(task.guideline)], anew=True)
    for question in task.questions:
        add_question(question)
    st.session_state["builder_answer"] = task.answer


def _show_preview(questions: list[Question]) -> None:
    """What reviewers will have in front of them, in words; JSON as the model will answer."""
    st.caption("So it is asked:")
    for question in questions:
        st.text(f"{question.title or 'A question without a title'}: {KINDS[question.kind]}")
        if question.kind in (QuestionKind.LABEL, QuestionKind.SPANS) and question.options:
            show_labels(question)
        keyed = question.reasons or (
            question.options if question.kind is QuestionKind.RATING else ()
        )
        if keyed:
            st.text("   ".join(f"{key} {words}" for key, words in enumerate(keyed, 1)))
        if question.kind is QuestionKind.FIELDS:
            left, right = st.columns(2)
            left.caption("What the model answers")
            left.code(_json(dict.fromkeys(question.fields, "")), language="json")
            right.caption("Its JSON schema")
            right.code(_json(_schema(question)), language="json")


def _schema(question: Question) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an answer of fields: all of them, and all text."""
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in question.fields},
        "required": list(question.fields),
        "additionalProperties": False,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _show_versions(visit: Visit) -> None:
    """How often the task was changed, by whom, and each version as it was."""
    kept = list_versions(visit.workspace, visit.actor, st.session_state[_SEEN])
    if not kept:
        return
    known = names(visit.workspace)
    with st.popover(f"{len(kept)} versions", icon=":material/history:"):
        for version in reversed(kept):
            who = known.get(version.actor, version.actor) or "as it was at first"
            st.caption(f"Version {version.number}, {version.recorded_at:%Y-%m-%d %H:%M}")
            st.text(who)
            st.code(version.body, language="toml", wrap_lines=True)


def _change(visit: Visit, questions: list[Question]) -> None:
    state = st.session_state
    seen: Task = state[_SEEN]
    common = _common(questions)
    if seen.stratum in {question.id for question in questions}:
        common["stratum"] = seen.stratum
    changed = change_task(
        visit.workspace,
        visit.actor,
        replace(seen, **common),
        seen=seen,
        request_id=state["builder_request"],
    )
    state.pop(QUESTIONS)
    state.pop(_SEEN)
    state["builder_template"] = None
    st.toast(f"The task is changed: {changed.id}.", icon=":material/check:")


def _common(questions: list[Question]) -> dict[str, Any]:
    """What the form says of a new task and of one that is changed."""
    state = st.session_state
    labels = [question.id for question in questions if question.kind is QuestionKind.LABEL]
    return {
        "title": " ".join(str(state["builder_title"] or "").split()),
        "system_prompt": str(state["builder_prompt"] or "").strip(),
        "overlap": int(state["builder_overlap"]),
        "questions": tuple(questions),
        "answer": state["builder_answer"] or (questions[0].id if questions else ""),
        "stratum": labels[0] if labels else "",
    }


def _make(visit: Visit, questions: list[Question]) -> None:
    state = st.session_state
    task = make_task(
        visit.workspace,
        visit.actor,
        Task(
            id="",
            intake=Intake(state["builder_intake"]),
            guideline=numbered(read_rows(_RULES)),
            **_common(questions),
        ),
    )
    state.pop(QUESTIONS)
    state["builder_template"] = None
    state[_MADE] = task
    choose_next(task)

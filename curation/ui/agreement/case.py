"""One disagreement on the page: the conversation, every answer, and the ways to decide."""

import uuid
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from curation.ingest.invoices.field_rules import broken_rules
from curation.review.card import read_fields, write_fields
from curation.review.decision import Decision, Outcome, Verdict
from curation.review.preference import Choice, chosen, read_preference
from curation.review.spans import NOTHING, read_marks, write_marks
from curation.task import RATINGS, Question, QuestionKind, Task
from curation.ui.show import conversation
from curation.ui.word_diff import show_changes
from curation.workflow.agreement.adjudicate import Disagreement, GivenAnswer

Decide = Callable[[Disagreement, Outcome, Mapping[str, str]], None]
"""Called with the case, the outcome and the answers."""

SIDE_BY_SIDE = 3
CHOICES: Mapping[Choice, str] = {
    Choice.FIRST: "Reply 1 is better",
    Choice.SECOND: "Reply 2 is better",
    Choice.TIE: "A tie",
    Choice.BOTH_BAD: "Both are bad",
}
SHORTCUTS = "123456789"


def case_key(case: Disagreement) -> str:
    """What the keys of the case's widgets end in: the example, its version, and the round."""
    return f"{case.card.example_id}_{case.card.version}_{len(case.history)}"


def request_id(case: Disagreement) -> str:
    """The request id of this case's verdict: made once, so that a double click writes once."""
    return str(st.session_state.setdefault(f"request_{case_key(case)}", uuid.uuid4().hex))


def show_case(task: Task, case: Disagreement, decide: Decide) -> None:
    """The conversation, the answers side by side, and what can be done with them."""
    with st.container(border=True):
        conversation(case.card.messages)
    if case.card.pair:
        for name, place, message in zip((1, 2), st.columns(2), case.card.pair, strict=True):
            with place, st.container(border=True, height="stretch"):
                st.caption(f"Reply {name}")
                conversation((message,))
    for begin in range(0, len(case.answers), SIDE_BY_SIDE):
        row = case.answers[begin : begin + SIDE_BY_SIDE]
        for number, (place, answer) in enumerate(
            zip(st.columns(len(row)), row, strict=True), start=begin + 1
        ):
            with place, st.container(border=True, height="stretch"):
                _show_answer(task, case, number, answer, decide)
    st.text_input("Reason (may be left empty)", key=f"reason_{case_key(case)}", max_chars=2000)
    _show_own_answer(task, case, decide)


def reason_of(case: Disagreement) -> str:
    """The reason that was typed for this case."""
    return str(st.session_state.get(f"reason_{case_key(case)}", ""))


def show_history(history: tuple[Verdict, ...], names: Mapping[str, str]) -> None:
    """Every verdict the example ever had, newest first."""
    if not history:
        return
    with st.expander(f"Earlier verdicts ({len(history)})", icon=":material/history:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "When (UTC)": verdict.recorded_at.strftime("%Y-%m-%d %H:%M"),
                        "By": names.get(verdict.actor, verdict.actor),
                        "Verdict": str(verdict.outcome),
                        "How": str(verdict.method),
                        "Had reviewed it too": "yes" if verdict.was_reviewer else "no",
                        "Reason": verdict.reason,
                    }
                    for verdict in history
                ]
            ),
            hide_index=True,
        )


def _show_answer(
    task: Task, case: Disagreement, number: int, answer: GivenAnswer, decide: Decide
) -> None:
    rejects = answer.decision is Decision.REJECT
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Answer {number}")
        st.badge("rejects" if rejects else "accepts", color="red" if rejects else "green")
    for question in task.questions if not rejects else ():
        _show_given(question, case, answer, number)
    if answer.reason:
        st.text(answer.reason)
    st.button(
        f"Reject as answer {number}" if rejects else f"Adopt answer {number}",
        key=f"adopt_{number}_{case_key(case)}",
        icon=":material/block:" if rejects else ":material/check:",
        shortcut=SHORTCUTS[number - 1] if number <= len(SHORTCUTS) else None,
        on_click=decide,
        args=(case, Outcome.REJECT if rejects else Outcome.ACCEPT, answer.answers),
        width="stretch",
    )


def _show_given(question: Question, case: Disagreement, answer: GivenAnswer, number: int) -> None:
    shown = answer.shown.get(question.id, "")
    proposed = case.card.proposed[question.id]
    st.caption(question.title)
    if question.kind is QuestionKind.PREFERENCE:
        _show_preference(shown)
    elif question.kind is QuestionKind.SPANS:
        _show_marks(shown)
    elif not question.is_written:
        st.text(shown or "–")
    elif question.kind is QuestionKind.TEXT:
        show_changes(proposed or shown, shown, key=f"shown_{question.id}_{number}_{case_key(case)}")
    else:
        st.dataframe(_fields_table(question, case, shown), hide_index=True)
        for says in dict.fromkeys(one.rule.says for one in broken_rules(_fields(question, shown))):
            st.caption(f":material/error: {says}")


def _show_preference(shown: str) -> None:
    preference = read_preference(shown)
    st.text(CHOICES[preference.choice] if preference else "–")
    for reason in preference.reasons if preference else ():
        st.text(f"· {reason}")


def _show_marks(shown: str) -> None:
    for mark in read_marks(shown) or ():
        st.text(f"{mark.label}: {mark.text}")
    if shown == NOTHING:
        st.text("Nothing is marked")


def _fields(question: Question, answer: str) -> dict[str, str]:
    return read_fields(answer, question.fields)


def _fields_table(question: Question, case: Disagreement, shown: str) -> pd.DataFrame:
    """The fields of one answer; those on which the answers differ are marked."""
    all_answers = [
        _fields(question, answer.shown.get(question.id, ""))
        for answer in case.answers
        if answer.decision is Decision.ACCEPT
    ]
    return pd.DataFrame(
        [
            {
                "Field": name,
                "Value": value,
                "Differs": "≠" if len({fields[name] for fields in all_answers}) > 1 else "",
            }
            for name, value in _fields(question, shown).items()
        ]
    )


def _show_own_answer(task: Task, case: Disagreement, decide: Decide) -> None:
    """A form for an answer that nobody gave, begun from the first accepting one."""
    first = next((a.shown for a in case.answers if a.decision is Decision.ACCEPT), {})
    key = case_key(case)
    with st.container(horizontal=True):
        st.button(
            "Reject the example",
            key=f"reject_{key}",
            icon=":material/block:",
            shortcut="X",
            on_click=decide,
            args=(case, Outcome.REJECT, {}),
        )
    with st.expander("Write another answer", icon=":material/edit:"), st.form(f"own_{key}"):
        for question in task.questions:
            _field(question, case, first.get(question.id) or case.card.proposed[question.id])
        st.form_submit_button(
            "Save this answer",
            key=f"save_{key}",
            type="primary",
            on_click=lambda: decide(case, Outcome.ACCEPT, _typed(task, key)),
        )


def _field(question: Question, case: Disagreement, value: str) -> None:
    key = f"own_{question.id}_{case_key(case)}"
    if question.kind is QuestionKind.LABEL:
        options = list(case.options[question.id])
        st.selectbox(
            question.title,
            options,
            index=options.index(value) if value in options else None,
            key=key,
        )
    elif question.kind is QuestionKind.RATING:
        index = RATINGS.index(value) if value in RATINGS else None
        st.selectbox(question.title, RATINGS, index=index, key=key)
    elif question.kind is QuestionKind.PREFERENCE:
        choices = [str(choice) for choice in Choice]
        index = choices.index(chosen(value)) if chosen(value) else None
        names = {str(choice): words for choice, words in CHOICES.items()}
        st.selectbox(question.title, choices, index=index, key=key, format_func=names.__getitem__)
    elif question.kind is QuestionKind.SPANS:
        given = [read_marks(answer.shown.get(question.id, "")) or () for answer in case.answers]
        st.multiselect(
            f"{question.title} Choose those that are right.",
            sorted({mark for marks in given for mark in marks}),
            read_marks(value) or (),
            key=key,
            format_func=lambda mark: (
                f"{mark.label}: {mark.text} ({mark.message + 1}, {mark.begins})"
            ),
        )
    elif question.kind is QuestionKind.TEXT:
        st.text_area(question.title, value, key=key, height=200)
    else:
        for name, entry in _fields(question, value).items():
            st.text_input(name, entry, key=f"{key}_{name}")


def _typed(task: Task, key: str) -> dict[str, str]:
    """What the form holds, by question."""
    typed: dict[str, str] = {}
    for question in task.questions:
        own = f"own_{question.id}_{key}"
        if question.kind is QuestionKind.FIELDS:
            typed[question.id] = write_fields(
                {name: str(st.session_state[f"{own}_{name}"]) for name in question.fields}
            )
        elif question.kind is QuestionKind.SPANS:
            typed[question.id] = write_marks(st.session_state[own])
        else:
            typed[question.id] = str(st.session_state[own] or "")
    return typed

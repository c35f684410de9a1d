"""The questions of a task as they are made or changed: kind, labels with colours, fields."""

import uuid

import pandas as pd
import streamlit as st

from curation.label_color import LabelColor, color_at
from curation.task import Question, QuestionKind
from curation.ui.page import guarded
from curation.workflow.settings.task_builder import name_of

KINDS = {
    QuestionKind.LABEL: "choose one label",
    QuestionKind.TEXT: "write or edit a text",
    QuestionKind.FIELDS: "fill in fields (JSON)",
    QuestionKind.PREFERENCE: "the better of two answers",
    QuestionKind.RATING: "1 to 5",
    QuestionKind.SPANS: "mark stretches of the text",
}
QUESTIONS = "builder_questions"
"""In the session: which questions there are, names of their widgets, and their ids."""

_LISTS = {
    QuestionKind.LABEL: ("options", "Labels, one a line; the first nine have the keys 1 to 9"),
    QuestionKind.FIELDS: ("fields", "Fields, one a line"),
    QuestionKind.PREFERENCE: ("reasons", "Reasons to choose from, one a line"),
    QuestionKind.RATING: ("options", "What 1, 2, 3, 4 and 5 mean, one a line; or nothing"),
    QuestionKind.SPANS: ("options", "Labels to mark with, one a line"),
}
_COLORED = (QuestionKind.LABEL, QuestionKind.SPANS)
_KEYED = 9
_MOST_COLORED = 30


def add_question(question: Question | None) -> None:
    """One more question in the form, filled from another one or empty."""
    name = uuid.uuid4().hex[:8]
    st.session_state[QUESTIONS][name] = question.id if question else ""
    kind = question.kind if question else QuestionKind.LABEL
    st.session_state[f"builder_{name}_title"] = question.title if question else ""
    st.session_state[f"builder_{name}_kind"] = kind
    st.session_state[f"builder_{name}_open"] = bool(question and question.open)
    for each, (field, _) in _LISTS.items():
        given = getattr(question, field) if question and each is kind else ()
        st.session_state[f"builder_{name}_{each}"] = "\n".join(given)
    if question and question.colors:
        for label in question.options:
            st.session_state[f"builder_{name}_color_{label}"] = question.color_of(label)


def ask_question(name: str) -> None:
    """The form of one question."""
    with st.container(border=True):
        top = st.columns([3, 3, 1], vertical_alignment="bottom")
        top[0].text_input("Question", key=f"builder_{name}_title", max_chars=100)
        kind = top[1].selectbox(
            "Answered by", list(KINDS), format_func=lambda k: KINDS[k], key=f"builder_{name}_kind"
        )
        top[2].button(
            "", icon=":material/delete:", help="Leave this question out",
            key=f"builder_{name}_drop", on_click=guarded(_drop), args=(name,),
        )  # fmt: skip
        if kind in _LISTS:
            st.text_area(_LISTS[kind][1], key=f"builder_{name}_{kind}", height=120)
        if kind in _COLORED:
            _ask_colors(name, lines_of(str(st.session_state[f"builder_{name}_{kind}"] or "")))
        if kind is QuestionKind.LABEL:
            st.checkbox("Labels found in the data can be chosen too", key=f"builder_{name}_open")


def read_question(name: str) -> Question:
    """The question as the form has it now."""
    title = str(st.session_state.get(f"builder_{name}_title") or "").strip()
    kind = QuestionKind(st.session_state[f"builder_{name}_kind"])
    given: dict[str, tuple[str, ...]] = {}
    if kind in _LISTS:
        text = str(st.session_state.get(f"builder_{name}_{kind}") or "")
        given[_LISTS[kind][0]] = lines_of(text)
    options = given.get("options", ())
    return Question(
        id=st.session_state[QUESTIONS][name] or name_of(title),
        kind=kind,
        title=title,
        open=kind is QuestionKind.LABEL and bool(st.session_state.get(f"builder_{name}_open")),
        options=options,
        fields=given.get("fields", ()),
        reasons=given.get("reasons", ()),
        colors=_colors(name, options) if kind in _COLORED else (),
    )


def show_labels(question: Question) -> None:
    """The labels of a question with their colours and keys."""
    frame = pd.DataFrame(
        {
            "Key": [str(place) if place <= _KEYED else "" for place in _places(question)],
            "Colour": ["■"] * len(question.options),
            "Label": list(question.options),
        }
    )
    shades = [f"color: {question.color_of(label).shade}" for label in question.options]
    st.dataframe(
        frame.style.apply(lambda _: shades, subset=["Colour"]),
        hide_index=True,
        width=420,
        alt=f"The labels of “{question.title}” with their keys and colours",
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that have something in them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _places(question: Question) -> range:
    return range(1, len(question.options) + 1)


def _drop(name: str) -> None:
    st.session_state[QUESTIONS].pop(name, None)


def _ask_colors(name: str, labels: tuple[str, ...]) -> None:
    """A colour for each label: the palette's at its place; a label that moves keeps its own."""
    if not labels:
        return
    with st.popover("Colours", icon=":material/palette:"):
        for place, label in enumerate(labels[:_MOST_COLORED]):
            key = f"builder_{name}_color_{label}"
            st.session_state.setdefault(key, color_at(place, ()))
            shown, asked = st.columns([3, 2], vertical_alignment="center")
            shown.text(f"{place + 1}. {label}")
            asked.selectbox(
                f"Colour of label {place + 1}",
                list(LabelColor),
                format_func=str,
                label_visibility="collapsed",
                key=key,
            )


def _colors(name: str, labels: tuple[str, ...]) -> tuple[LabelColor, ...]:
    """What was chosen, in the labels' order; nothing when all have the palette's own."""
    own = tuple(
        st.session_state.get(f"builder_{name}_color_{label}") or color_at(place, ())
        for place, label in enumerate(labels)
    )
    is_own = own != tuple(color_at(place, ()) for place in range(len(labels)))
    return own if is_own else ()

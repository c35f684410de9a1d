"""Showing how far reviewers agree: figures with their interval and one sentence each."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from curation.figures import percent
from curation.review.agreement.agreement import Agreement, Standing
from curation.task import QuestionKind, Task

_Color = Literal["gray", "red", "orange", "green"]

STANDINGS: Mapping[Standing, tuple[str, _Color]] = {
    Standing.UNDEFINED: ("Not measurable", "gray"),
    Standing.TOO_FEW: ("Too few to judge", "gray"),
    Standing.LOW: ("Low", "red"),
    Standing.TENTATIVE: ("Fair", "orange"),
    Standing.RELIABLE: ("Good", "green"),
}
"""What is said of each standing, and its colour: never by the point, always by the interval."""

DECISION = "decision"
_CARD = 288  # pixels: two beside each other at 900 pixels, three on a wide page


def show_agreement(task: Task, figures: Mapping[str, Agreement]) -> None:
    """A card for each question, and all figures in a table behind a click."""
    shown = [name for name in (DECISION, *_headlines(task)) if name in figures]
    with st.container(horizontal=True):  # as many beside each other as fit
        for name in shown:
            _card(question_title(task, name), figures[name])
    with st.expander("All figures", icon=":material/table:"):
        st.dataframe(
            figures_table(task, figures),
            hide_index=True,
            column_config=_COLUMNS,
            placeholder="–",
        )
        st.caption(
            "Alpha is Krippendorff's. 1 is perfect, 0 is what chance would give. The interval "
            "holds the true value in 95 of 100 cases. AC1 stays meaningful when nearly all "
            "answers are the same. AC2 and the weighted kappa are for ratings: a near miss counts "
            "by its squared distance. Written answers are compared without white space; amounts "
            "and dates in one form. Reviews by people who had seen other answers are left out."
        )


def question_title(task: Task, name: str) -> str:
    """What a name of `measure_task` means, in words."""
    if name == DECISION:
        return "Accept or reject"
    question_id, _, part = name.partition(".")
    question = task.question(question_id)
    if question.kind is QuestionKind.TEXT:
        return f"{question.title}: " + ("edited or left alone" if part else "the same text")
    if question.kind in (QuestionKind.FIELDS, QuestionKind.SPANS):
        return f"{question.title}: {part or 'all of them'}"
    return question.title


def figures_table(task: Task, figures: Mapping[str, Agreement]) -> pd.DataFrame:
    """One row per question with every figure; undefined ones are missing."""
    return pd.DataFrame(
        [
            {
                "question": question_title(task, name),
                "alpha": found.alpha,
                "low": found.interval.low if found.interval else None,
                "high": found.interval.high if found.interval else None,
                "percent": None if found.percent is None else 100 * found.percent,
                "ac1": found.ac1,
                "fleiss": found.fleiss_kappa,
                "cohen": found.cohen_kappa,
                "ac2": found.ac2,
                "weighted": found.cohen_quadratic,
                "compared": found.compared,
                "answers": found.answers,
                "reviewers": found.reviewers,
                "meaning": found.meaning,
            }
            for name, found in figures.items()
        ]
    )


def _number(label: str) -> Any:
    return st.column_config.NumberColumn(label, format="%.2f")


_COLUMNS: dict[str, Any] = {
    "question": "Question",
    "alpha": _number("Alpha"),
    "low": _number("from"),
    "high": _number("to"),
    "percent": st.column_config.NumberColumn("Same answers", format="%.0f %%"),
    "ac1": _number("AC1"),
    "fleiss": _number("Fleiss' kappa"),
    "cohen": _number("Cohen's kappa"),
    "ac2": _number("AC2"),
    "weighted": _number("Weighted kappa"),
    "compared": "Compared",
    "answers": "Answers",
    "reviewers": "Reviewers",
    "meaning": "What it means",
}


def _headlines(task: Task) -> list[str]:
    """The name that stands for each question: for a text, whether it was edited."""
    return [
        f"{question.id}.edited" if question.kind is QuestionKind.TEXT else question.id
        for question in task.questions
    ]


def _card(title: str, found: Agreement) -> None:
    words, color = STANDINGS[found.standing]
    with st.container(border=True, height="stretch", width=_CARD):
        st.text(title)
        if found.alpha is not None:
            st.metric("Alpha", f"{found.alpha:.2f}")
        elif found.percent is not None:
            st.metric("Same answers", percent(found.percent))
        if found.alpha is not None and found.interval:
            st.caption(f"95 % interval {found.interval.low:.2f} to {found.interval.high:.2f}")
        st.badge(words, color=color)
        st.caption(found.meaning)
        st.caption(_behind(found))


def _behind(found: Agreement) -> str:
    """How many items, answers and people a figure is made of."""
    return f"{found.compared:,} compared, {found.answers:,} answers, {found.reviewers} reviewers"

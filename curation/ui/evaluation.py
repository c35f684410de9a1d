"""What an evaluation found, drawn: the scores, the comparison and the answers side by side."""

import pandas as pd
import streamlit as st

from curation.evaluation.comparison import POWER_NOTE, ModelScore, verdict_sentence
from curation.evaluation.evaluation import GradedAnswer
from curation.evaluation.graders import GRADERS
from curation.evaluation.significance import smallest_gain
from curation.ui.page import Visit
from curation.workflow.evaluate import Yardstick
from curation.workflow.evaluation_results import (
    Result,
    SideBySide,
    answers_csv,
    list_side_by_side,
)

PAGE_SIZE = 10


def show_power(yardstick: Yardstick) -> None:
    """What the test examples can show at all, before anybody is asked."""
    st.text(yardstick.power)
    if smallest_gain(len(yardstick.lines)) is not None:
        st.caption(POWER_NOTE)


def show_scores(result: Result) -> None:
    """How many answers of each model are right, with intervals, and what that shows."""
    frame = pd.DataFrame([_row(score) for score in result.scores])
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            "Right": st.column_config.ProgressColumn(
                format="%.0f %%", min_value=0, max_value=100, help="Share of right answers"
            ),
            "Mean score": st.column_config.NumberColumn(format="%.2f"),
        },
        alt="Each model with its share of right answers, the 95 % interval and the mean score",
    )
    grader = GRADERS[result.evaluation.grader]
    st.caption(f"An answer is right when {grader.counts_as_right}.")
    if result.comparison:
        st.text(verdict_sentence(result.comparison))
        if interval := result.comparison.score_interval:
            st.caption(
                f"Mean scores differ by {result.comparison.score_difference:+.2f} "
                f"(95 % interval {interval.low:+.2f} to {interval.high:+.2f})."
            )


def show_answers(visit: Visit, result: Result) -> None:
    """The test examples with all answers, the tuned model's worst first, page by page."""
    evaluation = result.evaluation
    total = result.scores[0].n
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("Answers side by side", anchor=False)
        st.download_button(
            "Download all as CSV",
            data=lambda: answers_csv(visit.workspace, visit.actor, evaluation.id).encode(),
            file_name=f"release-{evaluation.number}-answers.csv",
            mime="text/csv",
            key=f"download_{evaluation.id}",
            icon=":material/download:",
            on_click="ignore",
        )
    st.caption("The worst answers of the last model come first.")
    pages = -(-total // PAGE_SIZE)
    page = st.pagination(pages, key=f"answers_{evaluation.id}") if pages > 1 else 1
    for row in list_side_by_side(
        visit.workspace,
        visit.actor,
        evaluation,
        limit=PAGE_SIZE,
        offset=(min(page, pages) - 1) * PAGE_SIZE,
    ):
        _show_row(row)


def _show_row(row: SideBySide) -> None:
    with st.container(border=True):
        st.text(row.line.question)
        ideal, *others = st.columns(1 + len(row.answers))
        with ideal:
            st.caption("Ideal answer")
            st.text(row.line.reference)
        for column, answer in zip(others, row.answers, strict=True):
            with column:
                _show_answer(answer)


def _show_answer(answer: GradedAnswer) -> None:
    right = answer.grade.passed
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(answer.model)
        st.badge(
            f"{'right' if right else 'wrong'}, {answer.grade.score:.2f}",
            icon=":material/check:" if right else ":material/close:",
            color="green" if right else "red",
        )
    st.text(answer.answer or "(no answer)")


def _row(score: ModelScore) -> dict[str, object]:
    return {
        "Model": score.model,
        "Right": 100 * score.share,
        "Right answers": f"{score.passed} of {score.n}",
        "95 % interval": f"{score.interval.low:.0%} to {score.interval.high:.0%}",
        "Mean score": score.score,
    }

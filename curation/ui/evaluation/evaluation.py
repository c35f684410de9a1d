"""What an evaluation found, drawn: the scores, the comparison and the answers side by side."""

import pandas as pd
import streamlit as st

from curation.evaluation.comparison import POWER_NOTE, ModelScore, verdict_sentence
from curation.evaluation.contestant import Cost
from curation.evaluation.evaluation import GradedAnswer
from curation.evaluation.significance import smallest_gain
from curation.figures import percent
from curation.ui.evaluation.evaluation_figures import show_figures
from curation.ui.explore.query_slices import show_query_slices, show_slice_table
from curation.ui.page import Visit
from curation.workflow.evaluation.evaluate import Yardstick
from curation.workflow.evaluation.evaluation_results import (
    Result,
    SideBySide,
    answers_csv,
    list_side_by_side,
    result_costs,
)
from curation.workflow.evaluation.grading import counts_as_right

PAGE_SIZE = 10


def show_power(yardstick: Yardstick) -> None:
    """What the test examples can show at all, before anybody is asked."""
    st.text(yardstick.power)
    if smallest_gain(len(yardstick.lines)) is not None:
        st.caption(POWER_NOTE)


def show_scores(visit: Visit, result: Result) -> None:
    """How many answers of each model are right, with intervals and costs, and what that shows."""
    costs = result_costs(visit.workspace, result.evaluation)
    frame = pd.DataFrame([_row(score, costs.get(score.model)) for score in result.scores])
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            "Right": st.column_config.ProgressColumn(
                format="%.0f %%", min_value=0, max_value=100, help="Share of right answers"
            ),
            "Mean score": st.column_config.NumberColumn(format="%.2f"),
            "Seconds": st.column_config.NumberColumn(
                format="%.2f", help="Half of the answers took no longer"
            ),
            "Tokens": st.column_config.NumberColumn(
                format="%.0f", help="Read and written for one request, on average"
            ),
            "Dollars per 1,000": st.column_config.NumberColumn(
                format="%.3f", help="US dollars for a thousand such requests"
            ),
        },
        alt="Each model with its share of right answers, the 95 % interval, the mean score, and "
        "what a request takes",
    )
    st.text(f"An answer is right when {counts_as_right(result.evaluation.grader)}.")
    for number, (model, comparison) in enumerate(result.comparisons.items()):
        other = "the base model" if number == 0 else model
        st.text(verdict_sentence(comparison, other=other))
    if main := result.comparison:
        said = f"Won {main.won}, tied {main.tied}, lost {main.lost} by score."
        if interval := main.score_interval:
            said += (
                f" Mean scores differ by {main.score_difference:+.2f} "
                f"(95 % interval {interval.low:+.2f} to {interval.high:+.2f})."
            )
        st.caption(said)
    if found := result.reweighted:
        st.caption(
            f"With the planned mix the difference is {found.difference * 100:+.0f} points "
            f"(95 % interval {found.interval.low * 100:+.0f} to {found.interval.high * 100:+.0f}); "
            f"the test examples stand for {percent(found.covered)} of that mix."
        )
    if len(result.slices) > 1:
        _show_slices(result)
    show_query_slices(visit, result)
    show_figures(visit, result)


def _show_slices(result: Result) -> None:
    with st.expander(f"Label by label ({len(result.slices)})"):
        show_slice_table(result.slices, part="Label")


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


def _row(score: ModelScore, cost: Cost | None) -> dict[str, object]:
    row: dict[str, object] = {
        "Model": score.model,
        "Right": 100 * score.share,
        "Right answers": f"{score.passed} of {score.n}",
        "95 % interval": f"{percent(score.interval.low)} to {percent(score.interval.high)}",
        "Mean score": score.score,
        "Seconds": None,
        "Tokens": None,
        "Dollars per 1,000": None,
    }
    if cost is not None:
        row["Seconds"] = cost.seconds_median
        row["Tokens"] = (cost.input_tokens + cost.output_tokens) / cost.answers
        if cost.dollars is not None:
            row["Dollars per 1,000"] = 1000 * cost.dollars / cost.answers
    return row

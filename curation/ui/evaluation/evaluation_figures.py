"""Further figures of an evaluation: labels with what is taken for what, fields, likeness."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from curation.evaluation.figures import field_figures, shape_figures, text_figures
from curation.evaluation.label_report import report_labels
from curation.task import QuestionKind
from curation.ui.page import Visit
from curation.workflow.evaluation.evaluation_results import Result, answer_pairs
from curation.workflow.release.release import get_release

MOST_LABELS = 40
"""More labels than these make no table that anybody reads."""
_LABELS = (QuestionKind.LABEL, QuestionKind.RATING)

Answers = dict[str, list[tuple[str, str]]]


def show_figures(visit: Visit, result: Result) -> None:
    """What else can be said of each model's answers, by the kind of the answer; closed at first."""
    number = result.evaluation.number
    task = visit.workspace.task(get_release(visit.workspace, number).task)
    with st.expander("More figures"):
        answers = answer_pairs(visit.workspace, visit.actor, result.evaluation)
        if task.answer_question.kind in _LABELS:
            _show_labels(answers)
        elif task.answer_question.kind == QuestionKind.FIELDS:
            _show_fields(answers)
        else:
            rows = [{"Model": model} | text_figures(pairs) for model, pairs in answers.items()]
            _table(rows, "Likeness to the ideal answers by model", shares=4)


def _show_labels(answers: Answers) -> None:
    reports = {model: report_labels(pairs) for model, pairs in answers.items()}
    rows = [
        {"Model": model, "Accuracy": report.accuracy, "Macro F1": report.macro_f1}
        for model, report in reports.items()
    ]
    _table(rows, "Accuracy and macro F1 by model", shares=2)
    model = st.selectbox("Labels of", list(reports), index=len(reports) - 1, key="labels_of")
    report = reports[model]
    labels = [
        {
            "Label": one.label,
            "Precision": one.precision,
            "Recall": one.recall,
            "F1": one.f1,
            "Examples": one.n,
            "Answers": one.given,
        }
        for one in report.labels
    ]
    _table(labels, "Precision, recall and F1 by label", shares=3)
    mixed = sorted(
        ((count, *pair) for pair, count in report.confusion.items() if pair[0] != pair[1]),
        key=lambda row: (-row[0], row[1:]),
    )
    if mixed:
        st.caption("What is taken for what, the most frequent first")
        taken = [{"Is": ideal, "Taken for": given, "Times": n} for n, ideal, given in mixed]
        _table(taken, "Which label is taken for which", shares=0)
    names = [one.label for one in report.labels]
    if len(names) <= MOST_LABELS:
        st.caption("The whole table: one row for each label, one column for what was answered")
        given = [*names, *sorted({g for _, g in report.confusion} - set(names))]
        frame = pd.DataFrame(
            [[report.confusion.get((a, b), 0) for b in given] for a in names],
            index=names,
            columns=given,
        )
        st.dataframe(frame, alt="Confusion matrix: ideal labels by answered labels")


def _show_fields(answers: Answers) -> None:
    rows = [{"Model": model} | shape_figures(pairs) for model, pairs in answers.items()]
    _table(rows, "Shares of answers that are JSON, have the right shape, and are exact", shares=3)
    model = st.selectbox("Fields of", list(answers), index=len(answers) - 1, key="fields_of")
    fields = [
        {
            "Field": one.name,
            "F1": one.f1,
            "Right": one.right,
            "Written the same": one.exact,
            "Examples": one.n,
            "Answers": one.given,
        }
        for one in field_figures(answers[model])
    ]
    _table(fields, "How well each field is read", shares=1)


def _table(rows: Sequence[Mapping[str, object]], alt: str, *, shares: int) -> None:
    """A table whose columns after the first show shares as bars, as many as said."""
    frame = pd.DataFrame(rows)
    share = st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="%.2f")
    config = dict.fromkeys(frame.columns[1:][:shares], share)
    st.dataframe(frame, hide_index=True, column_config=config, alt=alt)

"""How far the reviewers of a task agree, question by question."""

from collections.abc import Iterator

import pandas as pd

from curation.evaluation.amounts import plain_value
from curation.review.agreement.agreement import Agreement, measure_agreement
from curation.review.agreement.ratings import Level
from curation.review.settling import comparable, field_values
from curation.review.spans import where_marked
from curation.store import blind_answers as stored
from curation.task import Question, QuestionKind, Task
from curation.workflow.agreement.remembered import Remembered
from curation.workflow.workspace import Workspace

DECISION = "decision"
"""The question that every review answers: accept or reject."""


def measure_task(workspace: Workspace, task_id: str) -> dict[str, Agreement]:
    """The agreement on the decision and on every question of a task, by question id.

    Only blind reviews count: who had seen the others' answers is left out, and so is what was
    asked for because an example was doubtful. A label and the decision are compared as they are. A
    text question has two entries: `reply.edited`, whether reviewers changed the text or left it
    alone, and `reply`, whether they ended with the same text apart from white space. A fields
    question has one entry for each field, `fields.net`, with amounts, dates and case in one form,
    and one for the whole answer, `fields`. Ratings are compared as an order; of preferences the
    choice is, whatever its reasons and the order shown.
    """
    return _figures.get(workspace, workspace.task(task_id))


def measured_questions(task: Task) -> list[str]:
    """The ids that `measure_task` has entries for, in order."""
    return [DECISION, *(name for question in task.questions for name in _names(question))]


def _measure(workspace: Workspace, task: Task, _: str) -> dict[str, Agreement]:
    return {
        name: measure_agreement(table, level=level)
        for name, (table, level) in compared_tables(workspace, task).items()
    }


_figures = Remembered(_measure)


def compared_tables(workspace: Workspace, task: Task) -> dict[str, tuple[pd.DataFrame, Level]]:
    """The long table of blind answers that each figure of `measure_task` is computed from.

    Columns: item, reviewer, value, edited, guideline_version, week (of the answer, as its Monday).
    """
    answers = blind_answers(workspace, task)
    by_question = dict(list(answers.groupby("question", observed=True)))
    nothing = answers.iloc[:0]
    return {
        name: (table, _level(task, question_id))
        for question_id in (DECISION, *(question.id for question in task.questions))
        for name, table in _tables(task, question_id, by_question.get(question_id, nothing))
    }


def blind_answers(workspace: Workspace, task: Task, *, with_routed: bool = False) -> pd.DataFrame:
    """The long table of blind answers: item, reviewer, question, value, and marks of the review.

    Answers that were asked for because an example was doubtful are left out unless `with_routed`:
    figures of agreement would be those of the hard examples.
    """
    return stored.blind_answers(
        workspace.store, task.id, overlap=task.overlap, with_routed=with_routed
    )


def _names(question: Question) -> list[str]:
    if question.kind is QuestionKind.TEXT:
        return [f"{question.id}.edited", question.id]
    if question.kind is QuestionKind.FIELDS:
        return [*(f"{question.id}.{name}" for name in question.fields), question.id]
    if question.kind is QuestionKind.SPANS:
        return [*(f"{question.id}.{label}" for label in question.options), question.id]
    return [question.id]


def _level(task: Task, question_id: str) -> Level:
    is_rating = question_id != DECISION and task.question(question_id).kind is QuestionKind.RATING
    return Level.ORDINAL if is_rating else Level.NOMINAL


def _tables(
    task: Task, question_id: str, answers: pd.DataFrame
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each thing to be compared, with its long table of item, reviewer and value."""
    if question_id == DECISION:
        yield DECISION, answers
        return
    question = task.question(question_id)
    if question.kind in (QuestionKind.LABEL, QuestionKind.RATING):
        yield question_id, answers.assign(value=answers["value"].replace("", None))
    elif question.kind is QuestionKind.PREFERENCE:
        yield question_id, answers.assign(value=_compared(question, answers))
    elif question.kind is QuestionKind.TEXT:
        edited = answers["edited"].astype(bool).map({True: "edited", False: "left alone"})
        yield f"{question_id}.edited", answers.assign(value=edited)
        yield question_id, answers.assign(value=_compared(question, answers))
    elif question.kind is QuestionKind.SPANS:
        for label in question.options:
            places = pd.Series(
                [where_marked(text, label) for text in answers["value"]],
                answers.index,
                dtype=object,
            )
            yield f"{question_id}.{label}", answers.assign(value=places)
        yield question_id, answers.assign(value=_compared(question, answers))
    else:
        read = [field_values(question, text, plain_value) for text in answers["value"]]
        for name in question.fields:
            values = pd.Series([fields[name] for fields in read], answers.index, dtype=object)
            yield f"{question_id}.{name}", answers.assign(value=values)
        whole = pd.Series(["\n".join(fields.values()) for fields in read], answers.index)
        yield question_id, answers.assign(value=whole.astype(object))


def _compared(question: Question, answers: pd.DataFrame) -> pd.Series:
    values = [comparable(question, text) for text in answers["value"]]
    return pd.Series(values, answers.index, dtype=object)

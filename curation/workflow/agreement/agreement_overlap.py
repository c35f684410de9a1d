"""How far reviewers changed a text in the same way, or marked the same stretches of it."""

from collections.abc import Sequence

import pandas as pd

from curation.review.agreement.edits import edits_of
from curation.review.agreement.marks import covered
from curation.review.agreement.overlap import Overlap, Parts, measure_overlap
from curation.review.spans import read_marks
from curation.task import Question, QuestionKind, Task
from curation.workflow.agreement.agreement import blind_answers
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.workspace import Workspace


def overlaps(workspace: Workspace, task: Task) -> dict[str, Overlap]:
    """F1 by overlap for each question that is a text or marks stretches, by question id.

    Of a text what was changed counts. Of stretches every marked character with its label does, and
    there is one more entry for each label: `pii.name`. Only blind answers count.
    """
    asked = [q for q in task.questions if q.kind in (QuestionKind.TEXT, QuestionKind.SPANS)]
    if not asked:
        return {}
    answers = blind_answers(workspace, task)
    several = answers[answers.duplicated(["item", "question"], keep=False)]
    found: dict[str, Overlap] = {}
    for question in asked:
        rows = several[several["question"] == question.id]
        if question.kind is QuestionKind.TEXT:
            found[question.id] = measure_overlap(_changes(workspace, task, rows))
        else:
            found.update(_marks(question, rows))
    return found


def _changes(workspace: Workspace, task: Task, rows: pd.DataFrame) -> list[list[Parts]]:
    """What each reviewer changed in the text, by example; of those that anybody changed."""
    edited = rows.groupby("item")["edited"].transform("any").astype(bool)
    rows = rows[edited]
    drafts = _drafts(workspace, task, list(dict.fromkeys(rows["item"])))
    return [
        [
            edits_of(drafts[str(item)], text) if was_edited else frozenset()
            for text, was_edited in zip(own["value"], own["edited"], strict=True)
        ]
        for item, own in rows.groupby("item")
        if str(item) in drafts
    ]


def _marks(question: Question, rows: pd.DataFrame) -> dict[str, Overlap]:
    read = [
        [marks for text in own["value"] if (marks := read_marks(text)) is not None]
        for _, own in rows.groupby("item")
    ]
    found = {question.id: measure_overlap([[covered(marks) for marks in own] for own in read])}
    for label in question.options:
        found[f"{question.id}.{label}"] = measure_overlap(
            [[covered(marks, label) for marks in own] for own in read]
        )
    return found


def _drafts(workspace: Workspace, task: Task, ids: Sequence[str]) -> dict[str, str]:
    """The answer that reviewers were shown, by example."""
    if not ids:
        return {}
    return {
        masked.staged.id: masked.staged.example.answer.content
        if masked.staged.example.answer
        else ""
        for masked in mask_examples(workspace, task.id, ids=ids)
    }

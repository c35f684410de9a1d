"""Where reviewers agree less: by value, pair of reviewers, week, guideline, file or own query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from curation.errors import InputRefused
from curation.evaluation.intervals import Interval, wilson_interval
from curation.people import Actor, Role, require
from curation.review.agreement.agreement import Agreement
from curation.review.agreement.cohen import Pair, cohen_pairs
from curation.review.agreement.edits import EditAgreement, edits_of, measure_edits
from curation.review.agreement.parts import ValuePart, by_group, by_value
from curation.review.agreement.preferences import Lean, measure_leans
from curation.review.agreement.ratings import encode_ratings
from curation.review.preference import read_preference
from curation.store import verdicts
from curation.store.examples import list_examples
from curation.store.sandbox import MOST_ROWS
from curation.task import QuestionKind, Task
from curation.workflow.agreement import blind_answers, compared_tables
from curation.workflow.explore import run_query
from curation.workflow.masked import mask_examples
from curation.workflow.workspace import Workspace

FIRST_SLICES = verdicts.FIRST_SLICES


class By(StrEnum):
    """What the answers to a question may be divided by."""

    VALUE = "value"
    PAIR = "pair"
    WEEK = "week"
    GUIDELINE = "guideline_version"
    SUGGESTED = "suggested"
    FILE = "file"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How often choices went one way, with the 95 % interval of the share."""

    lean: Lean
    interval: Interval


def values_of(workspace: Workspace, actor: Actor, task: Task, name: str) -> list[ValuePart]:
    """Each value given to a question (a name of `measure_task`), the most frequent first."""
    require(actor, Role.CURATOR, to="see how far people agree")
    return by_value(compared_tables(workspace, task)[name][0])


def pairs_of(workspace: Workspace, actor: Actor, task: Task, name: str) -> list[Pair]:
    """Each pair of reviewers that answered an example both, by their ids."""
    require(actor, Role.CURATOR, to="see how far people agree")
    table, level = compared_tables(workspace, task)[name]
    return cohen_pairs(encode_ratings(table, level))


def groups_of(
    workspace: Workspace, actor: Actor, task: Task, name: str, by: By, *, query: str = ""
) -> Mapping[str, Agreement]:
    """The agreement on a question in each part, the largest first.

    `by` is WEEK, GUIDELINE, SUGGESTED, FILE or QUERY; a query has the columns example_id and
    slice. Raises InputRefused when it has not.
    """
    require(actor, Role.CURATOR, to="see how far people agree")
    table, level = compared_tables(workspace, task)[name]
    if by in (By.SUGGESTED, By.FILE):
        slices = verdicts.read_slices(workspace.store, task.id, task.stratum)
        table = table.merge(slices, left_on="item", right_on="example_id")
    elif by is By.QUERY:
        table = table.merge(_queried(workspace, actor, query), on="item")
    return by_group(table, str(by), level=level)


def edit_agreement(workspace: Workspace, task: Task) -> dict[str, EditAgreement]:
    """For each question that is a text, how far reviewers made the same change to it."""
    texts = [q.id for q in task.questions if q.kind is QuestionKind.TEXT]
    if not texts:
        return {}
    answers = blind_answers(workspace, task)
    answers = answers[answers["question"].isin(texts)]
    several = answers[answers.duplicated(["item", "question"], keep=False)]
    edited = several.groupby(["item", "question"])["edited"].transform("any").astype(bool)
    several = several[edited]
    drafts = _drafts(workspace, task, list(dict.fromkeys(several["item"])))
    found = {}
    for question in texts:
        rows = several[several["question"] == question]
        items = [
            [
                edits_of(drafts[str(item)], text) if was_edited else frozenset()
                for text, was_edited in zip(own["value"], own["edited"], strict=True)
            ]
            for item, own in rows.groupby("item")
            if str(item) in drafts
        ]
        found[question] = measure_edits(items)
    return found


def leanings(workspace: Workspace, task: Task) -> dict[str, Leaning]:
    """For a comparison of two replies: choices for A, for the longer one, and ties; else empty."""
    asked = [q.id for q in task.questions if q.kind is QuestionKind.PREFERENCE]
    if not asked:
        return {}
    lengths = {
        staged.id: (len(staged.example.answer.content), len(staged.example.rejected.content))
        for staged in list_examples(workspace.store, task.id)
        if staged.example.answer and staged.example.rejected
    }
    answers = blind_answers(workspace, task)
    rows = answers[answers["question"].isin(asked)]
    given = [
        (preference, *lengths[item])
        for item, text in zip(rows["item"], rows["value"], strict=True)
        if item in lengths and (preference := read_preference(text))
    ]
    found = measure_leans(given)
    return {
        name: Leaning(lean=lean, interval=wilson_interval(lean.chosen, lean.of))
        for name, lean in (
            ("shown_first", found.shown_first),
            ("longer", found.longer),
            ("ties", found.ties),
        )
    }


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


def _queried(workspace: Workspace, actor: Actor, query: str) -> pd.DataFrame:
    result = run_query(workspace, actor, query, MOST_ROWS)
    if not {"example_id", "slice"} <= set(result.columns):
        raise InputRefused(
            "The query names no slices",
            cause="Its result has no columns example_id and slice.",
            cure=f"Begin with: {FIRST_SLICES}",
        )
    item, part = result.columns.index("example_id"), result.columns.index("slice")
    rows = [(str(row[item]), str(row[part])) for row in result.rows if row[part] is not None]
    return pd.DataFrame(rows, columns=["item", "query"]).drop_duplicates("item")

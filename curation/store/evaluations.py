"""Evaluations, the answers of models and their grades in the store."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from duckdb import DuckDBPyConnection

from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.evaluation import Evaluation, GradedAnswer
from curation.evaluation.failure import Action, Decided, Mark
from curation.evaluation.grade import Grade
from curation.store.connection import Row, Store, append_rows

_ANSWERS = """
select answer_key, answer, seconds, input_tokens, output_tokens from model_answer
where list_contains($keys, answer_key)
"""

_SELECT = """
select evaluation_id, number, provider, models, contestants, grader, actor, recorded_at
from evaluation
"""

_GRADES = """
select model, example_id, answer, score, passed
from grade
where evaluation_id = $evaluation and list_contains($examples, example_id)
order by example_id, model
"""

_ALL_GRADES = """
select model, example_id, answer, score, passed
from grade
where evaluation_id = ?
order by example_id, model
"""

_PLACES = """
select
    line.example_id,
    coalesce(example.group_key, '') as group_key,
    coalesce(json_extract_string(verdict.answers, '/' || $question), '') as label
from release_line as line
left join verdict using (verdict_id)
left join example on example.example_id = line.example_id and example.version = line.version
where line.number = $number and line.part = $part
"""

_DECIDED = """
select line.line, line.example_id, verdict.actor, verdict.method, verdict.recorded_at
from release_line as line
left join verdict using (verdict_id)
where line.number = ? and line.part = 'train'
order by line.line
"""

_MARKS = """
select example_id, action, note, actor, recorded_at
from failure_mark
where evaluation_id = ?
order by sequence
"""

_WORST = """
select example_id, score
from grade
where evaluation_id = ? and model = ? and (not passed or not ?)
order by score, example_id
limit ? offset ?
"""


def get_answers(store: Store, keys: Sequence[str]) -> dict[str, tuple[Reply, float]]:
    """The answers that are known already with the seconds they took, by key.

    Keys without an answer are left out.
    """
    if not keys:
        return {}
    rows = store.read(_ANSWERS, {"keys": list(keys)})
    return {
        row["answer_key"]: (
            Reply(
                text=row["answer"],
                input_tokens=row["input_tokens"],
                output_tokens=row["output_tokens"],
            ),
            row["seconds"],
        )
        for row in rows
    }


def add_answers(
    store: Store,
    answers: Mapping[str, tuple[Reply, float]],
    *,
    model: str,
    recorded_at: datetime,
) -> None:
    """Keep what a model answered and the seconds it took, by key; a known key keeps its answer."""
    rows: list[Row] = [
        {
            "answer_key": key,
            "model": model,
            "answer": reply.text,
            "seconds": seconds,
            "recorded_at": recorded_at,
            "input_tokens": reply.input_tokens,
            "output_tokens": reply.output_tokens,
        }
        for key, (reply, seconds) in answers.items()
    ]
    store.append("model_answer", rows)


def add_evaluation(store: Store, evaluation: Evaluation, answers: Sequence[GradedAnswer]) -> None:
    """Keep an evaluation with all its grades, all or nothing; a known id changes nothing."""
    head: Row = {
        "evaluation_id": evaluation.id,
        "number": evaluation.number,
        "provider": evaluation.contestants[-1].provider,
        "models": json.dumps(evaluation.models),
        "contestants": json.dumps([[one.provider, one.model] for one in evaluation.contestants]),
        "grader": evaluation.grader,
        "actor": evaluation.actor,
        "recorded_at": evaluation.recorded_at,
    }
    rows: list[Row] = [
        {
            "evaluation_id": evaluation.id,
            "model": answer.model,
            "example_id": answer.example_id,
            "answer": answer.answer,
            "score": answer.grade.score,
            "passed": answer.grade.passed,
            "recorded_at": evaluation.recorded_at,
        }
        for answer in answers
    ]

    def work(cursor: DuckDBPyConnection) -> None:
        append_rows(cursor, "evaluation", [head])
        append_rows(cursor, "grade", rows)

    store.atomically(work)


def get_evaluation(store: Store, evaluation_id: str) -> Evaluation | None:
    """The evaluation of that id; None when there is none."""
    rows = store.read(_SELECT + "where evaluation_id = ?", [evaluation_id])
    return _evaluation(rows[0]) if rows else None


def list_evaluations(store: Store, *, number: int) -> list[Evaluation]:
    """The evaluations of a release, the newest first."""
    rows = store.read(_SELECT + "where number = ? order by sequence desc", [number])
    return [_evaluation(row) for row in rows]


def list_grades(
    store: Store, evaluation_id: str, *, example_ids: Sequence[str] | None = None
) -> list[GradedAnswer]:
    """The graded answers of an evaluation, of all examples or of some, by example and model."""
    if example_ids is None:
        rows = store.read(_ALL_GRADES, [evaluation_id])
    else:
        rows = store.read(_GRADES, {"evaluation": evaluation_id, "examples": list(example_ids)})
    return [
        GradedAnswer(
            model=row["model"],
            example_id=row["example_id"],
            answer=row["answer"],
            grade=Grade(score=row["score"], passed=row["passed"]),
        )
        for row in rows
    ]


def read_places(
    store: Store, number: int, question: str, *, part: str = "test"
) -> dict[str, tuple[str, str]]:
    """The group and the label of every example of a release's part, by id; empty where none.

    The label is the verdict's answer to the question, as it was when the release was cut.
    """
    rows = store.read(_PLACES, {"number": number, "question": question, "part": part})
    return {row["example_id"]: (row["group_key"], row["label"].strip()) for row in rows}


def list_worst(
    store: Store,
    evaluation_id: str,
    model: str,
    *,
    limit: int,
    offset: int = 0,
    only_wrong: bool = False,
) -> list[str]:
    """The ids of a page of examples, those first to which the model gave the worst answers."""
    rows = store.read(_WORST, [evaluation_id, model, only_wrong, limit, offset])
    return [row["example_id"] for row in rows]


def _evaluation(row: Row) -> Evaluation:
    # older ones asked all models of one provider
    asked = json.loads(row["contestants"] or "[]") or [
        [row["provider"], model] for model in json.loads(row["models"])
    ]
    return Evaluation(
        id=row["evaluation_id"],
        number=row["number"],
        contestants=tuple(Contestant(provider=provider, model=model) for provider, model in asked),
        grader=row["grader"],
        actor=row["actor"],
        recorded_at=row["recorded_at"],
    )


def read_training_verdicts(store: Store, number: int) -> list[Decided]:
    """Who decided each training line of a release, and when, in the order of the lines."""
    return [
        Decided(
            example_id=row["example_id"],
            actor=row["actor"] or "",
            method=row["method"] or "",
            recorded_at=row["recorded_at"],
        )
        for row in store.read(_DECIDED, [number])
    ]


def add_mark(store: Store, evaluation_id: str, mark: Mark, *, request_id: str) -> None:
    """Keep what was done about a wrong answer; a known request changes nothing."""
    row: Row = {
        "request_id": request_id,
        "evaluation_id": evaluation_id,
        "example_id": mark.example_id,
        "action": str(mark.action),
        "note": mark.note,
        "actor": mark.actor,
        "recorded_at": mark.recorded_at,
    }
    store.append("failure_mark", [row])


def list_marks(store: Store, evaluation_id: str) -> list[Mark]:
    """What was done about the wrong answers of an evaluation, oldest first."""
    rows = store.read(_MARKS, [evaluation_id])
    return [Mark(**{**row, "action": Action(row["action"])}) for row in rows]

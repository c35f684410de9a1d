"""The long table of reviews, one row for each answer: reading it and writing it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from curation.errors import InputRefused
from curation.example import Fault, canonical_json
from curation.review.decision import Decision, Review
from curation.review.submission import one_line

COLUMNS = ("example_id", "reviewer", "question", "answer")
REASON = "reason"
"""A further column, of the row of a decision: why the example was rejected, skipped or edited."""

CLAUSES = "clauses"
"""Another one that is written only: the clauses of the guideline that the decision cites."""

DECISION = "decision"
"""The question whose answer is accept, reject or skip; without it a review accepts."""


@dataclass(slots=True, kw_only=True)
class TableReview:
    """What the rows of one example and one reviewer say together; `row` is the first of them."""

    example_id: str
    reviewer: str
    row: int
    decision: Decision = Decision.ACCEPT
    reason: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTable:
    """The reviews of a table, and its rows that are none. One fault leaves out its whole review."""

    reviews: list[TableReview]
    faults: list[Fault]
    rows: int


def read_review_table(
    rows: Iterable[tuple[int, Mapping[str, object]]], *, file: str
) -> ReviewTable:
    """The reviews in numbered rows, in the order of their first rows.

    Other columns than COLUMNS and REASON are ignored. A question that is answered twice for the
    same example and reviewer is a fault.
    """
    reviews: dict[tuple[str, str], TableReview] = {}
    faults: list[Fault] = []
    refused: set[tuple[str, str]] = set()
    count = 0
    for number, row in rows:
        count += 1
        cells = {name: _cell(row.get(name)) for name in (*COLUMNS, REASON)}
        key = cells["example_id"].strip(), cells["reviewer"].strip()
        review = reviews.setdefault(
            key, TableReview(example_id=key[0], reviewer=key[1], row=number)
        )
        reason = _reason_against(cells, review)
        if reason:
            faults.append(fault(file, number, *reason))
            refused.add(key)
        else:
            _take(review, cells["question"].strip(), cells["answer"], cells[REASON])
    return ReviewTable(
        reviews=[review for key, review in reviews.items() if key not in refused],
        faults=faults,
        rows=count,
    )


def require_columns(columns: Iterable[str]) -> None:
    """Refuse a table that lacks one of COLUMNS."""
    missing = [name for name in COLUMNS if name not in set(columns)]
    if missing:
        raise InputRefused(
            "This is no table of reviews",
            cause=f"The column {', '.join(missing)} is missing.",
            cure=f"Give it the columns {', '.join(COLUMNS)}, with one row for each answer.",
        )


def write_review_table(
    reviews: Iterable[Review], names: Mapping[str, str], clauses: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """One row for the decision of each review and one for each answer, as they can be read back.

    `names` gives the name under which a reviewer is written; others are written by their id.
    `clauses` has the words of clauses by their keys, of which each stands in a line of its own.
    """
    for review in reviews:
        common = {
            "example_id": review.example_id,
            "reviewer": names.get(review.reviewer, review.reviewer),
        }
        yield {
            **common,
            "question": DECISION,
            "answer": str(review.decision),
            REASON: review.reason,
            CLAUSES: "\n".join(clauses.get(key, key) for key in review.clauses),
        }
        for question, answer in review.answers.items():
            yield {**common, "question": question, "answer": answer, REASON: "", CLAUSES: ""}


def fault(file: str, row: int, reason: str, cure: str) -> Fault:
    """A row of a table that could not become (part of) a review."""
    return Fault(file=file, row=row, reason=reason, cure=cure)


def _reason_against(cells: Mapping[str, str], review: TableReview) -> tuple[str, str] | None:
    for name in ("example_id", "reviewer", "question"):
        if not cells[name].strip():
            return f"There is no {name}.", "Fill it in."
    question, answer = cells["question"].strip(), cells["answer"].strip().lower()
    if question == DECISION and answer not in {"accept", "reject", "skip"}:
        return "The decision is not accept, reject or skip.", "Write one of the three."
    if question in review.answered:
        return "This question was answered in a row above.", "Leave one of the two rows."
    return None


def _take(review: TableReview, question: str, answer: str, reason: str) -> None:
    review.answered.add(question)
    if question == DECISION:
        review.reason = one_line(reason)
        review.decision = Decision(answer.strip().lower())
    else:
        review.answers[question] = answer


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else canonical_json(value)

"""Reviewed examples for tests that begin after reviewing."""

from datetime import datetime

from curation.example import Example, canonical_json
from curation.workflow.workspace import Workspace
from tests.makers import make_example
from tests.staged import add_examples

THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone


def stage(workspace: Workspace, count: int, *, task: str = "support-replies") -> list[Example]:
    """So many examples, staged in the order of their rows."""
    made = [
        make_example(f"Where is order {number}?", task=task, row=number, label="delivery")
        for number in range(1, count + 1)
    ]
    add_examples(workspace.store, made)
    return made


def review(
    workspace: Workspace,
    example: Example,
    reviewer: str,
    *,
    decision: str = "accept",
    label: str = "delivery",
    reply: str = "It is on its way.",
    edited: bool = False,
    saw_others: bool = False,
    version: int = 1,
    answers: dict[str, str] | None = None,
    comment: str = "",
) -> str:
    """One review; a later one of the same person replaces it. Returns its id."""
    given = answers if answers is not None else {"category": label, "reply": reply}
    (review_id,) = _append(
        workspace,
        [
            {
                "task": example.task,
                "example_id": example.id,
                "version": version,
                "reviewer": reviewer,
                "decision": decision,
                "answers": canonical_json(given if decision == "accept" else {}),
                "comment": comment,
                "saw_others": saw_others,
                "edited": edited,
            }
        ],
    )
    return review_id


def review_many(workspace: Workspace, given: list[tuple[Example, str, dict[str, str]]]) -> None:
    """Accepting reviews of first versions in one go: the example, who, and the answers."""
    _append(
        workspace,
        [
            {
                "task": example.task,
                "example_id": example.id,
                "version": 1,
                "reviewer": reviewer,
                "decision": "accept",
                "answers": canonical_json(answers),
                "comment": "",
                "saw_others": False,
                "edited": False,
            }
            for example, reviewer, answers in given
        ],
    )


def _append(workspace: Workspace, rows: list[dict[str, object]]) -> list[str]:
    first = workspace.store.value("select count(*) from review")
    common = {"guideline_version": "g", "seconds": 4.0, "recorded_at": THEN}
    numbered = [
        {"review_id": f"review-{number}", **row, **common} for number, row in enumerate(rows, first)
    ]
    workspace.store.append("review", numbered)
    return [str(row["review_id"]) for row in numbered]

"""Staged examples for tests that need them in the store, whatever reads them in."""

from collections.abc import Sequence
from datetime import datetime

from curation.example import Example, canonical_json, message_to_json, messages_to_json
from curation.store.connection import Store

THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone


def add_examples(store: Store, examples: Sequence[Example], *, version: int = 1) -> list[str]:
    """Add examples to a store as this version of theirs; returns their ids."""
    store.append("example", [_row(example, version) for example in examples])
    return [example.id for example in examples]


def add_review(
    store: Store,
    example: Example,
    *,
    review_id: str = "r1",
    reviewer: str = "ann",
    decision: str = "accept",
    answers: dict[str, str] | None = None,
    edited: bool = False,
) -> None:
    """Add a review of version 1 of an example."""
    store.append(
        "review",
        [
            {
                "review_id": review_id,
                "task": example.task,
                "example_id": example.id,
                "version": 1,
                "reviewer": reviewer,
                "decision": decision,
                "answers": canonical_json(answers or {}),
                "comment": "",
                "guideline_version": "g",
                "saw_others": False,
                "edited": edited,
                "seconds": 1.0,
                "recorded_at": THEN,
            }
        ],
    )


def add_verdict(
    store: Store,
    example: Example,
    *,
    verdict_id: str = "v1",
    outcome: str = "accept",
    answers: dict[str, str] | None = None,
    edited: bool = False,
) -> None:
    """Add a verdict on version 1 of an example."""
    store.append(
        "verdict",
        [
            {
                "verdict_id": verdict_id,
                "task": example.task,
                "example_id": example.id,
                "version": 1,
                "outcome": outcome,
                "answers": canonical_json(answers or {}),
                "method": "adjudicated",
                "edited": edited,
                "actor": "carla",
                "reason": "",
                "recorded_at": THEN,
            }
        ],
    )


def _row(example: Example, version: int) -> dict[str, object]:
    return {
        "example_id": example.id,
        "version": version,
        "task": example.task,
        "messages": canonical_json(messages_to_json(example.messages)),
        "answer": example.answer and canonical_json(message_to_json(example.answer)),
        "rejected": example.rejected and canonical_json(message_to_json(example.rejected)),
        "tools": canonical_json(list(example.tools)),
        "group_key": example.group,
        "metadata": canonical_json(dict(example.metadata)),
        "suggestions": canonical_json(
            [
                {"question": s.question, "value": s.value, "agent": s.agent, "score": s.score}
                for s in example.suggestions
            ]
        ),
        "content_sha256": example.content_sha256,
        "upload_id": "u1",
        "source_file": example.source.file,
        "source_sha256": example.source.sha256,
        "source_row": example.source.row,
        "recorded_at": THEN,
    }

"""Stocking a workspace with rows at any stage, without going through the steps before."""

import json
from collections.abc import Mapping, Sequence

from curation.example import Example, canonical_json, message_to_json, messages_to_json
from curation.scanner.fingerprint import current_fingerprint
from curation.workflow.workspace import Workspace
from tests.makers import make_example


def stock(workspace: Workspace, examples: Sequence[Example], *, scanned: bool = True) -> list[str]:
    """Stage the examples, each scanned without findings; returns their ids."""
    now = workspace.now()
    workspace.store.append("example", [_example_row(example, now) for example in examples])
    if scanned:
        workspace.store.append(
            "scan",
            [
                {
                    "scan_id": f"scan {example.id}",
                    "example_id": example.id,
                    "version": 1,
                    "edits_until": 2**40,
                    "fingerprint": current_fingerprint(),
                    "incomplete": False,
                    "recorded_at": now,
                }
                for example in examples
            ],
        )
    return [example.id for example in examples]


def settle(
    workspace: Workspace,
    answers: Mapping[str, Mapping[str, str]],
    *,
    task: str = "support-replies",
    outcome: str = "accept",
) -> None:
    """Give each example a verdict with these answers."""
    workspace.store.append(
        "verdict",
        [
            {
                "verdict_id": f"verdict {example_id}",
                "task": task,
                "example_id": example_id,
                "version": 1,
                "outcome": outcome,
                "answers": json.dumps(dict(own)),
                "method": "unanimous",
                "edited": False,
                "actor": "carla",
                "reason": "",
                "recorded_at": workspace.now(),
            }
            for example_id, own in answers.items()
        ],
    )


def stock_accepted(workspace: Workspace, labels: Mapping[str, int]) -> list[str]:
    """Accepted tickets, so many of each label; returns their ids."""
    tickets = [
        (make_example(f"{label} question {number}?", row=row), label)
        for row, (label, number) in enumerate(
            ((label, number) for label, count in labels.items() for number in range(count)), 1
        )
    ]
    ids = stock(workspace, [example for example, _ in tickets])
    settle(
        workspace,
        {
            example.id: {"category": label, "reply": f"Answer to {example.id}."}
            for example, label in tickets
        },
    )
    return ids


def _example_row(example: Example, now: object) -> dict[str, object]:
    def text(message):
        return None if message is None else canonical_json(message_to_json(message))

    return {
        "example_id": example.id,
        "version": 1,
        "task": example.task,
        "messages": canonical_json(messages_to_json(example.messages)),
        "answer": text(example.answer),
        "rejected": text(example.rejected),
        "tools": canonical_json(list(example.tools)),
        "group_key": example.group,
        "metadata": canonical_json(dict(example.metadata)),
        "suggestions": "[]",
        "content_sha256": example.content_sha256,
        "upload_id": "upload",
        "source_file": example.source.file,
        "source_sha256": example.source.sha256,
        "source_row": example.source.row,
        "recorded_at": now,
    }

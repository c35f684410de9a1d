"""Files, orders and waiting, for tests that train."""

import json
from collections.abc import Sequence
from typing import Any

from curation.providers.client import TrainingClient
from curation.release.method import TrainingMethod
from curation.training.job import JobReport
from curation.training.order import TrainingOrder

Line = dict[str, Any]
TOPICS = ("delivery", "refund", "invoice", "password", "address")


def chat(question: str, answer: str) -> Line:
    """A supervised line."""
    return {
        "messages": [
            {"role": "system", "content": "You answer tickets."},
            {"role": "user", "content": question},
            {"role": "assistant", "content": answer},
        ]
    }


def pair(question: str, better: str, worse: str) -> Line:
    """A preference line."""
    return {
        "input": {"messages": [{"role": "user", "content": question}]},
        "preferred_output": [{"role": "assistant", "content": better}],
        "non_preferred_output": [{"role": "assistant", "content": worse}],
    }


def chats(number: int) -> list[Line]:
    """Supervised lines about five topics, each topic with its own answer."""
    return [
        chat(f"Ticket {i}: a question about my {topic}", f"This is how we handle your {topic}.")
        for i in range(number)
        for topic in [TOPICS[i % len(TOPICS)]]
    ]


def jsonl(lines: Sequence[Line]) -> bytes:
    """The lines as a file."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def make_order(job_id: str = "job1", **changes: Any) -> TrainingOrder:
    """An order for supervised training of the local model."""
    values: dict[str, Any] = {
        "job_id": job_id,
        "number": 1,
        "model": "nearest",
        "method": TrainingMethod.SFT,
        "hyperparameters": {},
        "suffix": "",
        "seed": 1,
        "lines": 20,
        "sizes": (1000,),
    }
    return TrainingOrder(**{**values, **changes})


def ended(client: TrainingClient, remote_id: str) -> JobReport:
    """The report of a job once it is over; asks until then."""
    while True:
        report = client.look(remote_id)
        if report.status.is_over:
            return report

"""What a provider says of a job, as a report; missing and unknown entries are tolerated."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from curation.providers.faults import quoted
from curation.training.job import CurvePoint, JobEvent, JobReport, status_of
from curation.training.provider import Provider


def report_of(
    job: Any,
    events: Sequence[Any],
    checkpoints: Sequence[Any],
    provider: Provider,
    key: str,
    results: Sequence[Any] = (),
) -> JobReport:
    """The report of a job from the client's objects; events and points oldest first.

    `results` are the rows of its results file.
    """
    told = [event for event in events[::-1] if getattr(event, "type", None) != "metrics"]
    curve = curve_of([*_rows_of_events(events), *_rows_of_checkpoints(checkpoints), *results])
    error = getattr(job, "error", None)
    message = quoted(error.message, key) if error is not None and error.message else ""
    return JobReport(
        remote_id=job.id,
        status=status_of(str(job.status), provider.extra_statuses),
        message=message,
        fine_tuned_model=job.fine_tuned_model or "",
        trained_tokens=job.trained_tokens,
        events=tuple(
            JobEvent(
                recorded_at=datetime.fromtimestamp(float(event.created_at or 0), UTC).replace(
                    tzinfo=None
                ),
                level=str(event.level or "info"),
                message=quoted(event.message or "", key),
            )
            for event in told
        ),
        curve=curve,
    )


def status_over(job: Any, provider: Provider) -> bool:
    """True when a job is over for good."""
    return status_of(str(job.status), provider.extra_statuses).is_over


def _rows_of_events(events: Sequence[Any]) -> list[Any]:
    return [event.data for event in events if getattr(event, "type", None) == "metrics"]


def _rows_of_checkpoints(checkpoints: Sequence[Any]) -> list[Any]:
    return [
        {**checkpoint.metrics.to_dict(), "step": checkpoint.step_number}
        for checkpoint in checkpoints
        if checkpoint.metrics is not None
    ]


_NAMES = {
    "train_loss": ("train_loss",),
    "train_accuracy": ("train_reward_mean", "train_mean_token_accuracy", "train_accuracy"),
    "valid_loss": ("full_valid_loss", "valid_loss"),
    "valid_accuracy": (
        *("valid_reward_mean", "full_valid_mean_token_accuracy", "valid_mean_token_accuracy"),
        "valid_accuracy",
    ),
}
"""What providers call what was measured, the best first; of reinforcement it is the reward."""


def curve_of(rows: Iterable[Any]) -> tuple[CurvePoint, ...]:
    """The learning curve in rows by column name; of two rows of a step the first has the word."""
    points: dict[int, CurvePoint] = {}
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("step"), int | float):
            own = {name: _number(row, *others) for name, others in _NAMES.items()}
            step = int(row["step"])
            known = points.get(step, CurvePoint(step=step))
            lacking: dict[str, Any] = {n: v for n, v in own.items() if getattr(known, n) is None}
            points[step] = replace(known, **lacking)
    return tuple(points[step] for step in sorted(points))


def _number(row: dict[str, Any], *names: str) -> float | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None

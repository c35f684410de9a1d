"""What a provider says of a job, as a report; missing and unknown entries are tolerated."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from curation.providers.faults import quoted
from curation.training.job import CurvePoint, JobEvent, JobReport, status_of
from curation.training.provider import Provider


def report_of(
    job: Any, events: Sequence[Any], checkpoints: Sequence[Any], provider: Provider, key: str
) -> JobReport:
    """The report of a job from the client's objects; events and points oldest first."""
    told = [event for event in events[::-1] if getattr(event, "type", None) != "metrics"]
    curve = _curve_of_events(events) or _curve_of_checkpoints(checkpoints)
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


def _curve_of_events(events: Sequence[Any]) -> tuple[CurvePoint, ...]:
    return _curve(event.data for event in events if getattr(event, "type", None) == "metrics")


def _curve_of_checkpoints(checkpoints: Sequence[Any]) -> tuple[CurvePoint, ...]:
    return _curve(
        {**checkpoint.metrics.to_dict(), "step": checkpoint.step_number}
        for checkpoint in checkpoints
        if checkpoint.metrics is not None
    )


def _curve(rows: Any) -> tuple[CurvePoint, ...]:
    points: dict[int, CurvePoint] = {}
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("step"), int | float):
            point = CurvePoint(
                step=int(row["step"]),
                train_loss=_number(row, "train_loss"),
                train_accuracy=_number(row, "train_mean_token_accuracy", "train_accuracy"),
                valid_loss=_number(row, "full_valid_loss", "valid_loss"),
                valid_accuracy=_number(
                    row, "full_valid_mean_token_accuracy", "valid_mean_token_accuracy"
                ),
            )
            points.setdefault(point.step, point)
    return tuple(points[step] for step in sorted(points))


def _number(row: dict[str, Any], *names: str) -> float | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None

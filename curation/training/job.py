"""A training job: the intention, and what the provider says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curation.release.method import TrainingMethod


class JobStatus(StrEnum):
    """How far a job is; the last three are final."""

    DRAFTED = "drafted"  # wanted and stored; the provider has not accepted it yet
    SUBMITTED = "submitted"  # accepted; the provider checks the files
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self in {JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED}


_CONTRACT = {
    "validating_files": JobStatus.SUBMITTED,
    "queued": JobStatus.QUEUED,
    "running": JobStatus.RUNNING,
    "paused": JobStatus.PAUSED,
    "succeeded": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
    "cancelled": JobStatus.CANCELLED,
}


def status_of(said: str, extra: Mapping[str, str]) -> JobStatus:
    """The status that a provider's word means; `extra` maps words of its own to the contract's.

    A word that nobody knows counts as submitted: the job is there, and not over.
    """
    return _CONTRACT.get(extra.get(said, said), JobStatus.SUBMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """One thing that the provider told about a job. `level` is info, warn or error."""

    recorded_at: datetime
    level: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """How well the model did at a step; None where nothing was measured. Accuracies are shares."""

    step: int
    train_loss: float | None = None
    train_accuracy: float | None = None
    valid_loss: float | None = None
    valid_accuracy: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """What a provider says of a job now. `remote_id` is the provider's own id of it."""

    remote_id: str
    status: JobStatus
    message: str = ""
    fine_tuned_model: str = ""
    trained_tokens: int | None = None
    events: tuple[JobEvent, ...] = ()
    curve: tuple[CurvePoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A training job of a release, as it was last seen.

    `number` is the release's. `hyperparameters` holds what was chosen; the rest is the provider's
    choice. `remote_id` is empty until the provider accepted the job, `fine_tuned_model` until it
    succeeded. `changed_at` is when the newest report came. Events and points are oldest first.
    """

    id: str
    number: int
    provider: str
    model: str
    method: TrainingMethod
    hyperparameters: Mapping[str, float | int]
    suffix: str
    seed: int
    actor: str
    recorded_at: datetime
    changed_at: datetime
    status: JobStatus
    message: str = ""
    remote_id: str = ""
    fine_tuned_model: str = ""
    trained_tokens: int | None = None
    events: tuple[JobEvent, ...] = ()
    curve: tuple[CurvePoint, ...] = ()

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self.status.is_over

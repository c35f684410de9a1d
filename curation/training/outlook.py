"""What can be said before the click: how long a training will take, and whether it is taken at all.

Both come from jobs that were ordered here before; nobody else knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from curation.training.job import Job, JobStatus

NO_LONGER_TRAINED = "no longer trains for your organisation"
"""What a refusal says in its title when a provider takes no jobs of this organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A model that a provider lists now, and the day on which it ends, if it says one."""

    name: str
    ends: date | None = None


def expected_time(jobs: Sequence[Job], *, provider: str, model: str, tokens: int) -> str:
    """How long so many billed tokens will take, in one sentence; "" when nothing tells.

    The median time for a token of earlier jobs with that model, from order to end.
    """
    paces = [
        (job.changed_at - job.recorded_at).total_seconds() / job.trained_tokens
        for job in jobs
        if (job.provider, job.model, job.status) == (provider, model, JobStatus.SUCCEEDED)
        and job.trained_tokens
    ]
    if not paces:
        return ""
    went = "as an earlier one went" if len(paces) == 1 else f"as {len(paces):,} earlier ones went"
    return f"A training of this size takes about {_words(median(paces) * tokens)}, {went}."


def last_refusal(jobs: Sequence[Job], *, provider: str) -> str:
    """That the provider takes no jobs of this organisation, in one sentence; "" if it may.

    `jobs` are newest first: a job that was taken later overrules.
    """
    for job in jobs:
        if job.provider != provider or job.status == JobStatus.DRAFTED:
            continue
        if job.status == JobStatus.FAILED and NO_LONGER_TRAINED in job.message:
            return (
                f"It refused the training of {job.recorded_at:%d %B %Y}: it does not train for "
                "your organisation any more."
            )
        if job.remote_id:
            return ""
    return ""


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{max(2, round(seconds))} seconds"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} minutes"
    return f"{seconds / 3600:.1f} hours"

"""Why a job is over without a model, as a person can act on it."""

import re
from dataclasses import dataclass

from curation.training.job import Job, JobStatus

_LINE = re.compile(r"\b(?:line|example) (\d+)\b", re.IGNORECASE)
_REASONS = (
    (
        ("moderation", "safety", "unsafe", "usage polic", "content polic"),
        "{title} refuses what the examples say",
        "Look for texts against its rules (violence, hate, sex, self-harm), reject them in review "
        "and cut a new release; or train on this machine.",
    ),
    (
        ("invalid training file", "invalid validation file", "invalid file", "file format"),
        "{title} refuses the file",
        "Mend or reject the example of the line it names, and cut a new release.",
    ),
    (
        ("quota", "billing", "credit"),
        "{title} has no credit left for it",
        "Check credit and limits of the account there, then try again.",
    ),
)
_ELSE = "{title} could not finish the training", "Try again; if it stays, choose another model."


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong and what to do; `line` (from 1) of `part` is what the provider named."""

    title: str
    cause: str
    cure: str
    part: str = ""
    line: int | None = None


def failure_of(job: Job, title: str) -> Failure | None:
    """Why a job that its provider `title` had taken is over without a model; None for others.

    A provider gives its reason in words only, so it is told by them.
    """
    if job.status == JobStatus.CANCELLED:
        return Failure(
            title="It was cancelled",
            cause=job.message or f"{title} trains no more on it. The release is kept.",
            cure="Try again to order the same once more.",
        )
    if job.status != JobStatus.FAILED or not job.remote_id:
        return None
    said = job.message.casefold()
    named, cure = next(
        ((name, cure) for words, name, cure in _REASONS if any(word in said for word in words)),
        _ELSE,
    )
    line = _LINE.search(job.message)
    return Failure(
        title=named.format(title=title),
        cause=job.message or "It does not say why.",
        cure=f"{cure} The release is kept.",
        part="validation" if "validation file" in said else "train",
        line=int(line[1]) if line else None,
    )

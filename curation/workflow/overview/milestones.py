"""The newest release of a task, the newest training on one, and the newest figures of a model."""

from dataclasses import dataclass

from curation.evaluation.payback import glance
from curation.release.release import Release
from curation.task import Task
from curation.training.job import Job
from curation.workflow.evaluation.evaluation_results import (
    Result,
    list_evaluations,
    read_result,
    result_costs,
)
from curation.workflow.release.release import list_releases
from curation.workflow.training.models import choose_model
from curation.workflow.training.train import list_jobs
from curation.workflow.workspace import Workspace

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """What came out of a task last; None for what there is not yet.

    `paid` is what the training of the newest result cost in US dollars, None where it is not
    known. `glance` says in a sentence what a thousand requests cost, and when that pays back.
    """

    releases: int = 0
    release: Release | None = None
    job: Job | None = None
    paid: float | None = None
    result: Result | None = None
    glance: str = ""


def read_milestones(workspace: Workspace, task: Task) -> Milestones:
    """The newest of everything of one task."""
    released = list_releases(workspace, task_id=task.id)
    if not released:
        return Milestones()
    numbers = {release.number for release in released}
    jobs = [job for job in list_jobs(workspace) if job.number in numbers]
    newest = max(jobs, key=lambda job: job.recorded_at, default=None)
    found = next(
        (result for number in sorted(numbers, reverse=True)
         if (result := _newest_result(workspace, number))),
        None,
    )  # fmt: skip
    tuned = found.evaluation.models[-1] if found else ""
    trained = next((job for job in jobs if tuned and job.fine_tuned_model == tuned), newest)
    paid = price_paid(trained) if trained else None
    return Milestones(
        releases=len(released),
        release=released[0],
        job=newest,
        paid=paid,
        result=found,
        glance=_glance(workspace, found, paid) if found else "",
    )


def price_paid(job: Job) -> float | None:
    """What a training cost in US dollars; None where its tokens or the price are not known."""
    price = choose_model(provider=job.provider, name=job.model).price
    if price is None or (price.training and job.trained_tokens is None):
        return None
    return (job.trained_tokens or 0) * price.training / MILLION


def _newest_result(workspace: Workspace, number: int) -> Result | None:
    evaluations = list_evaluations(workspace, number)
    return read_result(workspace, evaluations[0]) if evaluations else None


def _glance(workspace: Workspace, result: Result, paid: float | None) -> str:
    costs = result_costs(workspace, result.evaluation)
    models = result.evaluation.models
    if len(models) < 2:
        return ""
    return glance(costs.get(models[0]), costs.get(models[-1]), once=paid)

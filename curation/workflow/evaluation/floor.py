"""The floor: the nearest-neighbour model of a release, which a tuned model must beat."""

import hashlib

from curation.errors import NotReady
from curation.people import Actor, Role, require
from curation.training.job import Job, JobStatus
from curation.workflow.release.release import get_release
from curation.workflow.training.providers import LOCAL
from curation.workflow.training.train import MOST_SEED, list_jobs, order_job, wait_for_job
from curation.workflow.workspace import Workspace

FLOOR_MODEL = "nearest"
SUFFIX = "floor"


def train_floor(workspace: Workspace, actor: Actor, release_number: int) -> str:
    """The model that answers as the most similar training example of a release was answered.

    It is trained on this machine where there is none yet; a second call finds the first. Needs a
    curator. Raises NotReady when the training did not succeed.
    """
    require(actor, Role.CURATOR, to="train the nearest-neighbour floor")
    if known := find_floor(workspace, release_number):
        return known
    release = get_release(workspace, release_number)
    tries = len(list_jobs(workspace, release_number))
    job = order_job(
        workspace,
        actor,
        Job(
            id=hashlib.sha256(f"floor {release.sha256} {tries}".encode()).hexdigest()[:32],
            number=release.number,
            provider=LOCAL,
            model=FLOOR_MODEL,
            method=release.method,
            hyperparameters={},
            suffix=SUFFIX,
            seed=release.seed % (MOST_SEED + 1),
            actor=actor.id,
            recorded_at=workspace.now(),
            changed_at=workspace.now(),
            status=JobStatus.DRAFTED,
        ),
        wait=True,
    )
    job = wait_for_job(workspace, job.id)
    if not job.fine_tuned_model:
        raise NotReady(
            "The floor could not be trained",
            cause=f"The training on this machine ended as {job.status}. {job.message}".strip(),
            cure="Compare without the floor, or try again.",
        )
    return job.fine_tuned_model


def find_floor(workspace: Workspace, release_number: int) -> str:
    """The nearest-neighbour model of a release on this machine; "" when there is none.

    One that was trained to be the floor comes before those that were trained to be used.
    """
    found = [
        job
        for job in list_jobs(workspace, release_number)
        if (job.provider, job.model) == (LOCAL, FLOOR_MODEL) and job.fine_tuned_model
    ]
    found.sort(key=lambda job: job.suffix != SUFFIX)
    return found[0].fine_tuned_model if found else ""

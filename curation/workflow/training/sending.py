"""Sending a training job to its provider: checked before, recorded after, never sent twice."""

import threading
from collections import defaultdict
from dataclasses import replace

from curation.errors import CurationError, ProviderBusy, ProviderRefused
from curation.files import list_files, read_grader_file, release_file
from curation.people import Actor
from curation.release.release import Release
from curation.store import jobs
from curation.training.job import Job, JobStatus
from curation.training.order import (
    TrainingFiles,
    TrainingOrder,
    check_order,
    validation_to_send,
)
from curation.workflow.background import (
    Progress,
    latest_activity,
    run_activity,
    start_in_background,
)
from curation.workflow.release.release import get_release
from curation.workflow.release.release_record import GRADER_FILE
from curation.workflow.release.signatures import require_signed
from curation.workflow.training.models import choose_model
from curation.workflow.training.providers import check_access, get_provider, open_client
from curation.workflow.workspace import Workspace

ACTIVITY = "train"


def check_job(workspace: Workspace, job: Job, release: Release) -> None:
    """Refuse what waits for a signature, has no key, or what the provider would refuse."""
    require_signed(release, to="trained on")
    provider = get_provider(job.provider)
    model = choose_model(provider=job.provider, name=job.model)
    check_order(_order(job, release), provider, model, workspace.now().date())
    check_access(provider)


def send_job(workspace: Workspace, actor: Actor, job: Job, *, wait: bool) -> None:
    """Send a drafted job, in the background or, with `wait`, here and now.

    What came of it is recorded with the job. With `wait` refusals are raised too.
    """

    def work(progress: Progress) -> str:
        progress.step(0, 1, "Sending the files")
        remote_id = _submit(workspace, job.id, progress)
        progress.step(1, 1, "")
        return f"Release {job.number} is being trained: {remote_id}."

    run = run_activity if wait else start_in_background
    run(workspace, actor, work, kind=ACTIVITY, subject=job.id)


def is_sending(workspace: Workspace, job_id: str) -> bool:
    """True while the job is on its way to the provider."""
    activity = latest_activity(workspace, kind=ACTIVITY, subject=job_id)
    return activity is not None and not activity.is_over


def change_job(
    workspace: Workspace, job: Job, status: JobStatus, message: str, *, remote_id: str = ""
) -> None:
    """Record a state that the provider did not report itself."""
    state = replace(job, status=status, message=message, changed_at=workspace.now())
    jobs.record_state(workspace.store, replace(state, remote_id=remote_id or job.remote_id))


_sending: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def _submit(workspace: Workspace, job_id: str, progress: Progress) -> str:
    """Send a job and record what came of it; the provider's id of it."""
    with _sending[job_id]:
        job = jobs.get_job(workspace.store, job_id)
        if job is None or job.status != JobStatus.DRAFTED:
            return job.remote_id if job else ""
        try:
            client = open_client(workspace, job.provider)
            release = get_release(workspace, job.number)
            remote_id = client.submit(
                _files(release),
                _order(job, release),
                sent=lambda done, total: progress.step(done, total, "Sending the files"),
            )
        except ProviderBusy as error:  # no refusal of this job: the same one is sent again later
            change_job(workspace, job, JobStatus.DRAFTED, _words(error))
            raise
        except ProviderRefused as error:
            change_job(workspace, job, JobStatus.FAILED, _words(error))
            raise
        except CurationError as error:
            change_job(workspace, job, JobStatus.DRAFTED, _words(error))
            raise
        change_job(workspace, job, JobStatus.SUBMITTED, "", remote_id=remote_id)
        now = jobs.get_job(workspace.store, job_id)
        if now is not None and now.status == JobStatus.CANCELLED:  # while the files were sent
            client.cancel(remote_id)
        return remote_id


def _words(error: CurationError) -> str:
    return f"{error.title}. {error.cause} {error.cure}"


def _order(job: Job, release: Release) -> TrainingOrder:
    files = list_files(release.folder)
    sizes = [size for name, size in files.items() if name in ("train.jsonl", "validation.jsonl")]
    return TrainingOrder(
        job_id=job.id,
        number=job.number,
        model=job.model,
        method=job.method,
        hyperparameters=job.hyperparameters,
        suffix=job.suffix,
        seed=job.seed,
        lines=release.counts.get("train", 0),
        sizes=sizes or [0],
        grader=read_grader_file(release.folder) if GRADER_FILE in files else None,
    )


def _files(release: Release) -> TrainingFiles:
    names = list_files(release.folder)
    validation = b""
    if names.get("validation.jsonl"):
        whole = release_file(release.folder, "validation.jsonl").read_bytes()
        validation = validation_to_send(whole, release.method)
    train = release_file(release.folder, "train.jsonl").read_bytes()
    return TrainingFiles(train=train, validation=validation)

"""Training on a release: the intention first, then one job at the provider, watched to its end."""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from curation.errors import (
    CurationError,
    InputRefused,
    NotFound,
    ProviderRefused,
)
from curation.files import read_manifest
from curation.people import Actor, Role, require
from curation.providers.faults import GONE
from curation.release.cost import Estimate, auto_epochs
from curation.store import jobs
from curation.training.job import Job, JobReport, JobStatus
from curation.workflow.release.release import get_release
from curation.workflow.training.models import choose_model
from curation.workflow.training.providers import get_provider, open_client
from curation.workflow.training.sending import change_job, check_job, is_sending, send_job
from curation.workflow.workspace import Workspace

MOST_SEED = 2**31 - 1


def submit_job(
    workspace: Workspace,
    actor: Actor,
    *,
    release_number: int,
    provider: str,
    model: str,
    hyperparameters: Mapping[str, float | int] | None = None,
    suffix: str = "",
    seed: int | None = None,
    request_id: str,
    wait: bool = False,
) -> Job:
    """Train a model on a release; returns the job at once, or once it is sent with `wait`.

    The intention is stored first. The same request, or another one for the same training while the
    first is not over, returns the first job; a job that was not sent yet is sent. `seed` None is
    the release's. Needs an owner. Raises InputRefused or NotReady for what the provider would
    refuse; with `wait` also ProviderRefused and ProviderUnreachable.
    """
    require(actor, Role.OWNER, to="start a training job")
    release = get_release(workspace, release_number)
    wanted = Job(
        id=request_id,
        number=release.number,
        provider=get_provider(provider).name,
        model=model,
        method=release.method,
        hyperparameters=dict(hyperparameters or {}),
        suffix=suffix,
        seed=(release.seed if seed is None else seed) % (MOST_SEED + 1),
        actor=actor.id,
        recorded_at=workspace.now(),
        changed_at=workspace.now(),
        status=JobStatus.DRAFTED,
    )
    return order_job(workspace, actor, wanted, wait=wait)


def order_job(workspace: Workspace, actor: Actor, wanted: Job, *, wait: bool) -> Job:
    """Keep and send a job, unless it is there already; whether the actor may is checked before.

    Returns and raises what `submit_job` does.
    """
    job = find_job(workspace, wanted.id)
    if job is None:
        check_job(workspace, wanted, get_release(workspace, wanted.number))
        with _ordering:
            job = jobs.find_unfinished(workspace.store, wanted)
            if job is None:
                jobs.add_job(workspace.store, wanted)
                job = get_job(workspace, wanted.id)
    if job.status == JobStatus.DRAFTED:
        send_job(workspace, actor, job, wait=wait)
    return get_job(workspace, job.id)


def estimate_training(
    workspace: Workspace, release_number: int, *, provider: str, model: str, epochs: int | None
) -> Estimate:
    """What training on a release would read and cost at most; `epochs` None is automatic.

    The tokens are those that were counted when the release was cut.
    """
    release = get_release(workspace, release_number)
    counted = read_manifest(release.folder)["tokens"]
    chosen = choose_model(provider=provider, name=model)
    lines = release.counts.get("train", 0)
    passes = auto_epochs(lines) if epochs is None else epochs
    billed = counted["train"] * passes
    return Estimate(
        lines=lines,
        tokens=counted["train"],
        estimated=counted["estimated"] or not chosen.known,
        epochs=passes,
        billed=billed,
        cost=None if chosen.price is None else billed * chosen.price.training / 1_000_000,
        price=chosen.price,
    )


def find_job(workspace: Workspace, job_id: str) -> Job | None:
    """The job of that id as it was last seen; None when there is none."""
    return jobs.get_job(workspace.store, job_id)


def try_again(workspace: Workspace, actor: Actor, job_id: str, *, wait: bool = False) -> Job:
    """Send a job that did not get through, or order the same again after it failed.

    Trying twice makes one job. Needs an owner.
    """
    job = get_job(workspace, job_id)
    again = hashlib.sha256(f"again {job.id}".encode()).hexdigest()[:32]
    return submit_job(
        workspace,
        actor,
        release_number=job.number,
        provider=job.provider,
        model=job.model,
        hyperparameters=job.hyperparameters,
        suffix=job.suffix,
        seed=job.seed,
        request_id=job.id if not job.is_over else again,
        wait=wait,
    )


def get_job(workspace: Workspace, job_id: str) -> Job:
    """The job of that id as it was last seen. Raises NotFound."""
    job = find_job(workspace, job_id)
    if job is None:
        raise NotFound(
            "No such job",
            cause="There is no training job of that id.",
            cure="Choose one of the list of jobs.",
        )
    return job


def list_jobs(workspace: Workspace, release_number: int | None = None) -> list[Job]:
    """The jobs of a release, or of all, newest first, as they were last seen."""
    return jobs.list_jobs(workspace.store, number=release_number)


def refresh_job(workspace: Workspace, job_id: str) -> Job:
    """The job as the provider sees it now; one that is over is not asked for.

    A job that was not confirmed is looked for, never sent. Raises ProviderUnreachable or
    ProviderRefused; the job stays as it was last seen.
    """
    job = get_job(workspace, job_id)
    if job.is_over or is_sending(workspace, job.id):
        return job
    client = open_client(workspace, job.provider)
    remote_id = job.remote_id or client.find(job.id)
    if remote_id:
        _record(workspace, job, client.look(remote_id))
    return get_job(workspace, job.id)


def watch_job(workspace: Workspace, job_id: str) -> Job:
    """As `refresh_job`, but the provider is not asked more often than it likes."""
    job = get_job(workspace, job_id)
    now = time.monotonic()
    with _ordering:
        due = now - _looked.get(job_id, -1e9) >= get_provider(job.provider).poll_seconds
        if due:
            _looked[job_id] = now
    return refresh_job(workspace, job_id) if due else job


def refresh_unfinished(workspace: Workspace) -> int:
    """Ask for every job that is not over; returns how many could be asked for. For app start."""
    asked = 0
    for job in list_jobs(workspace):
        if not job.is_over:
            try:
                refresh_job(workspace, job.id)
                asked += 1
            except CurationError:
                continue  # whoever looks at the job is told
    return asked


def wait_for_job(
    workspace: Workspace, job_id: str, *, tell: Callable[[Job], None] = lambda job: None
) -> Job:
    """The job once it is over; `tell` is called with every state seen on the way."""
    pause = get_provider(get_job(workspace, job_id).provider).poll_seconds
    while True:
        job = refresh_job(workspace, job_id)
        tell(job)
        if job.is_over:
            return job
        time.sleep(pause)


def cancel_job(workspace: Workspace, actor: Actor, job_id: str) -> Job:
    """Stop a job; one that is over is left alone. Needs an owner."""
    require(actor, Role.OWNER, to="cancel a training job")
    job = get_job(workspace, job_id)
    if job.is_over:
        return job
    client = open_client(workspace, job.provider)
    remote_id = job.remote_id or client.find(job.id)
    if not remote_id:
        change_job(workspace, job, JobStatus.CANCELLED, "Cancelled before it was sent.")
        return get_job(workspace, job.id)
    try:
        _record(workspace, job, client.cancel(remote_id))
    except ProviderRefused as error:
        if error.code not in ("fine_tune_not_found", "not_found", GONE):
            raise
        change_job(workspace, job, JobStatus.CANCELLED, f"{error.title}. {error.cause}")
    return get_job(workspace, job.id)


def pause_job(workspace: Workspace, actor: Actor, job_id: str) -> Job:
    """Let a running job wait. Needs an owner. Raises ProviderRefused where it cannot."""
    require(actor, Role.OWNER, to="pause a training job")
    job = get_job(workspace, job_id)
    if job.remote_id and not job.is_over:
        _record(workspace, job, open_client(workspace, job.provider).pause(job.remote_id))
    return get_job(workspace, job.id)


def resume_job(workspace: Workspace, actor: Actor, job_id: str) -> Job:
    """Let a paused job go on. Needs an owner. Raises ProviderRefused where it cannot."""
    require(actor, Role.OWNER, to="resume a training job")
    job = get_job(workspace, job_id)
    if job.status == JobStatus.PAUSED:
        _record(workspace, job, open_client(workspace, job.provider).resume(job.remote_id))
    return get_job(workspace, job.id)


def ask_model(workspace: Workspace, actor: Actor, job_id: str, question: str) -> str:
    """What the tuned model of a job answers to one message, after the task's system prompt.

    Raises InputRefused for an empty question or a job without a model.
    """
    require(actor, Role.CURATOR, to="ask a tuned model")
    job = get_job(workspace, job_id)
    if not question.strip() or not job.fine_tuned_model:
        raise InputRefused(
            "There is nothing to ask",
            cause="The question is empty, or the job has no tuned model.",
            cure="Write a message as a customer would.",
        )
    prompt = workspace.task(get_release(workspace, job.number).task).system_prompt
    messages = [{"role": "user", "content": question}]
    if prompt:
        messages.insert(0, {"role": "system", "content": prompt})
    client = open_client(workspace, job.provider)
    return client.answer(job.fine_tuned_model, messages, seed=job.seed).text


_ordering = threading.Lock()
_looked: dict[str, float] = {}


def _record(workspace: Workspace, job: Job, report: JobReport) -> None:
    jobs.record_state(
        workspace.store,
        replace(
            job,
            remote_id=report.remote_id,
            status=report.status,
            message=report.message,
            fine_tuned_model=report.fine_tuned_model,
            trained_tokens=report.trained_tokens,
            events=report.events,
            curve=report.curve,
            changed_at=workspace.now(),
        ),
    )

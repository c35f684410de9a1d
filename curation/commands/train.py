"""`train` and `jobs`: train a model on a release, and how far the jobs are."""

import uuid
from argparse import ArgumentParser, Namespace
from typing import Any

from curation.commands.command import Command, Context, Result
from curation.errors import CurationError, InputRefused
from curation.people import Role, Scope
from curation.training.job import Job
from curation.workflow.training.train import (
    list_jobs,
    refresh_job,
    submit_job,
    wait_for_job,
)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--release", required=True, type=int, metavar="N", help="the release")
    parser.add_argument("--provider", required=True, help="local, openai, foundry, nebius, custom")
    parser.add_argument("--model", required=True, help="the base model, such as nearest")
    parser.add_argument("--suffix", default="", help="a part of the tuned model's name")
    parser.add_argument("--epochs", type=int, help="passes over the lines (default: automatic)")
    parser.add_argument("--seed", type=int, help="of the training (default: the release's)")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="another hyperparameter, such as batch_size=8; the provider chooses the others",
    )
    parser.add_argument("--wait", action="store_true", help="return when the job is over")


def _run(context: Context, arguments: Namespace) -> Result:
    chosen = dict(map(_setting, arguments.set))
    if arguments.epochs is not None:
        chosen["n_epochs"] = arguments.epochs
    job = submit_job(
        context.workspace,
        context.actor,
        release_number=arguments.release,
        provider=arguments.provider,
        model=arguments.model,
        hyperparameters=chosen,
        suffix=arguments.suffix,
        seed=arguments.seed,
        request_id=uuid.uuid4().hex,
        wait=True,  # only the sending: a command ends, and with it whatever runs behind it
    )
    if arguments.wait:
        job = wait_for_job(
            context.workspace,
            job.id,
            tell=lambda seen: context.report(int(seen.is_over), 1, str(seen.status)),
        )
    return _as_json(job)


def _setting(text: str) -> tuple[str, float | int]:
    """A hyperparameter as "name=number"."""
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError as error:
        raise InputRefused(
            "A setting cannot be read",
            cause=f"{text!r} is not a name and a number.",
            cure="Write it as batch_size=8.",
        ) from error
    return name.strip(), int(value) if value.is_integer() else value


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--release", type=int, metavar="N", help="only jobs of this release")


def _run_list(context: Context, arguments: Namespace) -> Result:
    return {
        "jobs": [
            _refreshed(context, job) for job in list_jobs(context.workspace, arguments.release)
        ]
    }


def _refreshed(context: Context, job: Job) -> dict[str, Any]:
    """The job as it is now; as it was last seen, with the reason, when nobody answers."""
    try:
        return _as_json(refresh_job(context.workspace, job.id))
    except CurationError as error:
        return _as_json(job) | {"message": f"{error.title}. {error.cause}"}


def _as_json(job: Job) -> dict[str, Any]:
    return {
        "job": job.id,
        "release": job.number,
        "provider": job.provider,
        "model": job.model,
        "method": str(job.method),
        "status": str(job.status),
        "fine_tuned_model": job.fine_tuned_model or None,
        "trained_tokens": job.trained_tokens,
        "message": job.message,
        "recorded_at": job.recorded_at.isoformat(),
    }


TRAIN = Command(
    name="train",
    help="train a model on a release",
    arguments=_arguments,
    run=_run,
    scope=Scope.TRAIN,
    at_least=Role.OWNER,
)

JOBS = Command(
    name="jobs",
    help="list the training jobs and how far they are",
    arguments=_list_arguments,
    run=_run_list,
    scope=Scope.READ,
)

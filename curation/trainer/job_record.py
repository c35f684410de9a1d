"""What is kept of a job: the contract's object, its events, checkpoints and measurements."""

import time

from curation.trainer.engines import engine_of
from curation.trainer.engines.engine import Metrics
from curation.trainer.job_request import JobRequest
from curation.trainer.records import Json, new_id

VALIDATING, QUEUED, RUNNING, PAUSED = "validating_files", "queued", "running", "paused"
SUCCEEDED, FAILED, CANCELLED = "succeeded", "failed", "cancelled"
OVER = frozenset({SUCCEEDED, FAILED, CANCELLED})


def new_record(request: JobRequest, order: int) -> Json:
    """The record of a new job; `order` counts the jobs of a server, from 1."""
    settings = dict(request.hyperparameters)
    own: Json = {"hyperparameters": settings}
    if request.grader is not None:
        own["grader"] = request.grader
    job: Json = {
        "id": new_id("ftjob-"),
        "object": "fine_tuning.job",
        "created_at": int(time.time()),
        "error": None,
        "fine_tuned_model": None,
        "finished_at": None,
        "hyperparameters": usual(settings),
        "model": request.model,
        "organization_id": "local",
        "result_files": [],
        "status": VALIDATING,
        "trained_tokens": None,
        "training_file": request.training_file,
        "validation_file": request.validation_file,
        "integrations": [],
        "seed": request.seed,
        "estimated_finish": None,
        "method": {"type": request.method, request.method: own},
        "metadata": request.metadata,
        "user_provided_suffix": request.suffix,
    }
    return {
        "order": order,
        "job": job,
        "name_part": request.name_part,
        "attempts": 0,
        "events": [],
        "checkpoints": [],
        "rows": [],
        "deleted": [],
    }


def usual(settings: Json) -> Json:
    """The numbers that the contract's older field has room for."""
    names = ("n_epochs", "batch_size", "learning_rate_multiplier")
    return {name: settings[name] for name in names}


def new_checkpoint(job_id: str, model: str, step: int, metrics: Metrics) -> Json:
    """The contract's object for a checkpoint of a model."""
    measured = metrics.to_json()
    full = {f"full_{name}": value for name, value in measured.items() if name.startswith("valid")}
    return {
        "id": f"ftckpt_{job_id.removeprefix('ftjob-')}_{step}",
        "object": "fine_tuning.job.checkpoint",
        "created_at": int(time.time()),
        "fine_tuned_model_checkpoint": f"{model}:ckpt-step-{step}",
        "fine_tuning_job_id": job_id,
        "metrics": {"step": step, **measured, **full},
        "step_number": step,
    }


def tell(record: Json, message: str, *, level: str = "info", data: Json | None = None) -> None:
    """Add an event to a record; one with data is of the type `metrics`."""
    record["events"].append(
        {
            "id": new_id("ftevent-"),
            "object": "fine_tuning.job.event",
            "created_at": int(time.time()),
            "level": level,
            "message": message,
            "type": "message" if data is None else "metrics",
            "data": data or {},
        }
    )


def model_entry(record: Json, checkpoint: Json) -> Json:
    """Where the model of a checkpoint comes from: its job, base model, step and moment."""
    return {
        "job": record["job"]["id"],
        "base": engine_of(record["job"]["model"]),
        "step": checkpoint["step_number"],
        "created": checkpoint["created_at"],
    }

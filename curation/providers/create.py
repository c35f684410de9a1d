"""The request that makes a training job, as the contract writes it."""

from typing import TYPE_CHECKING, Any

from curation.example import Json
from curation.release.method import TrainingMethod
from curation.training.order import TrainingOrder
from curation.training.provider import Provider

if TYPE_CHECKING:
    from openai import OpenAI

METADATA_KEY = "curation_job"
"""Where a job carries our id."""

METHODS = {
    TrainingMethod.SFT: "supervised",
    TrainingMethod.DPO: "dpo",
    TrainingMethod.RFT: "reinforcement",
}


def create_job(
    client: "OpenAI", provider: Provider, order: TrainingOrder, train: str, validation: str | None
) -> str:
    """Make a job of files that are there, by their ids; returns the provider's id of it.

    `client` must not send a request again by itself: each one makes a job.
    """
    from openai import omit

    kind = METHODS[order.method]
    settings: Json = {"hyperparameters": dict(order.hyperparameters)}
    if order.grader is not None:
        settings["grader"] = order.grader
    method: Any = {"type": kind, kind: settings}
    return client.fine_tuning.jobs.create(
        model=order.model,
        training_file=train,
        validation_file=validation or omit,
        method=method,
        suffix=order.suffix or omit,
        seed=order.seed,
        metadata={METADATA_KEY: order.job_id} if provider.keeps_metadata else omit,
        extra_body=dict(provider.extra_body) or None,
    ).id

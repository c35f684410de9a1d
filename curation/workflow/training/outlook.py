"""What can be said of a training before it is ordered: its base models, their ends, its time."""

from dataclasses import replace

from curation.people import Actor, Role, require
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.store import jobs
from curation.training.job import JobStatus
from curation.training.outlook import Offered, expected_time, last_refusal
from curation.training.provider import Provider
from curation.workflow.training.models import list_models
from curation.workflow.training.providers import open_client
from curation.workflow.workspace import Workspace


def base_models(workspace: Workspace, provider: Provider, method: TrainingMethod) -> list[str]:
    """What a training may begin from: the table's models, then those tuned there, newest first.

    Tuned ones only where the provider trains them further.
    """
    found = [model.name for model in list_models(provider=provider.name) if method in model.methods]
    if provider.tunes_again:
        found += [
            job.fine_tuned_model
            for job in jobs.list_jobs(workspace.store)
            if job.provider == provider.name and job.status == JobStatus.SUCCEEDED
        ]
    return list(dict.fromkeys(filter(None, found)))


def ask_for_models(workspace: Workspace, actor: Actor, provider: str) -> list[Offered]:
    """The models that a provider lists now for this key, with their ends. Needs an owner.

    Asks the provider. Raises ProviderRefused and ProviderUnreachable.
    """
    require(actor, Role.OWNER, to="ask a provider for its models")
    return open_client(workspace, provider).models()


def with_end(model: Model, listed: list[Offered]) -> Model:
    """A model with the end that its provider names now, where it names one."""
    for one in listed:
        if one.ends is not None and one.name in (model.name, *model.aliases):
            return replace(model, shutdown=one.ends)
    return model


def read_outlook(workspace: Workspace, *, provider: str, model: str, tokens: int) -> list[str]:
    """Whether the provider refused this organisation last, and how long so many tokens take."""
    known = jobs.list_jobs(workspace.store)
    said = (
        last_refusal(known, provider=provider),
        expected_time(known, provider=provider, model=model, tokens=tokens),
    )
    return [sentence for sentence in said if sentence]

"""Training on a release: where and what, what it costs, one button, and the jobs so far."""

import uuid
from collections.abc import Sequence

import streamlit as st

from curation.people import Role, may
from curation.release.model import Model
from curation.release.release import Release
from curation.training.job import Job
from curation.training.order import closing_sentence
from curation.training.provider import Provider
from curation.ui.job import show_job, show_jobs_before
from curation.ui.page import Visit, guarded, refusals_shown
from curation.ui.readiness import show_estimate
from curation.ui.value_list import counted
from curation.workflow.models import choose_model, list_models
from curation.workflow.providers import LOCAL, has_key, list_providers
from curation.workflow.train import estimate_training, find_job, list_jobs, submit_job


def show_training(visit: Visit, release: Release) -> None:
    """The order form for owners, then the newest job of the release, live, and those before."""
    st.subheader(f"Train on release {release.number}", anchor=False)
    with refusals_shown():
        if not release.counts.get("train"):
            st.caption("This release has no training lines. Cut one with more examples.")
            return
        if may(visit.actor, Role.OWNER):
            _show_order(visit, release)
        else:
            st.caption("An owner starts the training; its progress is shown here.")
        jobs = list_jobs(visit.workspace, release.number)
        _show_erased(release, jobs)
        if jobs:
            show_job(visit, jobs[0])
            show_jobs_before(jobs[1:])


def _show_erased(release: Release, jobs: Sequence[Job]) -> None:
    """Which models learned from text that was erased after; nothing for most releases."""
    if release.erased_at is None:
        return
    before = [job for job in jobs if job.recorded_at < release.erased_at]
    for job in before:
        titles = {name: provider.title for name, provider in list_providers().items()}
        st.warning(
            f"The training of {job.recorded_at:%Y-%m-%d %H:%M} contains erased text: "
            f"{counted(release.erased, 'example')}. "
            + (
                "Its model here is deleted. Train again."
                if job.provider == LOCAL
                else f"Delete its files and model at {titles.get(job.provider, job.provider)}, "
                "and train again."
            ),
            icon=":material/person_remove:",
        )


def _show_order(visit: Visit, release: Release) -> None:
    providers = {
        name: provider
        for name, provider in list_providers().items()
        if release.method in provider.methods
    }
    left, right = st.columns(2)
    name = left.selectbox(
        "Where",
        list(providers),
        format_func=lambda name: providers[name].title,
        key=f"train_provider_{release.method}",
    )
    provider = providers[name]
    with right:
        model = _choose_model(provider, release)
    epochs, suffix = _choose_settings(provider)
    chosen = choose_model(provider=provider.name, name=model)
    _show_terms(visit, release, provider, chosen, epochs)
    request_id = _request_id(release.number, provider.name, model, epochs, suffix)
    done = find_job(visit.workspace, request_id) is not None
    st.button(
        f"Train on release {release.number}",
        key="train",
        type="primary",
        icon=":material/model_training:",
        disabled=done or not model or not _is_open(visit, provider, chosen),
        help="Ordered already: see below. Change a setting to train again." if done else None,
        on_click=guarded(_submit),
        args=(visit, release.number, provider.name, model, epochs, suffix, request_id),
    )


def _choose_model(provider: Provider, release: Release) -> str:
    """A model of the table that learns this way; any name where the table has none."""
    names = [
        model.name
        for model in list_models(provider=provider.name)
        if release.method in model.methods
    ]
    if names:
        return st.selectbox("Base model", names, key=f"train_model_{provider.name}")
    return st.text_input(
        "Base model",
        key=f"train_model_{provider.name}",
        placeholder="The name that the provider gives it",
    ).strip()


def _choose_settings(provider: Provider) -> tuple[int | None, str]:
    """How often the lines are read (None: automatic) and a part of the tuned model's name."""
    known = provider.hyperparameters["n_epochs"]
    with st.expander("Settings"), st.container(horizontal=True):
        epochs = st.number_input(
            "Times the lines are read",
            min_value=int(known.least),
            max_value=int(known.most),
            value=None,
            placeholder="automatic",
            key="train_epochs",
        )
        suffix = st.text_input(
            "Part of the model's name",
            max_chars=provider.suffix_most,
            key=f"train_suffix_{provider.name}",
            placeholder="letters, digits, - and _",
        )
    return epochs, suffix.strip()


def _show_terms(
    visit: Visit, release: Release, provider: Provider, model: Model, epochs: int | None
) -> None:
    """What it costs, until when it can be done, and what else to know."""
    show_estimate(
        estimate_training(
            visit.workspace,
            release.number,
            provider=provider.name,
            model=model.name,
            epochs=epochs,
        )
    )
    if closing := closing_sentence(provider, model, visit.workspace.now().date()):
        st.text(closing)
    for note in provider.notes:
        st.caption(note)
    if not has_key(provider):
        variables = [provider.key_variable]
        if not provider.base_url:
            variables.append(provider.base_url_variable)
        st.caption(
            f"Set {' and '.join(variables)} in the environment or in .streamlit/secrets.toml, and "
            "start the app again, to train there."
        )


def _is_open(visit: Visit, provider: Provider, model: Model) -> bool:
    today = visit.workspace.now().date()
    ended = model.shutdown is not None and today >= model.shutdown
    return has_key(provider) and provider.takes_jobs(today) and not ended


def _request_id(*choice: object) -> str:
    """One id for one choice in this session: clicking it again orders nothing new."""
    return str(st.session_state.setdefault(f"train_request_{choice}", uuid.uuid4().hex))


def _submit(
    visit: Visit,
    number: int,
    provider: str,
    model: str,
    epochs: int | None,
    suffix: str,
    request_id: str,
) -> None:
    submit_job(
        visit.workspace,
        visit.actor,
        release_number=number,
        provider=provider,
        model=model,
        hyperparameters={} if epochs is None else {"n_epochs": epochs},
        suffix=suffix,
        request_id=request_id,
    )

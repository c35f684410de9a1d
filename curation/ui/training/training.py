"""Training on a release: where and what, what it costs, one button, and the jobs so far."""

import uuid
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from curation.people import Role, may
from curation.release.model import Model
from curation.release.release import Release
from curation.training.job import Job
from curation.training.order import closing_sentence
from curation.training.outlook import Offered
from curation.training.provider import Provider
from curation.ui.page import Visit, guarded, refusals_shown
from curation.ui.privacy.value_list import counted
from curation.ui.release.readiness import show_estimate
from curation.ui.training.job import show_job, show_jobs_before
from curation.ui.training.training_settings import Settings, choose_settings
from curation.workflow.training.models import choose_model
from curation.workflow.training.outlook import ask_for_models, base_models, read_outlook, with_end
from curation.workflow.training.providers import LOCAL, has_key, list_providers
from curation.workflow.training.train import estimate_training, find_job, list_jobs, submit_job


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
        model = _choose_model(visit, provider, release)
    settings = choose_settings(provider, release)
    listed = _listed(visit, provider)
    chosen = with_end(choose_model(provider=provider.name, name=model), listed)
    _show_terms(visit, release, provider, chosen, model, settings)
    request_id = _request_id(release.number, provider.name, model, settings)
    done = find_job(visit.workspace, request_id) is not None
    st.button(
        f"Train on release {release.number}",
        key="train",
        type="primary",
        icon=":material/model_training:",
        disabled=done or not model or not _is_open(visit, provider, chosen),
        help="Ordered already: see below. Change a setting to train again." if done else None,
        on_click=guarded(_submit),
        args=(visit, release.number, provider.name, model, settings, request_id),
    )


def _choose_model(visit: Visit, provider: Provider, release: Release) -> str:
    """A model that learns this way, tuned ones too; any name where none is known."""
    if names := base_models(visit.workspace, provider, release.method):
        return st.selectbox("Base model", names, key=f"train_model_{provider.name}")
    return st.text_input(
        "Base model",
        key=f"train_model_{provider.name}",
        placeholder="The name that the provider gives it",
    ).strip()


def _listed(visit: Visit, provider: Provider) -> list[Offered]:
    """The models that the provider has named in this session; it is asked on a click only."""
    key = f"listed_models_{provider.name}"
    if provider.name != LOCAL and has_key(provider):
        st.button(
            f"Ask {provider.title} which models it has",
            key=f"ask_{key}",
            icon=":material/sync:",
            on_click=guarded(_ask_for_models),
            args=(visit, provider.name, key),
        )
    listed: list[Offered] = st.session_state.get(key, [])
    if listed:
        with st.expander(f"{provider.title} lists {counted(len(listed), 'model')}"):
            rows = [{"Model": one.name, "Ends": one.ends} for one in listed]
            st.dataframe(pd.DataFrame(rows), hide_index=True, key=f"shown_{key}")
    return listed


def _ask_for_models(visit: Visit, provider: str, key: str) -> None:
    st.session_state[key] = ask_for_models(visit.workspace, visit.actor, provider)


def _show_terms(
    visit: Visit,
    release: Release,
    provider: Provider,
    model: Model,
    base: str,
    settings: Settings,
) -> None:
    """What it costs, how long it takes, until when it can be done, and what else to know."""
    estimate = estimate_training(
        visit.workspace,
        release.number,
        provider=provider.name,
        model=model.name,
        epochs=settings.epochs,
    )
    show_estimate(estimate)
    for sentence in read_outlook(
        visit.workspace, provider=provider.name, model=base, tokens=estimate.billed
    ):
        st.text(sentence)
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
    settings: Settings,
    request_id: str,
) -> None:
    submit_job(
        visit.workspace,
        visit.actor,
        release_number=number,
        provider=provider,
        model=model,
        hyperparameters=settings.numbers,
        suffix=settings.suffix,
        seed=settings.seed,
        request_id=request_id,
    )

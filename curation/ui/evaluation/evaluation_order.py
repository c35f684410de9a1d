"""Ordering an evaluation: who answers, how many at once, and what it may cost."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from curation.evaluation.contestant import Contestant
from curation.release.release import Release
from curation.training.job import Job, JobStatus
from curation.ui.page import Visit, guarded
from curation.ui.show import page_link
from curation.workflow.evaluation.answer_files import add_answer_file
from curation.workflow.evaluation.asking import AT_ONCE, MOST_AT_ONCE, Limits
from curation.workflow.evaluation.evaluate import start_evaluation, with_floor
from curation.workflow.evaluation.floor import FLOOR_MODEL, SUFFIX, find_floor
from curation.workflow.release.release import list_releases
from curation.workflow.training.models import list_models
from curation.workflow.training.providers import LOCAL, get_provider, has_key
from curation.workflow.training.train import list_jobs
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who is to be asked, the base first and the tuned model last, and within which limits."""

    contestants: tuple[Contestant, ...]
    floor: bool
    limits: Limits


def tuned_models(workspace: Workspace, task_id: str) -> list[Job]:
    """The jobs of a task that have a model to ask, the newest first."""
    numbers = {release.number for release in list_releases(workspace, task_id=task_id)}
    return [
        job
        for job in list_jobs(workspace)
        if job.number in numbers and job.status == JobStatus.SUCCEEDED and job.fine_tuned_model
    ]


def choose_order(visit: Visit, release: Release) -> Order:
    """The models and limits that a person has chosen; without a tuned model, the base alone."""
    jobs = tuned_models(visit.workspace, release.task)
    known = find_floor(visit.workspace, release.number)
    own = [job for job in jobs if job.number == release.number and job.suffix != SUFFIX]
    if own:
        chosen: tuple[Contestant, ...] = _choose_pair(own)
        others = [_of(job) for job in jobs if _of(job) not in chosen]
    else:
        st.text("No tuned model yet. What the base model can do is known before training.")
        chosen = (_choose_base(),)
        others = [_of(job) for job in jobs]
    others = [one for one in others if one.model != known]
    with st.expander("More answers, limits and costs"):
        more = _choose_more(visit, release, others)
        can_have = not any(one.model == known for one in chosen) if known else _not_near(chosen)
        floor = can_have and st.checkbox(
            "With the nearest-neighbour floor",
            value=bool(known),
            key="with_floor",
            help="It gives the answer of the most similar training example. A tuned model that "
            "does not beat it has learned little.",
        )
        limits = _choose_limits()
    contestants = (*chosen[:-1], *more, chosen[-1]) if own else (*more, *chosen)
    if floor:
        contestants = with_floor(contestants, known)
    return Order(contestants=contestants, floor=floor, limits=limits)


def show_start(visit: Visit, release: Release, order: Order, grader: str, *, wait: bool) -> None:
    """The button that asks all models in the background."""
    count = len(order.contestants) + (
        order.floor and not find_floor(visit.workspace, release.number)
    )
    label = {1: "Ask the model", 2: "Ask both models"}.get(count, f"Ask {count} models")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label,
            key="evaluate",
            type="primary",
            icon=":material/compare_arrows:",
            disabled=wait or release.waits,
            on_click=guarded(_start),
            args=(visit, release, order, grader),
        )
        if release.waits:
            st.caption(f"Release {release.number} waits for a second signature.")
            page_link("pages/release.py", "Sign it")


def _start(visit: Visit, release: Release, order: Order, grader: str) -> None:
    request_id = st.session_state.setdefault("evaluation_request", uuid.uuid4().hex)
    start_evaluation(
        visit.workspace,
        visit.actor,
        release_number=release.number,
        contestants=order.contestants,
        floor=order.floor,
        limits=order.limits,
        grader=grader,
        request_id=request_id,
    )
    st.session_state["evaluation_request"] = uuid.uuid4().hex


def _choose_pair(jobs: Sequence[Job]) -> tuple[Contestant, Contestant]:
    base_column, tuned_column = st.columns(2)
    tuned = {str(job.fine_tuned_model): job for job in jobs}
    with tuned_column:
        name = st.selectbox("Tuned model", list(tuned), key="tuned_model")
    job = tuned[name]
    others = [o for o, other in tuned.items() if o != name and other.provider == job.provider]
    with base_column:
        base = st.selectbox("Compare with", [job.model, *others], key=f"base_model_{name}")
    return Contestant(provider=job.provider, model=base), _of(job)


def _choose_base() -> Contestant:
    models = [
        Contestant(provider=model.provider, model=model.name)
        for model in list_models()
        if has_key(get_provider(model.provider))
    ]
    return st.selectbox("Base model", models, format_func=_title, key="base_alone")


def _choose_more(
    visit: Visit, release: Release, others: Sequence[Contestant]
) -> tuple[Contestant, ...]:
    files: list[Contestant] = st.session_state.setdefault(f"answer_files_{release.number}", [])

    def bring_in() -> None:
        for file in st.session_state["answer_file"] or ():
            found = add_answer_file(
                visit.workspace,
                visit.actor,
                release_number=release.number,
                name=file.name,
                data=file.getvalue(),
            )
            if found not in files:
                files.append(found)

    st.file_uploader(
        "Answers from a file",
        type=["jsonl", "json", "csv"],
        accept_multiple_files=True,
        key="answer_file",
        on_change=guarded(bring_in),
        help="JSONL or CSV with example_id and answer, for a model that cannot be asked from here.",
    )
    chosen: list[Contestant] = st.multiselect(
        "Also compare",
        [*others, *files],
        default=files,
        format_func=_title,
        key=f"more_{release.number}_{len(files)}",
    )
    return tuple(chosen)


def _choose_limits() -> Limits:
    with st.container(horizontal=True):
        at_once = st.number_input(
            "Questions at once", 1, MOST_AT_ONCE, value=AT_ONCE, width=200, key="at_once"
        )
        ceiling = st.number_input(
            "Ceiling in US dollars",
            min_value=0.0,
            value=None,
            step=1.0,
            width=200,
            placeholder="none",
            key="ceiling",
            help="It stops before a question that could cost more than is left.",
        )
    return Limits(at_once=int(at_once), ceiling=ceiling)


def _not_near(chosen: Sequence[Contestant]) -> bool:
    """False where a tuned model of the nearest-neighbour kind is compared already."""
    return not any(
        one.provider == LOCAL and one.model.startswith(f"ft:{FLOOR_MODEL}:") for one in chosen
    )


def _of(job: Job) -> Contestant:
    return Contestant(provider=job.provider, model=job.fine_tuned_model)


def _title(one: Contestant) -> str:
    return f"{one.model} ({one.provider})"

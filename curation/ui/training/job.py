"""One training job as it goes: state, events, learning curve, and the model to try out."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd
import streamlit as st

from curation.errors import CurationError
from curation.people import Role, may
from curation.release.method import TrainingMethod
from curation.training.failure import failure_of
from curation.training.job import CurvePoint, Job, JobStatus
from curation.ui.page import Visit, guarded, refusals_shown
from curation.ui.release.choose_line import show_way_to_line
from curation.ui.show import show_error
from curation.workflow.training.providers import list_providers
from curation.workflow.training.sending import is_sending
from curation.workflow.training.train import (
    ask_model,
    cancel_job,
    estimate_training,
    get_job,
    pause_job,
    resume_job,
    try_again,
    watch_job,
)

Color = Literal["blue", "green", "red", "gray", "orange"]
_BADGES: dict[JobStatus, tuple[str, str, Color]] = {
    JobStatus.DRAFTED: ("Not sent", ":material/edit_note:", "orange"),
    JobStatus.SUBMITTED: ("Sent", ":material/upload:", "blue"),
    JobStatus.QUEUED: ("Waiting", ":material/hourglass_empty:", "blue"),
    JobStatus.RUNNING: ("Training", ":material/model_training:", "blue"),
    JobStatus.PAUSED: ("Paused", ":material/pause_circle:", "orange"),
    JobStatus.SUCCEEDED: ("Trained", ":material/check_circle:", "green"),
    JobStatus.FAILED: ("Failed", ":material/error:", "red"),
    JobStatus.CANCELLED: ("Cancelled", ":material/cancel:", "gray"),
}
_SENDING: tuple[str, str, Color] = ("Sending", ":material/upload:", "blue")
MOST_ROWS = 200


def show_job(visit: Visit, job: Job) -> None:
    """The job, live while it is not over."""
    with st.container(border=True):
        if job.is_over:
            _show(visit, job)
            if job.fine_tuned_model:
                _show_tuned(visit, job)
        else:
            _watch(visit, job.id)


def show_jobs_before(jobs: Sequence[Job]) -> None:
    """Earlier jobs of the release as a table; nothing when there are none."""
    if not jobs:
        return
    titles = _titles()
    with st.expander(f"Earlier jobs: {len(jobs):,}"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "Ordered": job.recorded_at,
                        "Where": titles.get(job.provider, job.provider),
                        "Base model": job.model,
                        "State": _BADGES[job.status][0],
                        "Tuned model": job.fine_tuned_model,
                        "Message": job.message,
                    }
                    for job in jobs[:MOST_ROWS]
                ]
            ),
            hide_index=True,
            alt="Earlier training jobs of this release",
        )


@st.fragment(run_every="1s")
def _watch(visit: Visit, job_id: str) -> None:
    refusal: CurationError | None = None
    try:
        job = watch_job(visit.workspace, job_id)
    except CurationError as error:
        job, refusal = get_job(visit.workspace, job_id), error
    if job.is_over:
        st.rerun()
    _show(visit, job)
    if refusal is not None:
        show_error(refusal)


def _show(visit: Visit, job: Job) -> None:
    sending = job.status == JobStatus.DRAFTED and is_sending(visit.workspace, job.id)
    word, icon, color = _SENDING if sending else _BADGES[job.status]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(word, icon=icon, color=color)
        st.text(f"{_titles().get(job.provider, job.provider)} · {job.model}")
    if not sending:
        _show_reason(job)
    if job.curve:
        _show_curve(job)
    _show_bill(visit, job)
    if job.events:
        with st.expander("What happened"):
            st.dataframe(
                pd.DataFrame(
                    [
                        {"Time": e.recorded_at, "Kind": e.level, "What": e.message}
                        for e in job.events[::-1][:MOST_ROWS]
                    ]
                ),
                hide_index=True,
                alt="What the provider told about this job, newest first",
            )
    if may(visit.actor, Role.OWNER) and not sending:
        _show_actions(visit, job)


def _show_reason(job: Job) -> None:
    """Why it is not sent, or over without a model, and the line that the provider names."""
    failure = failure_of(job, _titles().get(job.provider, job.provider))
    if failure is None:
        if job.message:
            st.text(job.message)
        return
    show_error(CurationError(failure.title, cause=failure.cause, cure=failure.cure))
    if failure.line is not None:
        show_way_to_line(job.number, failure.part, failure.line)


def _show_bill(visit: Visit, job: Job) -> None:
    """What was ordered, and what was billed beside what was expected at most."""
    chosen = {**job.hyperparameters, "seed": job.seed}
    st.caption("Ordered with " + ", ".join(f"{name} {value}" for name, value in chosen.items()))
    if not job.trained_tokens:
        return
    epochs = job.hyperparameters.get("n_epochs")
    expected = estimate_training(
        visit.workspace,
        job.number,
        provider=job.provider,
        model=job.model,
        epochs=None if epochs is None else int(epochs),
    )
    sentence = (
        f"{job.trained_tokens:,} tokens were read; at most {expected.billed:,} were expected."
    )
    if expected.price is not None and expected.price.training:
        billed = job.trained_tokens * expected.price.training / 1_000_000
        sentence += f" That is ${billed:,.2f}, of at most ${expected.cost or 0:,.2f}."
    st.text(sentence)


def _show_actions(visit: Visit, job: Job) -> None:
    with st.container(horizontal=True):
        if job.status in (JobStatus.DRAFTED, JobStatus.FAILED, JobStatus.CANCELLED):
            st.button(
                "Try again",
                key=f"again_{job.id}",
                icon=":material/replay:",
                on_click=guarded(_try_again),
                args=(visit, job.id),
            )
        provider = list_providers().get(job.provider)
        if provider is not None and job.method in provider.pauses:
            _show_pause(visit, job)
        if not job.is_over:
            st.button(
                "Cancel",
                key=f"cancel_{job.id}",
                icon=":material/stop_circle:",
                on_click=guarded(_cancel),
                args=(visit, job.id),
            )


def _show_pause(visit: Visit, job: Job) -> None:
    paused = job.status == JobStatus.PAUSED
    if paused or job.status in (JobStatus.QUEUED, JobStatus.RUNNING):
        st.button(
            "Go on" if paused else "Pause",
            key=f"{'resume' if paused else 'pause'}_{job.id}",
            icon=":material/play_circle:" if paused else ":material/pause_circle:",
            on_click=guarded(_resume if paused else _pause),
            args=(visit, job.id),
        )


def _pause(visit: Visit, job_id: str) -> None:
    pause_job(visit.workspace, visit.actor, job_id)


def _resume(visit: Visit, job_id: str) -> None:
    resume_job(visit.workspace, visit.actor, job_id)


def _try_again(visit: Visit, job_id: str) -> None:
    try_again(visit.workspace, visit.actor, job_id)


def _cancel(visit: Visit, job_id: str) -> None:
    cancel_job(visit.workspace, visit.actor, job_id)


def _show_curve(job: Job) -> None:
    curve, graded = job.curve, job.method == TrainingMethod.RFT
    second = "Reward (higher is better)" if graded else "Accuracy (higher is better)"
    left, right = st.columns(2)
    with left:
        _chart("Loss (lower is better)", curve, ("train_loss", "valid_loss"))
    with right:
        _chart(second, curve, ("train_accuracy", "valid_accuracy"))


def _chart(title: str, curve: Sequence[CurvePoint], names: tuple[str, str]) -> None:
    frame = pd.DataFrame(
        [
            {"Step": point.step, "Value": getattr(point, name), "Lines": words}
            for name, words in zip(names, ("training", "validation"), strict=True)
            for point in curve
            if getattr(point, name) is not None
        ]
    )
    if frame.empty:
        return
    chart = (
        alt.Chart(frame, title=title, height=300)
        .mark_line(point=True)
        .encode(
            x=alt.X("Step:Q", title="Step", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("Value:Q", title=None, scale=alt.Scale(zero=False)),
            color=alt.Color("Lines:N", title=None, legend=alt.Legend(orient="top")),
        )
    )
    st.altair_chart(chart, alt=f"{title} at each step, for training and validation lines")


def _show_tuned(visit: Visit, job: Job) -> None:
    """The tuned model's name, and a box to ask it something."""
    st.code(job.fine_tuned_model, language=None)
    provider = list_providers().get(job.provider)
    if provider is not None and provider.deployment:
        st.text(f"Deploy it at {provider.title} before you ask it.")
    with st.form(f"ask_{job.id}"):
        question = st.text_area(
            "Ask the tuned model",
            key=f"question_{job.id}",
            placeholder="Write as a customer would",
            height=80,
        )
        asked = st.form_submit_button("Ask", icon=":material/send:")
    if asked:
        with refusals_shown(), st.spinner("The model answers"):
            answer = ask_model(visit.workspace, visit.actor, job.id, question)
            with st.chat_message("assistant"):
                st.text(answer or "(an empty answer)")


def _titles() -> dict[str, str]:
    return {provider.name: provider.title for provider in list_providers().values()}

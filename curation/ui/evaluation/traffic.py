"""Production traffic on the page: brought in, held against training, with alerts and limits."""

import uuid
from typing import Literal

import pandas as pd
import streamlit as st

from curation.evaluation.observed import AlertLimits, DriftReport
from curation.people import Role, may
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.page import Visit, guarded
from curation.ui.show import empty_state
from curation.workflow.background import Progress, latest_activity, start_in_background
from curation.workflow.evaluation.traffic import add_traffic, read_drift, read_limits, set_limits

KIND = "traffic"


def show_traffic(visit: Visit, task: Task) -> None:
    """A place for logs, what production looks like beside training, and what to be told of."""
    st.file_uploader(
        "Requests and answers from production",
        type=["jsonl", "json", "csv"],
        key="traffic_file",
        on_change=guarded(_bring_in),
        args=(visit, task),
        help="JSON lines or CSV with question and answer, or a log of chat completions. Personal "
        "values are replaced before anything is stored.",
    )
    show_activity(visit, latest_activity(visit.workspace, kind=KIND, subject=task.id))
    report = read_drift(visit.workspace, visit.actor, task.id)
    if not report.requests:
        empty_state(
            "No requests since the last training",
            "Drop a log above, or let your service send one: POST /api/traffic with a token from "
            "Settings, or ./run traffic on the command line. Then this page says whether "
            "production still looks as it did in training.",
        )
    else:
        _show_report(report)
    _show_limits(visit, task)


def _bring_in(visit: Visit, task: Task) -> None:
    file = st.session_state["traffic_file"]
    if file is None:
        return
    data = file.getvalue()

    def work(progress: Progress) -> str:
        got = add_traffic(visit.workspace, visit.actor, task.id, data, progress=progress.step)
        lost = f" {got.unscanned:,} could not be scanned." if got.unscanned else ""
        return (
            f"{got.added:,} requests are new, {got.known:,} were known, {got.unread:,} rows could "
            f"not be read, {got.replaced:,} personal values were replaced.{lost}"
        )

    start_in_background(visit.workspace, visit.actor, work, kind=KIND, subject=task.id)


def _show_report(report: DriftReport) -> None:
    for alert in report.alerts:
        _tell("Alert", ":material/warning:", "red", alert)
    for reminder in report.reminders:
        _tell("Time to train again", ":material/schedule:", "orange", reminder)
    if not report.alerts:
        st.text("Nothing has moved further than chance and your limits allow.")
    said = f"{report.requests:,} requests since the last training, {report.rejected:,} rejected, "
    said += f"{report.far:,} unlike every training example"
    if report.rating is not None:
        said += f"; {report.rated:,} were rated {report.rating:.1f} of 5 on average"
    st.text(f"{said}.")
    if report.mixes:
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        "What": mix.name,
                        "Would have to move": 100 * mix.moved,
                        "PSI": mix.psi,
                        "PSI by chance": mix.expected_psi,
                        "JSD": mix.jsd,
                        "JSD by chance": mix.expected_jsd,
                        "p": mix.p,
                    }
                    for mix in report.mixes
                ]
            ),
            hide_index=True,
            column_config={
                "Would have to move": st.column_config.NumberColumn(format="%.0f %%"),
                "p": st.column_config.NumberColumn(
                    format="%.3f", help="How often chance alone makes it as large"
                ),
            },
            alt="How far requests are from the training examples, by attribute",
        )
    else:
        st.text("Fewer than 50 requests say nothing of a mix.")


def _tell(word: str, icon: str, color: Literal["red", "orange"], sentence: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(word, icon=icon, color=color)
        st.text(sentence, width="stretch")


def _show_limits(visit: Visit, task: Task) -> None:
    now = read_limits(visit.workspace, task.id)
    owner = may(visit.actor, Role.OWNER)
    with st.expander("When to be told"):
        with st.form("alert_limits", border=False):
            left, right = st.columns(2)
            psi = left.number_input("PSI above chance", 0.0, 10.0, now.psi, 0.05)
            far = left.number_input("Unlike all training, in %", 0.1, 99.0, 100 * now.far)
            usual = left.number_input("Usual rejections, in %", 0.1, 98.0, 100 * now.usual)
            bad = right.number_input("Rejections to be found, in %", 0.2, 99.0, 100 * now.bad)
            days = right.number_input("Days until training again", 1, 3650, now.days)
            rejections = right.number_input("Rejections until then", 1, 10**6, now.rejections)
            if not owner:
                st.caption("An owner changes these.")
            saved = st.form_submit_button("Save", disabled=not owner, key="save_limits")
        if saved:
            limits = AlertLimits(
                psi=psi,
                far=far / 100,
                usual=usual / 100,
                bad=bad / 100,
                days=int(days),
                rejections=int(rejections),
            )
            guarded(set_limits)(
                visit.workspace, visit.actor, task.id, limits, request_id=uuid.uuid4().hex
            )
            st.rerun()

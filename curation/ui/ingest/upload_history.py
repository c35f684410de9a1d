"""What was added before: counts that add up, and faulty rows to be mended."""

from collections.abc import Sequence

import streamlit as st

from curation.ingest.upload import UploadReport
from curation.ui.ingest.fault_list import SHOWN, show_faults
from curation.ui.page import Visit
from curation.workflow.ingest.ingest import faulty_rows_file, list_faults, upload_report_file


def show_uploads(reports: Sequence[UploadReport]) -> None:
    """One line per upload; read is the sum of the four counts after it."""
    st.dataframe(
        [
            {
                "Added at (UTC)": report.upload.recorded_at,
                "File": report.upload.file,
                "Read": report.counts.read,
                "Added": report.counts.added,
                "Changed": report.counts.changed,
                "There already": report.counts.duplicates,
                "Faulty": report.counts.faults,
                "State": "complete" if report.complete else "not complete",
            }
            for report in reports
        ],
        hide_index=True,
        column_config={
            "Added at (UTC)": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
        },
    )


def show_reports(visit: Visit, reports: Sequence[UploadReport]) -> None:
    """The whole account of one upload as a file: how it was read, by whom, and every fault."""
    titles = {report.upload.id: report for report in reports}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Report of",
            list(titles),
            format_func=lambda upload_id: _when(titles[upload_id]),
            key="ingest_report",
        )
        st.download_button(
            "Download the report",
            data=lambda: upload_report_file(visit.workspace, visit.actor, str(chosen)),
            file_name="upload-report.json",
            mime="application/json",
            icon=":material/download:",
            on_click="ignore",
            key=f"report_{chosen}",
        )


def show_faulty_uploads(visit: Visit, reports: Sequence[UploadReport]) -> None:
    """The faulty rows of one upload, and the file in which to mend them."""
    faulty = {report.upload.id: report for report in reports if report.counts.faults}
    if not faulty:
        return
    st.subheader("Faulty rows", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Upload",
            list(faulty),
            format_func=lambda upload_id: _title(faulty[upload_id]),
            key="ingest_faulty",
        )
        st.download_button(
            "Download them as CSV",
            data=lambda: faulty_rows_file(visit.workspace, visit.actor, str(chosen)),
            file_name="faulty-rows.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"faulty_rows_{chosen}",
        )
    st.caption("Mend the rows in a spreadsheet and add the file here; it needs no other change.")
    faults = list_faults(visit.workspace, visit.actor, str(chosen), limit=SHOWN)
    show_faults(faults, total=faulty[str(chosen)].counts.faults)


def _title(report: UploadReport) -> str:
    return f"{report.upload.file}, {report.counts.faults:,} faulty"


def _when(report: UploadReport) -> str:
    return f"{report.upload.file}, {report.upload.recorded_at:%Y-%m-%d %H:%M}"

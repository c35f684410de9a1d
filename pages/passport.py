"""Passport: where one example comes from, what was decided of it, and where it went."""

import pandas as pd
import streamlit as st

from curation.people import Role
from curation.release.passport import Passport
from curation.ui.page import open_page, refusals_shown
from curation.ui.privacy.value_list import counted
from curation.ui.release.choose_line import chosen_passport
from curation.workflow.settings.people import names


def show_source(found: Passport) -> None:
    """The file, the row and the hash that the example was read from."""
    with st.container(border=True):
        st.text(f"Example {found.example_id} · {counted(found.versions, 'version')}")
        st.text(f"Row {found.row:,} of {found.file}")
        st.code(f"SHA-256 of the file {found.file_sha256}", language=None)


def show_events(found: Passport, people: dict[str, str]) -> None:
    """What happened, one event a row, oldest first."""
    st.subheader("What happened", anchor=False)
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "When": stop.recorded_at,
                    "What": str(stop.step),
                    "Who": people.get(stop.actor, stop.actor),
                    "Version": str(stop.version or ""),
                    "Release": str(stop.number or ""),
                    "Details": " ".join(filter(None, (stop.what, stop.text))),
                }
                for stop in found.stops
            ]
        ),
        hide_index=True,
        key="passport_events",
    )


def show_lines(found: Passport) -> None:
    """The lines of releases that were written from the example."""
    st.subheader("In releases", anchor=False)
    if not found.lines:
        st.caption("No release has it yet.")
        return
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Release": line.number,
                    "Part": line.part,
                    "Line": line.line,
                    "Version": line.version,
                    "SHA-256": line.sha256,
                }
                for line in found.lines
            ]
        ),
        hide_index=True,
        key="passport_lines",
    )


visit = open_page(
    "Passport",
    at_least=Role.CURATOR,
    lead="Every line of a release, back to the file it came from and on to models and grades.",
)
with refusals_shown():
    passport = chosen_passport(visit)
    if passport is not None:
        show_source(passport)
        show_events(passport, names(visit.workspace))
        show_lines(passport)

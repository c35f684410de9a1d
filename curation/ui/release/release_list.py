"""The releases that were cut: a table, and one of them with its files."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from curation.release.release import Release
from curation.ui.privacy.value_list import counted
from curation.ui.release.choose_line import show_way_to_passport
from curation.workflow.release.release import DESCRIBING, release_files
from curation.workflow.release.release_lines import TABLES, TRL

MOST_ROWS = 200


def choose_release(releases: list[Release], names: Mapping[str, str]) -> Release:
    """The release chosen below the table of all; the newest until somebody chooses.

    `names` are people's names by id.
    """
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Release": release.number,
                    "Method": release.method.upper(),
                    "Train": release.counts["train"],
                    "Validation": release.counts["validation"],
                    "Test": release.counts["test"],
                    "Left out": sum(release.excluded.values()),
                    "Erased": release.erased,
                    "Cut": release.recorded_at,
                    "By": names.get(release.actor, release.actor),
                    "SHA-256": release.sha256[:12],
                }
                for release in releases[:MOST_ROWS]
            ]
        ),
        hide_index=True,
        key="releases",
    )
    numbers = {release.number: release for release in releases}
    chosen = st.selectbox(
        "Release",
        list(numbers),
        format_func=lambda number: f"Release {number}",
        key=f"release_of_{releases[0].number}",  # a new release is shown at once
    )
    return numbers[chosen]


def show_files(release: Release) -> None:
    """Links that download the files of a release, its hash and what was left out.

    While it waits for a signature, only what describes it can be downloaded.
    """
    show_erased(release)
    with st.container(horizontal=True):
        sizes = {
            name: size
            for name, size in release_files(release).items()
            if name in DESCRIBING or not release.waits
        }
        for name, size in sorted(sizes.items(), key=lambda item: (_rank(item[0]), item[0])):
            st.link_button(
                f"{name} ({_size(size)})",
                f"/download/release/{release.number}/{name}",
                icon=":material/download:",
            )
    if not release.waits:
        _show_tables(release)
    st.code(f"SHA-256 {release.sha256}", language=None)
    if release.lines:
        show_way_to_passport(release)
    if release.excluded:
        with st.expander(f"Left out: {sum(release.excluded.values()):,}"):
            for reason, count in release.excluded.items():
                st.text(f"{count:,} · {reason}")


def _show_tables(release: Release) -> None:
    """Links to the lines in other formats, made when they are asked for."""
    with st.container(horizontal=True):
        for name in TABLES:
            st.link_button(
                f"All lines as {name.rpartition('.')[2].upper()}",
                f"/download/release/{release.number}/{name}",
                icon=":material/table:",
            )
        for name, part in TRL.items():
            if release.counts.get(part):
                st.link_button(
                    f"{part.capitalize()} for TRL",
                    f"/download/release/{release.number}/{name}",
                    icon=":material/download:",
                    help="As Hugging Face's trainers of open models read it.",
                )


def show_erased(release: Release) -> None:
    """That a release contained text of a person who was erased, and what to do; mostly nothing."""
    if release.erased and release.erased_at:
        st.warning(
            f"Contained erased text: {counted(release.erased, 'example')}. Their lines were taken "
            f"out of these files on {release.erased_at.date()}. Cut a new release, train on that "
            "one, and delete copies of these files and models that learned from them.",
            icon=":material/person_remove:",
        )


def _rank(name: str) -> int:
    """Files of lines come first, training before validation before test."""
    order = ["train.jsonl", "validation.jsonl", "test.jsonl"]
    return order.index(name) if name in order else len(order)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"

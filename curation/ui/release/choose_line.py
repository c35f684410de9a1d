"""Choosing one example, by its id or by a line of a release; the address names it."""

import streamlit as st

from curation.balance.apportion import Part
from curation.release.passport import Passport
from curation.release.release import Release
from curation.ui.page import Visit
from curation.ui.show import empty_state, page_path
from curation.workflow.release.passport import trace_example, trace_line
from curation.workflow.release.release import list_releases


def chosen_passport(visit: Visit) -> Passport | None:
    """The passport of what was chosen; None until somebody chooses."""
    releases = [release for release in list_releases(visit.workspace) if release.lines]
    asked = st.query_params.get("example", "")
    if "passport_example" not in st.session_state:
        st.session_state["passport_example"] = asked
    if not releases and not asked:
        empty_state(
            "There is no release yet",
            "Its lines can be traced from here once it is cut.",
            to="pages/release.py",
            label="Release & train",
        )
    example_id = st.text_input(
        "Id of the example",
        key="passport_example",
        help="20 letters and digits, as lists of examples and tables of a release show it.",
    ).strip()
    if example_id:
        st.query_params["example"] = example_id
        return trace_example(visit.workspace, visit.actor, example_id)
    st.query_params.pop("example", None)
    if not releases:
        return None
    return trace_line(visit.workspace, visit.actor, *_line(releases))


def _line(releases: list[Release]) -> tuple[int, str, int]:
    """A line of a release: the first one of its training part until somebody chooses."""
    counts = {release.number: release.counts for release in releases}
    with st.container(horizontal=True):
        asked = st.query_params.get("release", "")
        number = st.selectbox(
            "or a line of release",
            list(counts),
            index=list(counts).index(int(asked))
            if asked.isdecimal() and int(asked) in counts
            else 0,
            key="passport_release",
        )
        parts = [part for part in Part if counts[number].get(part)]
        asked = st.query_params.get("part", "")
        part = st.selectbox(
            "Part",
            parts,
            index=parts.index(Part(asked)) if asked in parts else 0,
            key=f"passport_part_{number}",
        )
        most, asked = counts[number].get(part, 1), st.query_params.get("line", "")
        line = st.number_input(
            "Line",
            min_value=1,
            max_value=most,
            value=int(asked) if asked.isdecimal() and 1 <= int(asked) <= most else 1,
            key=f"passport_line_{number}_{part}",
        )
    return number, str(part), int(line)


def show_way_to_passport(release: Release) -> None:
    """A link from a release to the passport of its lines."""
    st.page_link(
        page_path("pages/passport.py"),
        label="Where its lines come from",
        icon=":material/badge:",
        query_params={"release": str(release.number)},
    )


def show_way_to_line(number: int, part: str, line: int) -> None:
    """A link to the passport of one line of a release."""
    st.page_link(
        page_path("pages/passport.py"),
        label=f"Where line {line:,} of {part}.jsonl comes from",
        icon=":material/badge:",
        query_params={"release": str(number), "part": part, "line": str(line)},
    )

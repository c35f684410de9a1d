"""What a release changed since the one before: counts, and each line with its words marked."""

import streamlit as st

from curation.release.changes import Placed, text_of_line
from curation.release.release import Release
from curation.ui.page import Visit
from curation.ui.word_diff import show_changes
from curation.workflow.release.release_lines import compare_with_before

MOST = 500


def show_release_changes(visit: Visit, release: Release) -> None:
    """The lines that were added, removed and changed; nothing for a first release."""
    compared = compare_with_before(visit.workspace, release)
    if compared is None:
        return
    before, found = compared
    counts = found.counts()
    with st.expander(
        f"Since release {before.number}: {counts['added']:,} added, {counts['removed']:,} removed, "
        f"{counts['changed']:,} changed, {counts['same']:,} the same"
    ):
        pairs: dict[str, tuple[str, str, str]] = {}
        for example_id, (old, new) in found.changed.items():
            moved = "" if old.part == new.part else f", from {old.part} to {new.part}"
            pairs[example_id] = (f"changed{moved}", _text(old), _text(new))
        pairs |= {
            name: (f"added to {one.part}", "", _text(one)) for name, one in found.added.items()
        }
        pairs |= {
            name: (f"removed from {one.part}", _text(one), "")
            for name, one in found.removed.items()
        }
        if not pairs:
            st.text("Every line is the same.")
            return
        shown = list(pairs)[:MOST]
        chosen = st.selectbox(
            "Line",
            shown,
            format_func=lambda name: f"{name}: {pairs[name][0]}",
            key=f"changes_{release.number}",
        )
        if len(shown) < len(pairs):
            st.caption(f"The first {MOST:,} of {len(pairs):,}.")
        kind, old_text, new_text = pairs[chosen]
        st.caption(kind.capitalize())
        show_changes(old_text, new_text, key=f"change_{release.number}_{chosen}")


def _text(line: Placed) -> str:
    return text_of_line(line.content)

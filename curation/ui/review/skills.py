"""What people are good at, written down by a curator: the queue can ask only them."""

import uuid
from collections.abc import Mapping

import streamlit as st

from curation.ui.page import Visit, guarded
from curation.workflow.review.skills import set_skills, skills_of


def show_skills(visit: Visit, people: Mapping[str, str]) -> None:
    """Choose a person and write their skills; `people` has the names by id."""
    known = skills_of(visit.workspace)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Skills of", list(people), format_func=lambda who: people[who], key="skills_person"
        )
        key = f"skills_{chosen}"
        st.text_input(
            "What they are good at, with commas between",
            ", ".join(known.get(chosen, ())),
            key=key,
            help="Such as a language, a product or a kind of case. Above, a label can be given to "
            "everybody with a skill.",
        )
        st.button(
            "Save the skills",
            key="skills_save",
            on_click=guarded(_save),
            args=(visit, chosen, people[chosen], key),
        )


def _save(visit: Visit, person_id: str, name: str, key: str) -> None:
    written = str(st.session_state[key]).split(",")
    kept = set_skills(visit.workspace, visit.actor, person_id, written, request_id=uuid.uuid4().hex)
    st.toast(f"Saved. Skills of {name}: {', '.join(kept) or 'none'}.", icon=":material/check:")

"""Verdicts that are improbable by the answers of all, and how probable each answer is."""

from collections.abc import Callable

import streamlit as st

from curation.figures import percent
from curation.task import Task
from curation.ui.agreement.clusters import value_in_words
from curation.ui.page import Visit
from curation.workflow.agreement.consensus import list_suspects, probabilities_of

SHOWN = 10


def show_suspects(visit: Visit, task: Task, reopen: Callable[[str], None]) -> None:
    """A switch for the verdicts to look at again, each with a button that opens it."""
    if not st.toggle("Show verdicts to look at again", key=f"suspects_{task.id}"):
        return
    with st.container(border=True):
        found = list_suspects(visit.workspace, visit.actor, task)
        if not found:
            st.text("No verdict is improbable by what people answered.")
            return
        st.text(
            f"By what people answered, and how reliable each of them is, {len(found):,} verdicts "
            "are less probable than another answer."
        )
        for one in found[:SHOWN]:
            accepted, likeliest = value_in_words(one.accepted), value_in_words(one.likeliest)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(
                    f"“{accepted or 'none'}” was decided ({percent(one.probable)}), "
                    f"“{likeliest}” is likelier ({percent(one.instead)})."
                )
                st.button(
                    "Look again",
                    key=f"again_{one.item}",
                    icon=":material/search:",
                    on_click=reopen,
                    args=(one.item,),
                )
        if len(found) > SHOWN:
            st.caption(f"The {SHOWN} least probable ones. The next ones follow.")


def show_probabilities(visit: Visit, task: Task, example_id: str) -> None:
    """How probable each label is for one example, on a line of its own; nothing without answers."""
    for question, shares in probabilities_of(visit.workspace, task, example_id).items():
        listed = ", ".join(f"{value} {percent(share)}" for value, share in shares.items())
        title = task.question(question).title.rstrip("?")
        st.text(f"{title}, by all answers and how reliable each person is: {listed}")

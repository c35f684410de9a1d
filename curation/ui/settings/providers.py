"""The training providers: what each can do, whether it is set up, and a test without cost."""

import pandas as pd
import streamlit as st

from curation.ui.page import Visit, guarded
from curation.ui.privacy.value_list import counted
from curation.workflow.training.outlook import ask_for_models
from curation.workflow.training.providers import has_key, list_providers

_HEARD = "provider_heard"  # by provider: what it answered to the last test


def show_providers(visit: Visit) -> None:
    """A table of all, and for those that are set up a button that asks for their models."""
    known = list_providers()
    today = visit.workspace.now().date()
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Provider": one.title,
                    "Trains by": ", ".join(sorted(method.upper() for method in one.methods)),
                    "Takes new jobs": "yes" if one.takes_jobs(today) else "no more",
                    "Until": one.new_jobs_until,
                    "Address and key": "set" if has_key(one) else f"set {one.key_variable}",
                    "As of": one.as_of,
                }
                for one in known.values()
            ]
        ),
        hide_index=True,
        placeholder="–",
        alt="Every provider with what it trains by and whether its key is set",
    )
    st.caption(
        "A test asks for the list of models: no text leaves, and nothing is charged. Keys are read "
        "from the environment, and never stored or shown."
    )
    heard = st.session_state.setdefault(_HEARD, {})
    for one in known.values():
        if not has_key(one):
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                f"Test the connection to {one.title}",
                key=f"test_{one.name}",
                icon=":material/cable:",
                on_click=guarded(_test),
                args=(visit, one.name),
            )
            st.text(heard.get(one.name, ""))


def _test(visit: Visit, name: str) -> None:
    heard = st.session_state.setdefault(_HEARD, {})
    heard.pop(name, None)
    models = ask_for_models(visit.workspace, visit.actor, name)
    heard[name] = f"It answers, and lists {counted(len(models), 'model')}."

"""What finds personal values, in words and a table."""

import pandas as pd
import streamlit as st

from curation.ui.page import Visit
from curation.workflow.privacy.detectors import read_detectors


def show_detectors(visit: Visit) -> None:
    """Our own detectors, the models that are installed beside them, and how to add one."""
    detectors = read_detectors(visit.workspace, visit.actor)
    st.text(
        "Numbers, addresses and names are found by what comes with the app. Nothing is downloaded."
    )
    for fault in detectors.faults:
        st.warning(fault, icon=":material/warning:")
    if detectors.models:
        st.dataframe(
            pd.DataFrame(
                {
                    "Also used": [model.name for model in detectors.models],
                    "Kind": [model.kind for model in detectors.models],
                    "Version": [model.version for model in detectors.models],
                }
            ),
            hide_index=True,
            width="content",
            alt="Models that scan beside the app's own detectors",
        )
    else:
        st.text("No larger model is installed. One would find more names in long texts.")
    st.caption(
        "To add one, install a spaCy package such as en_core_web_lg, or start the app with the "
        "folder of a model in CURATION_GLINER_MODEL or CURATION_TRANSFORMERS_MODEL. What was "
        "scanned before is then scanned again."
    )
    st.caption(f"Fingerprint of the scanner: {detectors.fingerprint}")

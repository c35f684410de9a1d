"""Whether the pages of documents stand in the lines as pictures, and how."""

import streamlit as st

from curation.release.method import TrainingMethod
from curation.release.pictures import NO_PICTURES, Detail, Form, Pictures
from curation.task import Intake, Task

FORMS = {
    Form.NONE: "Text only",
    Form.DATA: "Pictures in the lines",
    Form.ADDRESS: "Pictures by address",
}
DETAILS = {Detail.AUTO: "As the provider likes", Detail.LOW: "Low", Detail.HIGH: "High"}


def choose_pictures(task: Task, method: TrainingMethod) -> Pictures:
    """What is wanted of pictures; only documents have pages, and only right answers take them."""
    if task.intake is not Intake.INVOICE or method is not TrainingMethod.SFT:
        return NO_PICTURES
    form = st.segmented_control(
        "Pages of the documents",
        list(FORMS),
        format_func=FORMS.__getitem__,
        default=Form.NONE,
        required=True,
        key="release_pictures",
        help="For a model that reads pictures. Personal values are painted over; the text stays.",
    )
    if form is Form.NONE:
        return NO_PICTURES
    base = ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if form is Form.ADDRESS:
            base = st.text_input(
                "Address of the folder",
                key="release_picture_base",
                placeholder="https://files.example.com/invoices",
                help="Put the pictures of pictures.zip there before you train.",
            ).strip()
        detail = st.selectbox(
            "Detail",
            list(DETAILS),
            format_func=DETAILS.__getitem__,
            key="release_detail",
            help="Low counts 85 tokens a page; else up to 1,445 are counted in the card.",
        )
    st.caption(
        "The estimate above counts the text alone; the release counts each page for the most that "
        "it can be. A provider may drop pages that show faces or that it cannot load."
    )
    return Pictures(form=form, detail=detail, base=base)

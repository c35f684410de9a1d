"""Signatures on a release: what it waits for, the button, and the owner's switch."""

import streamlit as st

from curation.people import Role, may
from curation.release.release import Release
from curation.ui.page import Visit, guarded
from curation.workflow.release.signatures import want_two_signatures, wants_two_signatures
from curation.workflow.release.signing import sign_release
from curation.workflow.settings.people import names


def show_signatures(visit: Visit, release: Release) -> None:
    """Who signed, and the button for who has not; nothing for a release that needs one person."""
    if release.signatures_wanted < 2:
        return
    known = names(visit.workspace)
    people = " and ".join(known.get(person, person) for person in release.signed_by)
    if not release.waits:
        st.text(f"Signed by {people}.")
        return
    with st.container(border=True):
        st.badge("Waits for a signature", icon=":material/signature:", color="orange")
        signed = f"Signed by {people}. " if people else ""
        st.text(
            f"{signed}It can be downloaded, trained on and evaluated once "
            f"{release.signatures_wanted} people have signed. "
            "Look at what changed and at some lines first."
        )
        own = visit.actor.id in release.signed_by
        st.button(
            f"Sign release {release.number}",
            key="sign_release",
            type="primary",
            icon=":material/signature:",
            disabled=own,
            on_click=guarded(_sign),
            args=(visit, release.number),
        )
        if own:
            st.caption("You have signed. Another curator or owner has to.")


def show_switch(visit: Visit) -> None:
    """Where an owner says that every release from now on needs a second person."""
    if may(visit.actor, Role.OWNER):
        wanted = wants_two_signatures(visit.workspace)
        st.toggle(
            "A second person signs every release",
            value=wanted,
            key=f"two_signatures_{wanted}",
            help="Until then it is not downloaded, trained on or evaluated.",
            on_change=guarded(_switch),
            args=(visit, not wanted),
        )


def _sign(visit: Visit, number: int) -> None:
    # the id follows from who signs what: a double click signs once
    request = f"sign {number} {visit.actor.id}"
    sign_release(visit.workspace, visit.actor, number, request_id=request)


def _switch(visit: Visit, wanted: bool) -> None:
    moment = visit.workspace.now().isoformat()
    want_two_signatures(visit.workspace, visit.actor, wanted, request_id=f"two signatures {moment}")

"""Settings: one's own password, who has an account, what the tasks ask, and erasing a person."""

import streamlit as st

from curation.errors import InputRefused
from curation.people import SHORTEST_PASSWORD, Role, may
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.privacy.detectors import show_detectors
from curation.ui.privacy.erase import show_erasure
from curation.ui.settings.access_tokens import show_access_tokens
from curation.ui.settings.audit import show_audit
from curation.ui.settings.people import (
    show_account,
    show_invitations,
    show_invite,
    show_link,
    show_people,
)
from curation.ui.settings.providers import show_providers
from curation.ui.settings.tasks import show_tasks
from curation.ui.settings.webhooks import show_webhooks
from curation.workflow.settings import people

PASSWORD_FIELDS = ("old_password", "new_password", "same_password")


def show_accounts(visit: Visit) -> None:
    """Everybody with an account; an owner can change them."""
    everybody = people.list_people(visit.workspace, visit.actor)
    show_people(everybody)
    if not may(visit.actor, Role.OWNER):
        st.caption("An owner invites people and changes accounts.")
        return
    show_link()
    left, right = st.columns(2, gap="large")
    with left:
        show_invite(visit)
        show_invitations(visit, everybody)
    with right:
        show_account(visit, everybody)


def show_password(visit: Visit) -> None:
    """Set or change one's own password."""
    known = people.has_password(visit.workspace, visit.actor)
    if not known:
        st.text("You have no password yet, so you can only come back by a link.")
    with st.form("password", width=420):
        if known:
            st.text_input("Present password", type="password", key="old_password")
        hint = f"New password, at least {SHORTEST_PASSWORD} characters"
        st.text_input(hint, type="password", key="new_password")
        st.text_input("New password again", type="password", key="same_password")
        st.form_submit_button(
            "Save the password",
            key="save_password",
            on_click=guarded(save_password),
            args=(visit,),
        )


def save_password(visit: Visit) -> None:
    """Save what the form holds and empty it; an empty form, as after a second click, is nothing."""
    old, new, same = (str(st.session_state.get(field) or "") for field in PASSWORD_FIELDS)
    if not (old or new or same):
        return
    for field in PASSWORD_FIELDS:
        st.session_state[field] = ""
    if new != same:
        raise InputRefused(
            "The two passwords differ",
            cause="The new password was typed in two ways.",
            cure="Type it again.",
        )
    people.set_password(visit.workspace, visit.actor, old=old, new=new)
    st.toast("Your password is saved.", icon=":material/check:")


visit = open_page(
    "Settings", at_least=Role.REVIEWER, lead="Your account, your colleagues, and the tasks."
)
with refusals_shown():
    names = ["Your account", "Tasks"]
    if may(visit.actor, Role.CURATOR):
        names.insert(1, "People")
        names.append("Detectors")
    if may(visit.actor, Role.OWNER):
        names += ["Providers", "Audit", "Erasure"]
    asked = st.query_params.get("tab", "")
    shown = st.tabs(names, default=asked if asked in names else None)
    tabs = dict(zip(names, shown, strict=True))
    with tabs["Your account"]:
        show_password(visit)
        show_access_tokens(visit)
        if may(visit.actor, Role.OWNER):
            show_webhooks(visit)
    if "Erasure" in tabs:
        with tabs["Erasure"]:
            show_erasure(visit)
        with tabs["Audit"]:
            show_audit(visit)
        with tabs["Providers"]:
            show_providers(visit)
    if "Detectors" in tabs:
        with tabs["Detectors"]:
            show_detectors(visit)
    if "People" in tabs:
        with tabs["People"]:
            show_accounts(visit)
    with tabs["Tasks"]:
        show_tasks(visit, is_open=asked == "Tasks")

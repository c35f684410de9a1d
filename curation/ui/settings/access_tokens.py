"""Access tokens of programs: made, shown once, listed and revoked."""

import streamlit as st

from curation.people import Scope
from curation.ui.page import Visit, guarded
from curation.workflow.settings import access_tokens
from curation.workflow.settings.people import names

SCOPES = {
    Scope.READ: "Read: list, check, measure and ask",
    Scope.WRITE: "Write: ingest, scan, decide, settle, release",
    Scope.TRAIN: "Train: start training and evaluation, which may cost money",
    Scope.PEOPLE: "People: invite, sign in and erase",
}
_DAYS = {7: "a week", 30: "a month", 90: "three months", 366: "a year"}
_MADE = "token_to_copy"


def show_access_tokens(visit: Visit) -> None:
    """What programs may do in this person's name, with the form for another token."""
    st.subheader("Programs", anchor=False)
    st.text("A program uses the verbs over HTTP with a token, in your name and with your role.")
    st.link_button("The verbs over HTTP", "/api/", icon=":material/api:", type="tertiary")
    _show_made()
    _show_held(visit)
    with st.form("new_token", width=620):
        st.text_input("What the token is for", key="token_name", placeholder="Nightly import")
        st.multiselect(
            "What it may do",
            list(SCOPES),
            default=[Scope.READ],
            format_func=lambda scope: SCOPES[scope],
            key="token_scopes",
        )
        st.selectbox(
            "It holds for",
            list(_DAYS),
            index=1,
            format_func=lambda days: _DAYS[days],
            key="token_days",
        )
        st.form_submit_button(
            "Make the token", key="make_token", on_click=guarded(_make), args=(visit,)
        )


def _show_made() -> None:
    """The token that was just made, until it is put away; it cannot be shown again after that."""
    if _MADE not in st.session_state:
        return
    with st.container(border=True):
        st.text("Copy the token now: it is not shown again. Who has it can act in your name.")
        st.code(st.session_state[_MADE], language=None, wrap_lines=True)
        st.button("I have copied it", key="put_token_away", on_click=_put_away)


def _show_held(visit: Visit) -> None:
    known, now = names(visit.workspace), visit.workspace.now()
    for token in access_tokens.list_tokens(visit.workspace, visit.actor):
        whose = "" if token.person_id == visit.actor.id else f" of {known.get(token.person_id)}"
        until = "expired" if token.expires_at <= now else f"until {token.expires_at:%Y-%m-%d}"
        scopes = ", ".join(scope for scope in Scope if scope in token.scopes)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{token.name}{whose}: {scopes}; {until}", width="stretch")
            st.button(
                "Revoke",
                key=f"revoke_token_{token.id}",
                on_click=guarded(access_tokens.revoke_token),
                args=(visit.workspace, visit.actor, token.id),
            )


def _make(visit: Visit) -> None:
    token, _ = access_tokens.make_token(
        visit.workspace,
        visit.actor,
        name=str(st.session_state["token_name"] or ""),
        scopes=[Scope(scope) for scope in st.session_state["token_scopes"]],
        days=int(st.session_state["token_days"]),
    )
    st.session_state[_MADE] = token
    st.session_state["token_name"] = ""


def _put_away() -> None:
    del st.session_state[_MADE]

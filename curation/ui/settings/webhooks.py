"""Webhooks on the settings page: addresses that are told what happens."""

import streamlit as st

from curation.ui.page import Visit, guarded
from curation.workflow.settings import webhooks


def show_webhooks(visit: Visit) -> None:
    """The addresses with how their messages fare, and the form for another one."""
    st.subheader("Webhooks", anchor=False)
    st.text(
        "Another program can be told when something happened. Messages are signed, hold no text "
        "of examples, and are sent again until they arrive."
    )
    for webhook, standing in webhooks.list_webhooks(visit.workspace, visit.actor):
        with st.container(horizontal=True, vertical_alignment="center"):
            told = f"{standing.delivered:,} of {standing.messages:,} messages arrived"
            st.text(f"{webhook.address}: {', '.join(webhook.events)}; {told}", width="stretch")
            with st.popover("Secret"):
                st.text("The body's HMAC with this secret stands in X-Curation-Signature.")
                secret = webhooks.secret_of(visit.workspace, visit.actor, webhook.id)
                st.code(secret, language=None, wrap_lines=True)
            st.button(
                "Remove",
                key=f"remove_webhook_{webhook.id}",
                on_click=guarded(webhooks.remove_webhook),
                args=(visit.workspace, visit.actor, webhook.id),
            )
    with st.form("new_webhook", width=620):
        st.text_input("Address", key="webhook_address", placeholder="https://")
        st.multiselect(
            "When",
            list(webhooks.EVENTS),
            default=list(webhooks.EVENTS),
            format_func=lambda event: webhooks.EVENTS[event].capitalize(),
            key="webhook_events",
        )
        st.form_submit_button(
            "Add the address", key="add_webhook", on_click=guarded(_add), args=(visit,)
        )


def _add(visit: Visit) -> None:
    webhooks.add_webhook(
        visit.workspace,
        visit.actor,
        str(st.session_state["webhook_address"] or ""),
        st.session_state["webhook_events"],
    )
    st.session_state["webhook_address"] = ""

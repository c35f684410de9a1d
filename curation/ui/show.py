"""Showing things the same way everywhere. Ticket text goes through here as plain text only."""

import streamlit as st

from curation.errors import CurationError
from curation.example import Message, Speaker
from curation.settings import ROOT

_AVATARS = {
    Speaker.SYSTEM: ":material/settings:",
    Speaker.DEVELOPER: ":material/settings:",
    Speaker.USER: ":material/person:",
    Speaker.ASSISTANT: ":material/support_agent:",
    Speaker.TOOL: ":material/build:",
}


def show_error(error: CurationError) -> None:
    """A refusal as a person reads it: title, cause, cure; all of it as plain text."""
    with st.container(border=True):
        st.badge(error.title, icon=":material/error:", color="red")
        st.text(error.cause)
        st.text(error.cure)


def empty_state(title: str, text: str, *, to: str = "", label: str = "") -> None:
    """What a page says when there is nothing yet, with a link to the next useful page.

    `to` is a page file such as "pages/ingest.py", `label` the words on the link.
    """
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.subheader(title, text_alignment="center")
        st.caption(text, text_alignment="center")
        if to:
            st.page_link(page_path(to), label=label, icon=":material/arrow_forward:")


def conversation(messages: tuple[Message, ...]) -> None:
    """The turns of a conversation as plain text, with tool calls as code."""
    for message in messages:
        with st.chat_message(str(message.speaker), avatar=_AVATARS[message.speaker]):
            if message.content:
                st.text(message.content)
            for call in message.tool_calls:
                st.code(f"{call.name}({call.arguments})", language=None, wrap_lines=True)


def page_path(file: str) -> str:
    """The absolute path of a page file, as the router registers it."""
    return str(ROOT / file)

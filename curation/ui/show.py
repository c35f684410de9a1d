"""Showing things the same way everywhere. Ticket text goes through here as plain text only."""

from contextlib import suppress
from datetime import datetime, timedelta

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from curation.errors import CurationError
from curation.example import Message, Speaker
from curation.settings import ROOT
from curation.task import Task

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


def empty_state(
    title: str, text: str, *, to: str = "", label: str = "", also: tuple[str, str] = ("", "")
) -> None:
    """What a page says when there is nothing yet, with a link to the next useful page.

    `to` is a page file such as "pages/ingest.py", `label` the words on the link; `also` is another
    way, as page file and words.
    """
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.subheader(title, text_alignment="center", anchor=False)
        st.caption(text, text_alignment="center")
        for page, words in ((to, label), also):
            if page:
                page_link(page, words)


def page_link(
    to: str, label: str, *, task: Task | None = None, icon: str = ":material/arrow_forward:"
) -> None:
    """A link to another page, with its task chosen; nothing for who does not have that page.

    `to` is a page file such as "pages/ingest.py"; "pages/settings.py#Tasks" opens a tab of it.
    """
    file, _, tab = to.partition("#")
    query = {**(task_in_link(task) or {}), **({"tab": tab} if tab else {})}
    with suppress(StreamlitPageNotFoundError):
        st.page_link(page_path(file), label=label, icon=icon, query_params=query)


def task_in_link(task: Task | None) -> dict[str, str] | None:
    """What in an address chooses this task; see `choose_task`."""
    return {"task": task.id} if task else None


def page_path(file: str) -> str:
    """The absolute path of a page file, as the router registers it."""
    return str(ROOT / file)


def conversation(messages: tuple[Message, ...]) -> None:
    """The turns of a conversation as plain text, with tool calls as code."""
    for message in messages:
        with st.chat_message(str(message.speaker), avatar=_AVATARS[message.speaker]):
            if message.content:
                st.text(message.content)
            for call in message.tool_calls:
                st.code(f"{call.name}({call.arguments})", language=None, wrap_lines=True)


def duration(span: timedelta) -> str:
    """A span as people say it, rounded to its largest unit: "40 s", "3 min", "2 h", "5 days"."""
    seconds = max(0.0, span.total_seconds())
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    if seconds < 36 * 3600:
        return f"{round(seconds / 3600)} h"
    return f"{round(seconds / 86_400)} days"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago a moment was; both in UTC as the store keeps it."""
    return f"{duration(now - moment)} ago"

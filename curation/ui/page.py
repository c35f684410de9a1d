"""Opening a page: who is here, may they be here, and what to show when something is refused."""

import functools
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec

import streamlit as st

from curation.errors import CurationError
from curation.people import Actor, Role, may
from curation.ui.show import show_error
from curation.workflow.settings.sessions import actor_of_session, sign_out
from curation.workflow.workspace import Workspace, open_workspace

log = logging.getLogger(__name__)
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An open page: the workspace and the person in front of it."""

    workspace: Workspace
    actor: Actor


def current_actor() -> Actor | None:
    """The signed-in person, looked up in the store by the session that the gate vouches for.

    None for everybody else: a header that a client made up names no session of ours.
    """
    session = str(st.user.get("sid") or "")
    return actor_of_session(open_workspace(), session) if session else None


def sign_out_button() -> None:
    """A button that ends the session; every open tab of it goes to the sign-in page."""

    def end() -> None:
        sign_out(open_workspace(), str(st.user.get("sid") or ""))

    st.button("Sign out", icon=":material/logout:", type="tertiary", on_click=guarded(end))


def open_page(title: str, *, at_least: Role, lead: str = "") -> Visit:
    """The first call of every page: refuse strangers and wrong roles, then show the title.

    `lead` is one plain sentence under the title. Nothing else of the page runs on a refusal.
    """
    actor = current_actor()
    if actor is None:
        st.error("Please sign in to see this page.")
        st.stop()
    if not may(actor, at_least):
        st.error(f"This page needs the role {at_least}. Ask an owner if you need it.")
        st.stop()
    st.title(title, anchor=False)
    if lead:
        st.caption(lead)
    return Visit(workspace=open_workspace(), actor=actor)


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Show what is refused inside as title, cause and cure; anything unexpected as a number."""
    try:
        yield
    except CurationError as error:
        show_error(error)
    except Exception:
        number = uuid.uuid4().hex[:8]
        log.exception("Unexpected error %s on a page", number)
        st.error(
            f"Something unexpected happened. The log has it under {number}. What was saved is kept."
        )


def guarded(callback: Callable[P, None]) -> Callable[P, None]:
    """A widget callback whose refusals are shown on the page instead of a blank error."""

    @functools.wraps(callback)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with refusals_shown():
            callback(*args, **kwargs)

    return run

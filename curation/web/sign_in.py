"""Routes for coming in: the one-time link, name and password, an invitation."""

import asyncio
import hmac
import secrets
import time
from collections import defaultdict, deque

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from curation.errors import CurationError
from curation.web.cookies import (
    FORM_COOKIE,
    is_https,
    session_of,
    set_session,
)
from curation.web.forms import join_page, message_page, sign_in_page
from curation.workflow.settings import invitations, people, sessions
from curation.workflow.workspace import Workspace, open_workspace

TRIES = 5
"""How many wrong passwords a name may have in a minute."""


class Tries:
    """Counts wrong passwords per name in the last minute."""

    def __init__(self) -> None:
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)

    def are_used_up(self, name: str) -> bool:
        """True when the name must wait."""
        failed = self._failed[name.casefold()]
        while failed and failed[0] < time.monotonic() - 60:
            failed.popleft()
        return len(failed) >= TRIES

    def count(self, name: str) -> None:
        """Remember one wrong password."""
        self._failed[name.casefold()].append(time.monotonic())


_tries = Tries()


async def show_sign_in(request: Request) -> Response:
    """The sign-in page; who is signed in already goes on."""
    next_page = _own_path(request.query_params.get("next", "/"))
    if await _is_signed_in(request):
        return RedirectResponse(next_page, status_code=303)
    token = _form_token(request)
    return _with_form_cookie(request, sign_in_page(form_token=token, next_page=next_page), token)


async def do_sign_in(request: Request) -> Response:
    """Check name and password; on to the page that was asked for."""
    form = await request.form()
    name, password = str(form.get("name", ""))[:200], str(form.get("password", ""))[:1000]
    next_page = _own_path(str(form.get("next", "/")))
    if not _form_is_ours(request, str(form.get("form", ""))):
        return _sign_in_again(request, next_page, "The page was too old. Please try again.", 403)
    if _tries.are_used_up(name):
        wrong = "Too many tries. Wait a minute and try again."
        return _sign_in_again(request, next_page, wrong, 429)
    workspace = open_workspace()
    token = await asyncio.to_thread(sessions.sign_in, workspace, name, password)
    if token is None:
        _tries.count(name)
        wrong = "Name and password do not fit. Try again, or ask an owner."
        return _sign_in_again(request, next_page, wrong, 401)
    return _signed_in(request, workspace, token, next_page)


async def start(request: Request) -> Response:
    """The one-time link that the app prints: signs the owner in."""
    workspace = open_workspace()
    try:
        token = await asyncio.to_thread(
            people.start, workspace, request.query_params.get("token", "")
        )
    except CurationError as error:
        if await _is_signed_in(request):
            return RedirectResponse("/", status_code=303)
        return message_page(error.title, f"{error.cause} {error.cure}", status=403)
    return _signed_in(request, workspace, token, "/")


async def show_join(request: Request) -> Response:
    """The page for an invited person."""
    invited = request.query_params.get("token", "")
    role = await asyncio.to_thread(invitations.invited_role, open_workspace(), invited)
    if role is None:
        return message_page(
            "This link no longer works",
            "It was used already or is too old. Ask an owner for a new one.",
            status=403,
        )
    token = _form_token(request)
    page = join_page(form_token=token, token=invited, role=role)
    return _with_form_cookie(request, page, token)


async def do_join(request: Request) -> Response:
    """Make the invited person's account and sign them in."""
    form = await request.form()
    invited, name = str(form.get("token", "")), str(form.get("name", ""))[:200]
    if not _form_is_ours(request, str(form.get("form", ""))):
        return message_page("Please try again", "Open the invitation link again.", status=403)
    workspace = open_workspace()
    try:
        token = await asyncio.to_thread(
            people.join, workspace, invited, name, str(form.get("password", ""))[:1000]
        )
    except CurationError as error:
        role = invitations.invited_role(workspace, invited) or "guest"
        form_token = _form_token(request)
        page = join_page(
            form_token=form_token, token=invited, role=role, name=name,
            wrong=f"{error.cause} {error.cure}", status=400,
        )  # fmt: skip
        return _with_form_cookie(request, page, form_token)
    return _signed_in(request, workspace, token, "/")


ROUTES = [
    Route("/sign-in", show_sign_in, methods=["GET"]),
    Route("/sign-in", do_sign_in, methods=["POST"]),
    Route("/start", start, methods=["GET"]),
    Route("/join", show_join, methods=["GET"]),
    Route("/join", do_join, methods=["POST"]),
]


def _own_path(asked: str) -> str:
    """The path asked for when it is one of ours; the front page otherwise."""
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\", "/sign-"))
    return asked if is_ours and "\n" not in asked and "\r" not in asked else "/"


async def _is_signed_in(request: Request) -> bool:
    session = session_of(request)
    if not session:
        return False
    actor = await asyncio.to_thread(sessions.actor_of_session, open_workspace(), session)
    return actor is not None


def _form_token(request: Request) -> str:
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def _form_is_ours(request: Request, sent: str) -> bool:
    kept = request.cookies.get(FORM_COOKIE, "")
    return bool(kept) and hmac.compare_digest(kept.encode(), sent.encode())


def _with_form_cookie(request: Request, response: Response, token: str) -> Response:
    response.set_cookie(
        FORM_COOKIE, token, httponly=True, samesite="strict", secure=is_https(request), path="/"
    )
    return response


def _sign_in_again(request: Request, next_page: str, wrong: str, status: int) -> Response:
    token = _form_token(request)
    page = sign_in_page(form_token=token, next_page=next_page, wrong=wrong, status=status)
    return _with_form_cookie(request, page, token)


def _signed_in(request: Request, workspace: Workspace, token: str, next_page: str) -> Response:
    response = RedirectResponse(next_page, status_code=303)
    set_session(response, request, token, hours=workspace.settings.session_hours)
    return response

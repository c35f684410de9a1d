"""The gate: nothing of Streamlit is reached before the store knows who is asking.

Pure ASGI, because Starlette's own middleware base does not see websockets.
"""

import asyncio
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from curation.people import Actor
from curation.web.cookies import session_of
from curation.web.headers import security_headers
from curation.web.presence import Presence
from curation.web.watch import SessionWatch
from curation.workflow.settings.sessions import actor_of_session
from curation.workflow.workspace import Workspace

IDENTITY_HEADER = b"x-curation-session"
OPEN_PATHS = {"/healthz", "/sign-in", "/start", "/join"}
OPEN_PREFIX = "/api/"
"""What a stranger may ask for; these routes look after themselves."""

FILE_PATHS = (
    "/media",
    "/static",
    "/component",
    "/_stcore",
    "/download",
    "/page/",
    "/vendor",
    "/app/static",
)
"""What is not a page: a stranger gets 401 there, not the way to the sign-in page."""


class Gate:
    """ASGI middleware: identity from our cookie only, our own hosts and origins only."""

    def __init__(
        self, app: ASGIApp, *, workspace: Callable[[], Workspace], farewell: bytes
    ) -> None:
        """`farewell` is the message that sends an open tab to the sign-in page."""
        self._app = app
        self._workspace = workspace
        self._farewell = farewell
        self._watch = SessionWatch(workspace)
        self._presence = Presence(workspace)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer everything else here."""
        if scope["type"] == "http":
            await self._http(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        refusal = self._refuse_place(connection, writes=scope["method"] not in {"GET", "HEAD"})
        session = ""
        if refusal is None and not _is_open(scope["path"]):
            session, actor = await self._who(connection)
            refusal = None if actor else _to_sign_in(scope)
        scope = _with_identity(scope, session)
        await (refusal or self._app)(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        session, actor = await self._who(connection)
        if self._refuse_place(connection, writes=True) or actor is None:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        over = self._watch.add(session, actor.role)
        self._presence.come(actor.id)
        try:
            await self._app(_with_identity(scope, session), self._until(over, receive, send), send)
        finally:
            self._watch.remove(session, over)
            self._presence.go(actor.id)

    def _until(self, over: asyncio.Event, receive: Receive, send: Send) -> Receive:
        """`receive` until the session is over; then the open tab is sent to the sign-in page."""

        async def receiving() -> Message:
            ended = asyncio.ensure_future(over.wait())
            asked = asyncio.ensure_future(receive())
            await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                ended.cancel()
                return asked.result()
            asked.cancel()
            await send({"type": "websocket.send", "bytes": self._farewell})
            await send({"type": "websocket.close", "code": 1008})
            return {"type": "websocket.disconnect", "code": 1008}

        return receiving

    async def _who(self, connection: HTTPConnection) -> tuple[str, Actor | None]:
        session = session_of(connection)
        if not session:
            return "", None
        actor = await asyncio.to_thread(actor_of_session, self._workspace(), session)
        return session, actor

    def _refuse_place(self, connection: HTTPConnection, *, writes: bool) -> Response | None:
        """Refuse other hosts' names (DNS rebinding) and, for writes, other sites' pages."""
        host = connection.headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in self._host_names():
            return PlainTextResponse("This host name is not one of ours.", status_code=400)
        origin = connection.headers.get("origin")
        if writes and origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("This came from another site.", status_code=403)
        return None

    def _host_names(self) -> set[str]:
        return {name.strip("[] ") for name in self._workspace().settings.hosts}


def _is_open(path: str) -> bool:
    return path in OPEN_PATHS or path.startswith(OPEN_PREFIX)


def _to_sign_in(scope: Scope) -> Response:
    if scope["path"].startswith(FILE_PATHS) or scope["method"] not in {"GET", "HEAD"}:
        return PlainTextResponse("Please sign in.", status_code=401)
    query = scope["query_string"].decode("latin-1")
    asked = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", status_code=303)


def _with_identity(scope: Scope, session: str) -> Scope:
    """The scope with our identity header and no copy of it that the client sent."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() != IDENTITY_HEADER]
    if session:
        headers.append((IDENTITY_HEADER, session.encode()))
    return {**scope, "headers": headers}


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            ours = dict(security_headers())
            kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
            message = {**message, "headers": [*kept, *ours.items()]}
        await send(message)

    return sending

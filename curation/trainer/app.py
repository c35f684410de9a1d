"""The server as an ASGI application: one folder, one key."""

import hmac
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from curation.trainer.files import FileShelf
from curation.trainer.jobs import JobShelf
from curation.trainer.models import Models
from curation.trainer.refusal import Refusal, no_key
from curation.trainer.routes import file_routes, health_route, job_routes, model_routes
from curation.trainer.upload_routes import upload_routes
from curation.trainer.uploads import UploadShelf
from curation.trainer.worker import Worker

log = logging.getLogger(__name__)


class Activity:
    """When somebody last asked for something, on a clock that only runs forward."""

    def __init__(self, jobs: JobShelf) -> None:
        self._jobs = jobs
        self.last = time.monotonic()

    def idle_seconds(self) -> float:
        """How long there was neither a request nor a job."""
        if self._jobs.is_busy():
            self.last = time.monotonic()
        return time.monotonic() - self.last


def make_app(folder: Path, key: str) -> Starlette:
    """The server of a folder; `app.state.activity` tells how long it has been idle."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files, jobs = FileShelf(folder / "files"), JobShelf(folder / "jobs")
    worker = Worker(files, jobs)
    activity = Activity(jobs)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        worker.begin()
        yield
        worker.stop()

    app = Starlette(
        routes=[
            health_route(jobs),
            *file_routes(files, jobs),
            *upload_routes(UploadShelf(folder / "uploads", files)),
            *job_routes(files, jobs),
            *model_routes(Models(jobs)),
        ],
        exception_handlers={
            Refusal: _refused,
            HTTPException: _no_route,
            Exception: _unexpected,
        },
        lifespan=lifespan,
    )
    app.add_middleware(_Door, key=key, activity=activity)
    app.state.activity = activity
    return app


class _Door:
    """Lets requests in that carry the key; /healthz is open."""

    def __init__(self, app: ASGIApp, key: str, activity: Activity) -> None:
        self._app = app
        self._wanted = f"Bearer {key}".encode()
        self._activity = activity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != "/healthz":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not hmac.compare_digest(given, self._wanted):
                refusal = no_key()
                await JSONResponse(refusal.body, refusal.status)(scope, receive, send)
                return
            self._activity.last = time.monotonic()
        await self._app(scope, receive, send)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return JSONResponse(error.body, error.status)


def _no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = f"Invalid URL ({request.method} {request.url.path})"
    return JSONResponse(Refusal(error.status_code, message).body, error.status_code)


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("Unexpected error", exc_info=error)
    message = "The server had an error while processing your request."
    return JSONResponse(Refusal(500, message, kind="server_error").body, 500)

"""The verbs over HTTP for programs: `POST /api/NAME` with a person's access token.

Values come as JSON, or as a form with files. The answer is the verb's JSON, or a file that it
wrote. A refusal is `{"error", "cause", "cure"}` with a status that says of which kind it is.
"""

import asyncio
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from pathlib import Path, PurePath
from typing import Any

from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from curation.commands import get_verb
from curation.commands.by_name import file_arguments, read_values
from curation.commands.command import Command, Context, LocalCommand, Result, Verb
from curation.errors import (
    Conflict,
    CurationError,
    InputRefused,
    NotAllowed,
    NotFound,
    NotReady,
    ProviderUnreachable,
)
from curation.people import Actor, Role, Scope, may, require
from curation.settings import ROOT
from curation.web.api import VERB_THREADS
from curation.workflow.settings.access_tokens import bearer_of
from curation.workflow.workspace import Workspace, open_workspace

log = logging.getLogger(__name__)

LARGEST_BODY = 1 << 30
_STATUS = (
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (NotReady, 409),
    (InputRefused, 422),
    (ProviderUnreachable, 502),
    (CurationError, 422),
)


async def run_verb(request: Request) -> Response:
    """Carry out one verb in the name of the token's person."""
    workspace = open_workspace()
    try:
        actor, scopes = await asyncio.to_thread(bearer_of, workspace, _token(request))
    except NotAllowed as error:
        return _refusal(error, status=401, headers={"WWW-Authenticate": "Bearer"})
    verb = await asyncio.to_thread(get_verb, str(request.path_params["name"]))
    if verb is None:
        return _refusal(
            NotFound("No such verb", cause="The path names none.", cure="See /api/openapi.json."),
            status=404,
        )
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="desk-"))
    done = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    try:
        values, sent = await _values(request, verb, folder)
        _check_may(verb, values, actor, scopes)
        response = await asyncio.get_running_loop().run_in_executor(
            VERB_THREADS, _carry_out, workspace, actor, verb, values, folder, sent
        )
    except CurationError as error:
        response = _refusal(error)
    except Exception:
        log.exception("The verb %s failed", verb.name)
        unexpected = CurationError(
            "Something unexpected happened",
            cause="The app's log has the details.",
            cure="What was saved is kept; try again.",
        )
        response = _refusal(unexpected, status=500)
    response.background = done
    return response


ROUTES = [Route("/api/{name}", run_verb, methods=["POST"])]


def _token(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def _values(request: Request, verb: Verb, folder: Path) -> tuple[dict[str, Any], set[Path]]:
    """The values by name and the files that were sent; every path lies in `folder`."""
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise _bad_body("It is larger than a gigabyte.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    sent: set[Path] = set()
    values: dict[str, Any] = {}
    if verb.name == "scan-text":
        (folder / "lines").write_bytes(await request.body())
        return {}, sent
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    path = _place(folder, f"{len(sent)}", value.filename or name)
                    with path.open("wb") as stream:
                        await asyncio.to_thread(shutil.copyfileobj, value.file, stream)
                    sent.add(path)
                    values.setdefault(name, []).append(str(path))
                else:
                    values.setdefault(name, []).append(value)
    elif body := await request.body():
        values = _json_object(body)
    for name in file_arguments(verb) & set(values):
        paths = values[name] if isinstance(values[name], list) else [values[name]]
        values[name] = [
            path if Path(str(path)) in sent else str(_place(folder, "out", str(path)))
            for path in paths
        ]
    return values, sent


def _place(folder: Path, below: str, name: str) -> Path:
    """A path of ours for a file of that name, whatever folders the name speaks of."""
    (folder / below).mkdir(exist_ok=True)
    return folder / below / (PurePath(name.replace("\\", "/")).name or "file")[-100:]


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError:
        raise _bad_body("It is not JSON.") from None
    if not isinstance(values, dict):
        raise _bad_body("It is not a JSON object.")
    return values


def _bad_body(cause: str) -> InputRefused:
    return InputRefused(
        "The request cannot be read",
        cause=cause,
        cure="Send the arguments as a JSON object, or as a form with files.",
    )


def _check_may(verb: Verb, values: dict[str, Any], actor: Actor, scopes: frozenset[Scope]) -> None:
    """Raise NotAllowed unless the role and the token's scopes permit it."""
    needed, at_least = Scope.READ, Role.REVIEWER
    if isinstance(verb, Command):
        first = next(iter(vars(read_values(verb, values)).values()), None)
        needed = Scope.READ if str(first) in verb.reading else verb.scope
        at_least = verb.at_least
    if needed not in scopes:
        raise NotAllowed(
            "The token may not do this",
            cause=f"It lacks the scope {needed!s}.",
            cure="Make a token with that scope on the Settings page.",
        )
    if not may(actor, at_least):
        require(actor, at_least, to=f"use the verb {verb.name}")


def _carry_out(
    workspace: Workspace,
    actor: Actor,
    verb: Verb,
    values: dict[str, Any],
    folder: Path,
    sent: set[Path],
) -> Response:
    if verb.name == "scan-text":
        return _scan_text(folder / "lines")
    result = _run(workspace, actor, verb, read_values(verb, values))
    written = [path for path in folder.glob("out/*") if path not in sent]
    if written:
        return FileResponse(written[0], filename=written[0].name)
    return JSONResponse(json.loads(json.dumps(result, default=str)))


def _run(workspace: Workspace, actor: Actor, verb: Verb, arguments: Namespace) -> Result:
    if isinstance(verb, LocalCommand):
        return verb.run(arguments)
    if (result := verb.run_without_workspace(arguments)) is not None:
        return result
    context = Context(workspace=workspace, actor=actor, report=lambda done, total, message: None)
    return verb.run(context, arguments)


def _scan_text(lines: Path) -> Response:
    """In a process of its own, as every scan: the detectors would slow the app down."""
    with lines.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "curation", "scan-text", "--json"],
            stdin=stream, capture_output=True, cwd=ROOT, check=False,
        )  # fmt: skip
    if done.returncode:
        last = done.stdout.decode().strip().rpartition("\n")[2]
        told = json.loads(last) if last.startswith("{") else {}
        raise InputRefused(
            str(told.get("error", "The lines cannot be scanned")),
            cause=str(told.get("cause", "The scan ended before its end.")),
            cure=str(told.get("cure", "Send one JSON object a line.")),
        )
    return Response(done.stdout, media_type="application/x-ndjson")


def _refusal(
    error: CurationError, *, status: int = 0, headers: dict[str, str] | None = None
) -> JSONResponse:
    status = status or next(code for kind, code in _STATUS if isinstance(error, kind))
    said = {"error": error.title, "cause": error.cause, "cure": error.cure}
    return JSONResponse(said, status_code=status, headers=headers)

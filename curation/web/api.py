"""The verbs over HTTP, for the command line beside a running app.

The answer is JSON lines: any number of `{"progress": [done, total, message]}`, then one
`{"result": …}` or `{"error": …, "cause": …, "cure": …}`.
"""

import asyncio
import hmac
import json
import logging
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from curation.commands import get_verb
from curation.commands.command import Command, Context
from curation.errors import CurationError
from curation.people import COMMAND_LINE
from curation.workflow.workspace import open_workspace

log = logging.getLogger(__name__)

VERB_THREADS = ThreadPoolExecutor(32, thread_name_prefix="verb")
"""Apart from asyncio's own few threads, in which the gate looks up who is signed in: verbs take
long, and pages must not wait for them.
"""


def verb_routes(token: str) -> list[Route]:
    """`POST /api/verbs/NAME` for whoever can read the running app's token from the workspace."""

    async def run_verb(request: Request) -> Response:
        sent = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(sent.encode(), token.encode()):
            return PlainTextResponse("The token is wrong.", status_code=401)
        command = await asyncio.to_thread(get_verb, str(request.path_params["name"]))
        if not isinstance(command, Command):
            return JSONResponse({"error": "No such verb"}, status_code=404)
        arguments = Namespace(**await request.json())
        return StreamingResponse(_lines(command, arguments), media_type="application/x-ndjson")

    return [Route("/api/verbs/{name}", run_verb, methods=["POST"])]


async def healthz(request: Request) -> Response:
    """Answers as soon as the app can be used."""
    return PlainTextResponse("ok")


async def _lines(command: Command, arguments: Namespace) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def say(line: dict[str, Any] | None) -> None:
        loop.call_soon_threadsafe(lines.put_nowait, line)

    running = loop.run_in_executor(VERB_THREADS, _carry_out, command, arguments, say)
    while (line := await lines.get()) is not None:
        yield json.dumps(line, ensure_ascii=False, default=str) + "\n"
    await running


def _carry_out(
    command: Command, arguments: Namespace, say: Callable[[dict[str, Any] | None], None]
) -> None:
    def report(done: int, total: int, message: str) -> None:
        say({"progress": [done, total, message]})

    try:
        context = Context(workspace=open_workspace(), actor=COMMAND_LINE, report=report)
        say({"result": command.run(context, arguments)})
    except CurationError as error:
        say({"error": error.title, "cause": error.cause, "cure": error.cure})
    except Exception:
        log.exception("The verb %s failed", command.name)
        say(
            {
                "error": "Something unexpected happened",
                "cause": "The app's log has the details.",
                "cure": "What was saved is kept; try again.",
            }
        )
    finally:
        say(None)

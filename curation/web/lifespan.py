"""What happens when the app starts and stops."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from curation.errors import CurationError
from curation.garbage import collect_rarely
from curation.web.remote import APP_FILE
from curation.workflow.background import close_interrupted
from curation.workflow.settings.people import sign_in_token
from curation.workflow.settings.webhooks import deliver
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import refresh_unfinished
from curation.workflow.workspace import Workspace, close_workspace, open_workspace

CHECKPOINT_SECONDS = 300
DELIVERY_SECONDS = 2

log = logging.getLogger(__name__)


def open_or_exit() -> Workspace:
    """The workspace; when it cannot be opened, say why and what to do, and end with status 1."""
    try:
        return open_workspace()
    except CurationError as error:
        print(f"{error.title}\n  {error.cause}\n  {error.cure}", file=sys.stderr, flush=True)
        os._exit(1)  # the server would turn SystemExit into a traceback; nothing is open yet


@asynccontextmanager
async def running(workspace: Workspace, *, address: str, token: str) -> AsyncIterator[None]:
    """From the first request to the last: the app is announced, checkpointed, and closed.

    `token` opens the verbs over HTTP; it and `address` are left in the workspace for the command
    line, readable by the owner only.
    """
    close_interrupted(workspace)
    file = workspace.folder / APP_FILE
    _write_private(file, {"pid": os.getpid(), "address": address, "token": token})
    link = f"{address}/start?token={sign_in_token(workspace)}"
    print(f"\n  Curation Desk is running. Open this link once to sign in:\n  {link}\n", flush=True)
    checkpoints = asyncio.create_task(_checkpoint(workspace))
    messages = asyncio.create_task(_deliver(workspace))
    jobs = asyncio.create_task(asyncio.to_thread(refresh_unfinished, workspace))
    collect_rarely()
    try:
        yield
    finally:
        checkpoints.cancel()
        messages.cancel()
        await asyncio.wait({jobs, messages}, timeout=5)
        file.unlink(missing_ok=True)
        close_trainer(workspace)
        workspace.store.checkpoint()
        close_workspace(workspace)


async def _checkpoint(workspace: Workspace) -> None:
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(CHECKPOINT_SECONDS)
            await asyncio.to_thread(workspace.store.checkpoint)


async def _deliver(workspace: Workspace) -> None:
    """Tell webhooks what happened while the app runs; a failure is logged and tried again."""
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(DELIVERY_SECONDS)
            try:
                await asyncio.to_thread(deliver, workspace)
            except Exception:
                log.exception("Messages to webhooks could not be delivered")


def _write_private(file: Path, content: dict[str, object]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as stream:
        json.dump(content, stream)

"""Start the server: `python -m curation.trainer`."""

import asyncio
import fcntl
import os
import secrets
import socket
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import TextIO

import uvicorn

from curation.trainer.app import Activity, make_app
from curation.trainer.records import write_bytes, write_json

ADDRESS = "127.0.0.1"


def main() -> int:
    """Serve a folder until stopped; exit status 1 when another server holds the folder."""
    arguments = _parser().parse_args()
    os.umask(0o077)
    folder = arguments.folder.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = _hold(folder)
    if held is None:
        print(f"Another trainer serves {folder}.", file=sys.stderr)
        return 1
    key = _read_key(arguments.key_file or folder / "key")
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, arguments.port))
    except OSError as error:
        print(f"Port {arguments.port} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    listening.listen(128)
    port = listening.getsockname()[1]
    app = make_app(folder, key)
    write_json(folder / "server.json", {"pid": os.getpid(), "port": port})
    print(f"The trainer listens on http://{ADDRESS}:{port}/v1", file=sys.stderr)
    print(f"Its key is in {arguments.key_file or folder / 'key'}", file=sys.stderr)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    )
    asyncio.run(_serve(server, listening, app.state.activity, arguments.idle_exit))
    (folder / "server.json").unlink(missing_ok=True)
    return 0


async def _serve(
    server: uvicorn.Server, listening: socket.socket, activity: Activity, idle_exit: int
) -> None:
    """Serve until stopped, or until idle for `idle_exit` seconds (0: for ever)."""

    async def watch() -> None:
        while activity.idle_seconds() < idle_exit:
            await asyncio.sleep(min(5.0, idle_exit / 4))
        server.should_exit = True

    watching = asyncio.create_task(watch()) if idle_exit else None
    await server.serve(sockets=[listening])
    if watching:
        watching.cancel()


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m curation.trainer",
        description="A fine-tuning server that speaks the OpenAI HTTP contract, on this machine.",
    )
    parser.add_argument(
        "--folder", type=Path, default=Path("data/workspace/trainer"), help="where it keeps all"
    )
    parser.add_argument("--port", type=int, default=0, help="0 (default) takes a free one")
    parser.add_argument("--key-file", type=Path, help="holds the key; made when missing")
    parser.add_argument(
        "--idle-exit", type=int, default=0, metavar="SECONDS", help="stop after idling (0: never)"
    )
    return parser


def _hold(folder: Path) -> TextIO | None:
    """An open file that keeps other servers out of the folder; None when one stays in there.

    One that is just ending is waited for.
    """
    stream = (folder / "lock").open("w")
    for _ in range(30):
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(0.1)
        else:
            return stream
    stream.close()
    return None


def _read_key(file: Path) -> str:
    """The key in a file; a new random one, readable by the owner only, when there is no file."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_bytes(file, secrets.token_urlsafe(32).encode())
    return file.read_text().strip()


if __name__ == "__main__":
    sys.exit(main())

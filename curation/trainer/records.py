"""Files that survive a kill: each is written beside its place and then moved there in one step."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def new_id(prefix: str) -> str:
    """A random id: the prefix and 24 hexadecimal digits."""
    return f"{prefix}{secrets.token_hex(12)}"


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only; on disk when this returns."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_json(path: Path, value: Json) -> None:
    """Write a JSON object whole or not at all."""
    write_bytes(path, json.dumps(value, ensure_ascii=False, allow_nan=False).encode())


def read_json_folder(folder: Path) -> list[Json]:
    """Every JSON object in a folder, in the order of their names; what was half written is removed.

    The folder is made when it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for partial in folder.glob(".*"):
        partial.unlink()
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def page(
    items: list[Json], *, after: str | None, limit: int, order: str = "desc"
) -> tuple[list[Json], bool]:
    """One page of items that are given oldest first, and whether more follow.

    `after` is the id of the last item seen; raises KeyError when there is no such item.
    """
    ordered = items if order == "asc" else items[::-1]
    if after:
        ids = [item["id"] for item in ordered]
        if after not in ids:
            raise KeyError(after)
        ordered = ordered[ids.index(after) + 1 :]
    return ordered[:limit], len(ordered) > limit

"""A large file sent in parts, each tried again on its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai import OpenAI

PART = 32 * 1024 * 1024


def upload_in_parts(client: "OpenAI", name: str, data: bytes, sent: Callable[[int], None]) -> str:
    """Send a training file in parts and return its id; `sent` is told the bytes that are there.

    An upload that breaks off leaves nothing: the provider forgets it after an hour.
    """
    upload = client.uploads.create(
        filename=name, bytes=len(data), mime_type="application/jsonl", purpose="fine-tune"
    )
    ids = []
    for begin in range(0, len(data), PART):
        piece = data[begin : begin + PART]
        ids.append(client.uploads.parts.create(upload.id, data=piece).id)
        sent(begin + len(piece))
    done = client.uploads.complete(upload.id, part_ids=ids)
    if done.file is None:
        raise ValueError("The upload has no file.")
    return done.file.id

"""An answer in pieces, as server-sent events."""

import json
import re
from collections.abc import Iterator

from curation.trainer.records import Json

_PIECE = re.compile(r"\s*\S+\s*")


def events_of(completion: Json, *, with_usage: bool) -> Iterator[str]:
    """The events that make up a completion: each choice word by word, then the end.

    With usage one more chunk without choices tells the tokens, and the others have none.
    """
    head: Json = {
        "id": completion["id"],
        "object": "chat.completion.chunk",
        "created": completion["created"],
        "model": completion["model"],
    }
    if with_usage:
        head["usage"] = None
    for choice in completion["choices"]:
        index, message = choice["index"], choice["message"]
        deltas: list[Json] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": piece} for piece in _PIECE.findall(message.get("content") or "")]
        if calls := message.get("tool_calls"):
            deltas.append({"tool_calls": [{"index": n, **call} for n, call in enumerate(calls)]})
        for delta in deltas:
            yield _event({**head, "choices": [_choice(index, delta, None)]})
        yield _event({**head, "choices": [_choice(index, {}, choice["finish_reason"])]})
    if with_usage:
        yield _event({**head, "choices": [], "usage": completion["usage"]})
    yield "data: [DONE]\n\n"


def _choice(index: int, delta: Json, reason: str | None) -> Json:
    return {"index": index, "delta": delta, "logprobs": None, "finish_reason": reason}


def _event(chunk: Json) -> str:
    return f"data: {json.dumps(chunk, ensure_ascii=True)}\n\n"

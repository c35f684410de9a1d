"""Reading requests: JSON bodies, numbers and pages, refused by name when they are wrong."""

import json
from typing import Any

from starlette.requests import Request

from curation.trainer.records import Json, page
from curation.trainer.refusal import Refusal, missing, wrong

MOST_BODY = 16 * 1024 * 1024


async def read_body(request: Request) -> Json:
    """The JSON object in a request. Raises Refusal (400, or 413 when it is over 16 MB)."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BODY:
            raise Refusal(413, "The request is larger than 16 MB.")
    try:
        body = json.loads(bytes(data))
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "We could not parse the JSON body of your request.") from error
    if not isinstance(body, dict):
        raise Refusal(400, "The JSON body of your request must be an object.")
    return body


def read_number(request: Request, name: str, *, default: int, most: int) -> int:
    """A whole number from 1 in the query. Raises Refusal (400)."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= most:
        raise wrong(name, f"Invalid '{name}': expected an integer from 1 to {most}.")
    return int(text)


def one_page(
    request: Request, items: list[Json], *, default: int, most: int = 100, order: str = "desc"
) -> Json:
    """The contract's list object for items that are given oldest first."""
    limit = read_number(request, "limit", default=default, most=most)
    try:
        data, more = page(items, after=request.query_params.get("after"), limit=limit, order=order)
    except KeyError as error:
        raise wrong("after", "Invalid 'after': no such item.") from error
    return {"object": "list", "data": data, "has_more": more}


def read_conversation(body: Json) -> list[Json]:
    """The messages of a chat request. Raises Refusal (400) naming the message."""
    messages = body.get("messages")
    if messages is None:
        raise missing("messages")
    if not isinstance(messages, list) or not messages:
        raise wrong("messages", "Invalid 'messages': expected a list that is not empty.")
    for index, message in enumerate(messages):
        _check_message(message, f"messages[{index}]")
    return messages


def _check_message(message: Any, where: str) -> None:
    if not isinstance(message, dict):
        raise wrong(where, f"Invalid type for '{where}': expected an object.")
    if message.get("role") not in ROLES:
        raise wrong(
            f"{where}.role",
            f"Invalid value for '{where}.role': expected one of {', '.join(ROLES)}.",
        )
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    if not isinstance(content, str | list | None) or not all(isinstance(p, dict) for p in parts):
        raise wrong(f"{where}.content", f"Invalid type for '{where}.content'.")
    calls = message.get("tool_calls") or []
    if not isinstance(calls, list):
        raise wrong(f"{where}.tool_calls", f"Invalid type for '{where}.tool_calls'.")
    for call in calls:
        function = call.get("function") if isinstance(call, dict) else None
        if not isinstance(function, dict) or not isinstance(function.get("name"), str):
            raise wrong(f"{where}.tool_calls", f"Invalid '{where}.tool_calls'.")


ROLES = ("system", "developer", "user", "assistant", "tool", "function")

"""The lines of a release as Hugging Face TRL reads them.

Supervised: `prompt` and `completion`, one row for each answer that is learned; TRL then learns the
completion alone, as OpenAI learns the assistant's messages alone. Pairs: `prompt`, `chosen` and
`rejected`. Reinforcement: `prompt`, and the fields that a reward function is given. In all of them
the arguments of a call are an object, not JSON text, and instructions are the system's.

Pictures stand in `images`, in the order of their places in the messages, which say `image` there;
then all that is said is a list of parts (TRL, dataset formats: vision datasets).
"""

import json
from collections.abc import Iterator

from curation.example import Json
from curation.release.method import TrainingMethod
from curation.release.pictures import addresses_in

_OWN = frozenset({"messages", "tools", "input", "parallel_tool_calls"})


def trl_rows(line: Json, method: TrainingMethod) -> Iterator[Json]:
    """The rows that one line becomes; several where a supervised line has several answers."""
    if method == TrainingMethod.DPO:
        yield _with_tools(
            {
                "prompt": _messages(line["input"]["messages"]),
                "chosen": _messages(line["preferred_output"]),
                "rejected": _messages(line["non_preferred_output"]),
            },
            line["input"],
        )
    elif method == TrainingMethod.RFT:
        fields = {name: value for name, value in line.items() if name not in _OWN}
        yield _with_tools({"prompt": _messages(line["messages"]), **fields}, line)
    else:
        for place, message in enumerate(line["messages"]):
            if message["role"] == "assistant" and message.get("weight") != 0 and place:
                asked = line["messages"][:place]
                row = {"prompt": _messages(asked), "completion": _messages([message])}
                yield _with_tools(_with_images(row, asked), line)


def _with_tools(row: Json, holder: Json) -> Json:
    return {**row, "tools": holder["tools"]} if holder.get("tools") else row


def _with_images(row: Json, asked: list[Json]) -> Json:
    """The row with its pictures beside it; as it is where there are none."""
    images = [url for message in asked for url in addresses_in(message.get("content"))]
    if not images:
        return row
    sides = {side: [_in_parts(message) for message in own] for side, own in row.items()}
    return {**sides, "images": images}


def _in_parts(message: Json) -> Json:
    content = message.get("content") or ""
    if isinstance(content, str):
        return {**message, "content": [{"type": "text", "text": content}]}
    parts = [{"type": "image"} if part["type"] == "image_url" else part for part in content]
    return {**message, "content": parts}


def _messages(messages: list[Json]) -> list[Json]:
    return [_message(message) for message in messages]


def _message(message: Json) -> Json:
    row = {name: value for name, value in message.items() if name != "weight"}
    if row["role"] == "developer":
        row["role"] = "system"
    if row.get("tool_calls"):
        row["content"] = row.get("content") or ""
        row["tool_calls"] = [
            {**call, "function": {**call["function"], "arguments": _arguments(call["function"])}}
            for call in row["tool_calls"]
        ]
    return row


def _arguments(function: Json) -> object:
    try:
        return json.loads(function["arguments"])
    except ValueError:
        return {}

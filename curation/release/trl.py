"""The lines of a release as Hugging Face TRL reads them.

Supervised: `prompt` and `completion`, one row for each answer that is learned; TRL then learns the
completion alone, as OpenAI learns the assistant's messages alone. Pairs: `prompt`, `chosen` and
`rejected`. Reinforcement: `prompt`, and the fields that a reward function is given. In all of them
the arguments of a call are an object, not JSON text, and instructions are the system's.
"""

import json
from collections.abc import Iterator

from curation.example import Json
from curation.release.method import TrainingMethod

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
                yield _with_tools(
                    {
                        "prompt": _messages(line["messages"][:place]),
                        "completion": _messages([message]),
                    },
                    line,
                )


def _with_tools(row: Json, holder: Json) -> Json:
    return {**row, "tools": holder["tools"]} if holder.get("tools") else row


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

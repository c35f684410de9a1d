"""Conversations as ShareGPT and its followers write them: a list of {from, value}."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from curation.example import Message, Speaker, ToolCall
from curation.ingest.chat_lines import checked_prompt, says_something, tools_of
from curation.ingest.rows import Row
from curation.ingest.source_file import RowRefused
from curation.ingest.transcript import SPEAKERS

_NAMES = ("conversations", "conversation")
_CALL = "function_call"
_CURE = 'Write [{"from": "human", "value": "…"}, {"from": "gpt", "value": "…"}].'


def is_share_gpt(line: Mapping[str, Any]) -> bool:
    """True for {conversations: [{from, value}, …]}, a system prompt and tools beside it or not."""
    turns = _turns(line)
    return bool(turns) and all(isinstance(t, dict) and "from" in t and "value" in t for t in turns)


def read_share_gpt(line: Mapping[str, Any]) -> Row:
    """The row of a conversation; the last turn is the answer when the assistant says it."""
    messages: list[Message] = []
    if isinstance(line.get("system"), str) and line["system"].strip():
        messages.append(Message(speaker=Speaker.SYSTEM, content=line["system"]))
    for number, turn in enumerate(_turns(line), 1):
        messages.append(_message(number, turn, messages))
    last = messages[-1]
    is_answered = last.speaker == Speaker.ASSISTANT
    return Row(
        prompt=checked_prompt(tuple(messages[:-1] if is_answered else messages)),
        answer=last if is_answered and says_something(last) else None,
        tools=tools_of(_listed_tools(line.get("tools"))),
    )


def _turns(line: Mapping[str, Any]) -> Sequence[Any]:
    return next((line[name] for name in _NAMES if isinstance(line.get(name), list)), ())


def _message(number: int, turn: Mapping[str, Any], before: Sequence[Message]) -> Message:
    name, value = turn["from"], turn["value"]
    if not isinstance(name, str) or not isinstance(value, str):
        raise RowRefused(f"Turn {number} does not say who speaks, or what.", _CURE)
    if name == _CALL:
        return Message(speaker=Speaker.ASSISTANT, tool_calls=_calls(number, value))
    speaker = SPEAKERS.get(name.casefold())
    if speaker is None:
        raise RowRefused(f"Turn {number} is said by somebody unknown.", _CURE)
    asked = before[-1].tool_calls if before else ()
    is_result = speaker == Speaker.TOOL and bool(asked)
    return Message(speaker=speaker, content=value, tool_call_id=asked[0].id if is_result else None)


def _calls(number: int, value: str) -> tuple[ToolCall, ...]:
    try:
        parsed = json.loads(value)
        calls = parsed if isinstance(parsed, list) else [parsed]
        return tuple(
            ToolCall(
                id=f"call_{number}_{place}",
                name=str(call["name"]),
                arguments=json.dumps(call.get("arguments", {}), ensure_ascii=False),
            )
            for place, call in enumerate(calls, 1)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RowRefused(
            f"The call of a tool in turn {number} is not JSON with a name.",
            'Write {"name": "…", "arguments": {…}}.',
        ) from error


def _listed_tools(value: object) -> object:
    """The tools; many files hold the list as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value.strip() else None
    except (ValueError, RecursionError):
        return value

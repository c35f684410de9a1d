"""Rules about tools: what is declared, called and answered."""

import json
import re
from collections.abc import Iterator

from curation.release.validation.rule import (
    Line,
    Purpose,
    objects,
    quoted,
)

MOST_FUNCTIONS = 128
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def tools_are_declared_right(line: Line, purpose: Purpose) -> Iterator[str]:
    """`tools` is a list of functions, each with a valid name and an object of parameters."""
    holder = line.holder
    if not isinstance(holder.get("parallel_tool_calls", True), bool):
        yield "`parallel_tool_calls` is neither true nor false."
    functions = holder.get("functions", [{}])
    if not isinstance(functions, list) or not 1 <= len(functions) <= MOST_FUNCTIONS:
        yield f"`functions` is not a list of 1 to {MOST_FUNCTIONS} functions."
    if "tools" not in holder:
        return
    tools = holder["tools"]
    if not isinstance(tools, list) or not tools:
        yield "`tools` is not a list of functions."
        return
    for number, tool in enumerate(tools, 1):
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or tool.get("type") != "function":
            yield f"Tool {number} is not a function."
        elif not NAME.fullmatch(str(function.get("name", ""))):
            yield f"Tool {number} has a name that is not 1 to 64 letters, digits, _ or -."
        elif not isinstance(function.get("parameters", {}), dict):
            yield f"Tool {number} has parameters that are not a JSON schema."


def calls_are_right(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every call has an id, a valid function name and its arguments as JSON text."""
    for place, message in line.messages:
        if "tool_calls" not in message:
            continue
        calls = message["tool_calls"]
        if message.get("role") != "assistant":
            yield f"{place} calls a tool, which only the assistant may."
        elif not isinstance(calls, list) or not calls or len(objects(calls)) < len(calls):
            yield f"{place} has tool calls that are not a list of calls."
        else:
            yield from (f"{place} {wrong}" for call in calls if (wrong := _wrong_call(call)))


def called_tools_are_declared(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every function that is called is among the line's tools."""
    declared = {
        tool["function"].get("name")
        for tool in objects(line.holder.get("tools"))
        if isinstance(tool.get("function"), dict)
    }
    for place, message in line.messages:
        for call in objects(message.get("tool_calls")):
            function = call.get("function")
            name = function.get("name") if isinstance(function, dict) else None
            if name is not None and name not in declared:
                yield f"{place} calls {quoted(name)}, which is not among the tools."


def results_belong_to_calls(line: Line, purpose: Purpose) -> Iterator[str]:
    """Every message of a tool names a call that was made before it."""
    called: set[object] = set()
    for place, message in line.messages:
        called |= {str(call.get("id")) for call in objects(message.get("tool_calls"))}
        if message.get("role") == "tool" and str(message.get("tool_call_id")) not in called:
            yield f"{place} is a tool's result without a call before it."


def _wrong_call(call: dict[str, object]) -> str:
    function = call.get("function")
    if not isinstance(function, dict) or call.get("type") != "function":
        return "calls something that is not a function."
    if not isinstance(call.get("id"), str) or not call["id"]:
        return "has a call without an id."
    if not NAME.fullmatch(str(function.get("name", ""))):
        return "calls a name that is not 1 to 64 letters, digits, _ or -."
    arguments = function.get("arguments")
    if not isinstance(arguments, str):
        return "has arguments that are not JSON text."
    try:
        json.loads(arguments)
    except (ValueError, RecursionError):
        return "has arguments that cannot be read as JSON."
    return ""

"""Training files: bytes become checked lines, or the reasons why they cannot be trained on.

The rules are those of the contract's chat and preference lines. Reasons name the line and the
message, and never quote the text.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from curation.trainer.records import Json

MOST_SHOWN = 5
ROLES = frozenset({"system", "user", "assistant", "tool", "function"})
GRADED_ROLES = frozenset({"developer", "user", "assistant", "tool"})
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadFile(Exception):
    """A file that cannot be trained on; its message lists the first faults by line."""


class _BadLine(Exception):
    """What is wrong with one line."""


def read_lines(data: bytes, method: str, *, needs: frozenset[str] = frozenset()) -> list[Json]:
    """The lines of a JSONL file, checked for a method ("supervised", "dpo", "reinforcement").

    `needs` are the fields that a grader reads. Blank lines at the end are passed over.
    Raises BadFile with line numbers (from 1).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadFile(f"The file is not UTF-8 text (line {line}).") from error
    rows = text.split("\n")
    while rows and not rows[-1].strip():
        rows.pop()
    if not rows:
        raise BadFile("The file has no lines.")
    check = _CHECKS[method]
    lines: list[Json] = []
    faults: list[str] = []
    for number, row in enumerate(rows, 1):
        try:
            lines.append(_parsed(row))
            check(lines[-1])
            _check_fields(lines[-1], needs)
        except _BadLine as error:
            faults.append(f"Line {number}: {error}")
    if faults:
        shown = " ".join(faults[:MOST_SHOWN])
        more = len(faults) - MOST_SHOWN
        raise BadFile(
            f"Invalid file format. {len(faults)} of {len(rows)} lines cannot be used. {shown}"
            + (f" And {more} more." if more > 0 else "")
        )
    return lines


def prompt_of(line: Json) -> str:
    """The prompt of a line as canonical JSON, to find the same prompt in two files."""
    messages = line["input"]["messages"] if "input" in line else line["messages"]
    if "input" not in line and messages[-1]["role"] == "assistant":
        messages = messages[:-1]
    return json.dumps(messages, sort_keys=True)


def _parsed(row: str) -> Json:
    try:
        line = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise _BadLine("it is not JSON.") from error
    if not isinstance(line, dict):
        raise _BadLine("it is not a JSON object.")
    return line


def _check_chat(line: Json) -> None:
    messages = _check_messages(line.get("messages"), "messages")
    _check_tools(line.get("tools"))
    if not any(m["role"] == "assistant" and m.get("weight", 1) != 0 for m in messages):
        raise _BadLine("it has no assistant message to learn from.")


def _check_fields(line: Json, needs: frozenset[str]) -> None:
    lacking = sorted(name for name in needs if line.get(name) in (None, ""))
    if lacking:
        raise _BadLine(f'the grader reads "{lacking[0]}", which is missing or empty.')


def _check_pair(line: Json) -> None:
    prompt = line.get("input")
    if not isinstance(prompt, dict):
        raise _BadLine('"input" is missing or is not an object.')
    _check_messages(prompt.get("messages"), "input.messages")
    _check_tools(prompt.get("tools"))
    for side in ("preferred_output", "non_preferred_output"):
        answers = _check_messages(line.get(side), side)
        if len(answers) != 1 or answers[0]["role"] != "assistant":
            raise _BadLine(f'"{side}" must hold one assistant message.')


def _check_graded(line: Json) -> None:
    messages = _check_messages(line.get("messages"), "messages", GRADED_ROLES)
    _check_tools(line.get("tools"))
    if messages[-1]["role"] != "user":
        raise _BadLine("the last message must be the user's.")


_CHECKS: dict[str, Callable[[Json], None]] = {
    "supervised": _check_chat,
    "dpo": _check_pair,
    "reinforcement": _check_graded,
}


def _check_messages(messages: Any, where: str, roles: frozenset[str] = ROLES) -> list[Json]:
    if not isinstance(messages, list) or not messages:
        raise _BadLine(f'"{where}" is missing, empty or not a list.')
    for number, message in enumerate(messages, 1):
        try:
            _check_message(message, roles)
        except _BadLine as error:
            raise _BadLine(f"{where}, message {number}: {error}") from error
    return messages


def _check_message(message: Any, roles: frozenset[str]) -> None:
    if not isinstance(message, dict):
        raise _BadLine("it is not an object.")
    role = message.get("role")
    if not isinstance(role, str) or role not in roles:
        raise _BadLine(f"the role must be one of {', '.join(sorted(roles))}.")
    calls = message.get("tool_calls")
    if calls is not None:
        _check_calls(role, calls)
    if "weight" in message:
        weight = message["weight"]
        if role != "assistant" or isinstance(weight, bool) or weight not in (0, 1):
            raise _BadLine("a weight must be 0 or 1 and stand on an assistant message.")
    _check_content(
        message.get("content"),
        optional=bool(calls) or "function_call" in message,
        pictures=message["role"] == "user",
    )


def _check_content(content: Any, *, optional: bool, pictures: bool) -> None:
    if isinstance(content, str) or (content is None and optional):
        return
    if content is None:
        raise _BadLine("the content is missing.")
    if not isinstance(content, list) or not content:
        raise _BadLine("the content is neither text nor a list of parts.")
    for part in content:
        if pictures and _is_picture(part):
            continue  # looked at by nobody here: what is learned is the text beside it
        if not isinstance(part, dict) or part.get("type") != "text":
            raise _BadLine("only parts of text can be trained on here.")
        if not isinstance(part.get("text"), str):
            raise _BadLine("a part of text has no text.")


def _is_picture(part: Any) -> bool:
    shown = part.get("image_url") if isinstance(part, dict) else None
    return (
        isinstance(shown, dict)
        and part.get("type") == "image_url"
        and isinstance(shown.get("url"), str)
    )


def _check_calls(role: str, calls: Any) -> None:
    if role != "assistant" or not isinstance(calls, list) or not calls:
        raise _BadLine("tool_calls must be a list that is not empty, on an assistant message.")
    for call in calls:
        function = call.get("function") if isinstance(call, dict) else None
        if not isinstance(function, dict) or not _is_name(function.get("name")):
            raise _BadLine("a tool call has no function with a name of letters, digits, - and _.")
        if not isinstance(function.get("arguments"), str):
            raise _BadLine("the arguments of a tool call must be JSON as text.")


def _check_tools(tools: Any) -> None:
    if tools is None:
        return
    if not isinstance(tools, list):
        raise _BadLine('"tools" is not a list.')
    for tool in tools:
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or not _is_name(function.get("name")):
            raise _BadLine("a tool has no function with a name of letters, digits, - and _.")


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None

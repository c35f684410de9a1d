"""Ready-made tuning lines: conversations and preference pairs as OpenAI's formats write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from curation.example import Json, Message, Speaker, message_from_json
from curation.ingest.rows import Row
from curation.ingest.source_file import RowRefused


def is_chat_line(line: Mapping[str, Any]) -> bool:
    """True for a line of the formats that `read_chat_line` knows."""
    return "messages" in line or (
        isinstance(line.get("input"), dict) and "preferred_output" in line
    )


def read_chat_line(line: Mapping[str, Any]) -> Row:
    """The row of {messages, tools} or of {input, preferred_output, non_preferred_output}.

    The last message becomes the answer when the assistant says it; everything before it is the
    prompt, a system message included. Raises RowRefused with a plain reason.
    """
    if "messages" in line:
        messages = read_messages(line["messages"])
        last = messages[-1]
        is_answered = last.speaker == Speaker.ASSISTANT
        return Row(
            prompt=checked_prompt(messages[:-1] if is_answered else messages),
            answer=last if is_answered and says_something(last) else None,
            tools=tools_of(line.get("tools")),
        )
    given = line["input"]
    return Row(
        prompt=checked_prompt(read_messages(given.get("messages"))),
        answer=read_output(line["preferred_output"]),
        rejected=read_output(line.get("non_preferred_output")),
        tools=tools_of(given.get("tools")),
    )


def read_messages(value: object) -> tuple[Message, ...]:
    """The messages of a list as chat APIs write it; at least one."""
    if not isinstance(value, list) or not value:
        raise RowRefused(
            "The messages are not a list with something in it.",
            'Write [{"role": "user", "content": "…"}, …].',
        )
    return tuple(_message(number, entry) for number, entry in enumerate(value, 1))


def read_output(value: object) -> Message | None:
    """The one assistant message of an output, given as a list of one or as text; None if blank."""
    if value is None:
        return None
    if isinstance(value, str):
        value = [{"role": "assistant", "content": value}]
    messages = read_messages(value)
    if len(messages) != 1 or messages[0].speaker != Speaker.ASSISTANT:
        raise RowRefused(
            "An answer is not exactly one message of the assistant.",
            'Write [{"role": "assistant", "content": "…"}].',
        )
    return messages[0] if says_something(messages[0]) else None


def _message(number: int, entry: object) -> Message:
    cure = "Write role and content as chat APIs do; what the assistant calls stands in tool_calls."
    if not isinstance(entry, dict):
        raise RowRefused(f"Message {number} is not an object.", cure)
    if "function_call" in entry:
        raise RowRefused(f"Message {number} uses function_call, which is no longer trained.", cure)
    if isinstance(entry.get("content"), list):
        entry = {**entry, "content": _joined(number, entry["content"])}
    try:
        message = message_from_json(entry)
    except ValueError as error:
        raise RowRefused(f"Message {number}: {error}", cure) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise RowRefused(f"Message {number} has a tool call without a function.", cure) from error
    if not isinstance(message.tool_call_id, str | None):
        raise RowRefused(f"The tool_call_id of message {number} is not text.", cure)
    if message.weight not in (None, 0, 1):
        raise RowRefused(f"The weight of message {number} is neither 0 nor 1.", cure)
    return message


def _joined(number: int, parts: Sequence[object]) -> str:
    """The text of parts, one below the other; refused with a picture, which nobody can scan."""
    texts = []
    for part in parts:
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "image_url":
            raise RowRefused(
                f"Message {number} has a picture, in which personal values cannot be found.",
                "Bring the document in as a file: a release can show its pages. Or leave the "
                "picture out.",
            )
        text = part.get("text") if isinstance(part, dict) and kind == "text" else None
        if not isinstance(text, str):
            raise RowRefused(
                f"Message {number} has a part that is not text.",
                'Write parts as {"type": "text", "text": "…"}, or the content as one text.',
            )
        texts.append(text)
    return "\n".join(texts)


def checked_prompt(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages before an answer; RowRefused when the user says nothing in them."""
    asked = [message for message in messages if message.speaker in (Speaker.USER, Speaker.TOOL)]
    if not any(says_something(message) for message in asked):
        raise RowRefused(
            "No message of the user stands before the answer.",
            "Put what the customer wrote first, or leave the row out.",
        )
    return messages


def says_something(message: Message) -> bool:
    """True for a message with a text or a call of a tool."""
    return bool(message.content.strip() or message.tool_calls)


def tools_of(value: object) -> tuple[Json, ...]:
    """The tools that a line offers; none for null."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(tool, dict) for tool in value):
        raise RowRefused(
            "The tools are not a list of objects.",
            'Write [{"type": "function", "function": {…}}, …].',
        )
    return tuple(value)

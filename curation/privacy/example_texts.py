"""Every text of an example that may be shown or leave, and the example with them changed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from curation.example import Example, Message, ToolCall, canonical_json


def texts(example: Example) -> Iterator[tuple[str, str]]:
    """Every text of the example that could leave in an export, with its path.

    Paths: `messages.0`, `messages.3.tool_calls.0`, `answer`, `answer.tool_calls.1`, `rejected`,
    `tools.0`, `following.0`, `suggestions.0`, `metadata.subject`, `source.file`; of a call of a
    tool also `….tool_calls.0.id` and `….tool_calls.0.name`, of its result `….tool_call_id`. Empty
    texts are left out. What follows the answer is shown to reviewers only; cuts are neither shown
    nor exported.
    """
    for index, message in enumerate(example.messages):
        yield from message_texts(f"messages.{index}", message)
    if example.answer:
        yield from message_texts("answer", example.answer)
    if example.rejected:
        yield from message_texts("rejected", example.rejected)
    for index, tool in enumerate(example.tools):
        yield f"tools.{index}", canonical_json(tool)
    for index, message in enumerate(example.following):
        yield from message_texts(f"following.{index}", message)
    for index, suggestion in enumerate(example.suggestions):
        if suggestion.value:
            yield f"suggestions.{index}", suggestion.value
    for key in sorted(example.metadata):
        if example.metadata[key]:
            yield f"metadata.{key}", example.metadata[key]
    if example.source.file:
        yield "source.file", example.source.file


def replace_texts(example: Example, change: Callable[[str], str]) -> Example:
    """The example with `change` applied to every text that `texts` lists."""

    def changed(message: Message) -> Message:
        calls = tuple(
            ToolCall(id=change(call.id), name=change(call.name), arguments=change(call.arguments))
            for call in message.tool_calls
        )
        result_of = message.tool_call_id and change(message.tool_call_id)
        content = change(message.content)
        return replace(message, content=content, tool_calls=calls, tool_call_id=result_of)

    return replace(
        example,
        messages=tuple(changed(message) for message in example.messages),
        answer=changed(example.answer) if example.answer else None,
        rejected=changed(example.rejected) if example.rejected else None,
        tools=tuple(json.loads(change(canonical_json(tool))) for tool in example.tools),
        following=tuple(changed(message) for message in example.following),
        suggestions=tuple(
            replace(suggestion, value=change(suggestion.value))
            for suggestion in example.suggestions
        ),
        metadata={key: change(value) for key, value in example.metadata.items()},
        source=replace(example.source, file=change(example.source.file)),
    )


def message_texts(path: str, message: Message) -> Iterator[tuple[str, str]]:
    """Every text of a message with its path, which begins with `path`."""
    if message.content:
        yield path, message.content
    for index, call in enumerate(message.tool_calls):
        yield f"{path}.tool_calls.{index}", call.arguments
        for part, text in (("id", call.id), ("name", call.name)):
            if text:
                yield f"{path}.tool_calls.{index}.{part}", text
    if message.tool_call_id:
        yield f"{path}.tool_call_id", message.tool_call_id

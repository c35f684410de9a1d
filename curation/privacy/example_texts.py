"""Every text of an example that may be shown or leave, and the example with them changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from curation.example import Example, Message


def texts(example: Example) -> Iterator[tuple[str, str]]:
    """Every text of the example that could leave in an export, with its path.

    Paths: `messages.0`, `messages.3.tool_calls.0`, `answer`, `answer.tool_calls.1`, `rejected`,
    `following.0`, `suggestions.0`, `metadata.subject`, `source.file`. Empty texts are left out.
    What follows the answer is shown to reviewers only; cuts are neither shown nor exported.
    """
    for index, message in enumerate(example.messages):
        yield from _message_texts(f"messages.{index}", message)
    if example.answer:
        yield from _message_texts("answer", example.answer)
    if example.rejected:
        yield from _message_texts("rejected", example.rejected)
    for index, message in enumerate(example.following):
        yield from _message_texts(f"following.{index}", message)
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
            replace(call, arguments=change(call.arguments)) for call in message.tool_calls
        )
        return replace(message, content=change(message.content), tool_calls=calls)

    return replace(
        example,
        messages=tuple(changed(message) for message in example.messages),
        answer=changed(example.answer) if example.answer else None,
        rejected=changed(example.rejected) if example.rejected else None,
        following=tuple(changed(message) for message in example.following),
        suggestions=tuple(
            replace(suggestion, value=change(suggestion.value))
            for suggestion in example.suggestions
        ),
        metadata={key: change(value) for key, value in example.metadata.items()},
        source=replace(example.source, file=change(example.source.file)),
    )


def _message_texts(path: str, message: Message) -> Iterator[tuple[str, str]]:
    if message.content:
        yield path, message.content
    for index, call in enumerate(message.tool_calls):
        yield f"{path}.tool_calls.{index}", call.arguments

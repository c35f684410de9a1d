"""Text that was cut from a message, put back where it stood."""

from collections.abc import Collection
from dataclasses import replace

from curation.example import Example, Message


def put_back(example: Example, paths: Collection[str] | None = None) -> Example:
    """The example with the cuts of these messages undone; of all messages for None.

    A path names a message as cuts do (`messages.0`, `answer`, `following.1`). An example without
    such cuts comes back as it is.
    """
    wanted = [cut for cut in example.cuts if paths is None or cut.path in paths]
    if not wanted:
        return example

    def whole(path: str, message: Message) -> Message:
        text = message.content
        for cut in reversed([cut for cut in wanted if cut.path == path]):
            text = text[: cut.position] + cut.text + text[cut.position :]
        return replace(message, content=text)

    return replace(
        example,
        messages=tuple(whole(f"messages.{n}", m) for n, m in enumerate(example.messages)),
        answer=whole("answer", example.answer) if example.answer else None,
        following=tuple(whole(f"following.{n}", m) for n, m in enumerate(example.following)),
        cuts=tuple(cut for cut in example.cuts if cut not in wanted),
    )

"""A better and a worse answer that hold the conversation as well: it is cut off where they part."""

from collections.abc import Mapping
from typing import Any

from curation.example import Message, Speaker
from curation.ingest.chat_lines import checked_prompt, read_messages, tools_of
from curation.ingest.rows import Row
from curation.ingest.source_file import RowRefused
from curation.ingest.transcript import is_transcript, read_chat


def is_whole_pair(line: Mapping[str, Any]) -> bool:
    """True for {chosen, rejected} that are whole conversations: transcripts, or lists of messages.

    A transcript is Anthropic's form: "\\n\\nHuman: …\\n\\nAssistant: …".
    """
    return all(_is_whole(line.get(name)) for name in ("chosen", "rejected"))


def read_whole_pair(line: Mapping[str, Any]) -> Row:
    """The row of a pair: what both have in common is the prompt, the next turn of each the answer.

    Raises RowRefused when they do not part at a turn of the assistant.
    """
    chosen, rejected = _messages(line["chosen"]), _messages(line["rejected"])
    common = 0
    while common < min(len(chosen), len(rejected)) and chosen[common] == rejected[common]:
        common += 1
    if common == len(chosen) == len(rejected):
        raise RowRefused("Both conversations are the same.", "Leave the row out.")
    parted = [turns[common : common + 1] for turns in (chosen, rejected)]
    if not all(turn and turn[0].speaker == Speaker.ASSISTANT for turn in parted):
        raise RowRefused(
            "The two conversations do not part at an answer of the assistant.",
            "Only answers to the same question can be compared; leave the row out.",
        )
    return Row(
        prompt=checked_prompt(_with_system(line, chosen[:common])),
        answer=chosen[common],
        rejected=rejected[common],
        following=chosen[common + 1 :],
        tools=tools_of(line.get("tools")),
    )


def _is_whole(value: object) -> bool:
    if isinstance(value, list):
        return len(value) > 1 and all(isinstance(entry, dict) for entry in value)
    return isinstance(value, str) and is_transcript(value)


def _messages(value: object) -> tuple[Message, ...]:
    return read_chat(value).messages if isinstance(value, str) else read_messages(value)


def _with_system(line: Mapping[str, Any], prompt: tuple[Message, ...]) -> tuple[Message, ...]:
    told = line.get("system")
    has_one = any(message.speaker == Speaker.SYSTEM for message in prompt)
    if has_one or not isinstance(told, str) or not told.strip():
        return prompt
    return (Message(speaker=Speaker.SYSTEM, content=told), *prompt)

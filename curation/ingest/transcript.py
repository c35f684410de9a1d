"""A chat written as text: `user: …` and `assistant: …`, one turn after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.example import Message, Speaker
from curation.ingest.choices import AnswerRule
from curation.ingest.columns import Column, ColumnMapping, guess_mapping, holds_input
from curation.ingest.rows import Row, check_characters
from curation.ingest.source_file import RowRefused, check_row_size

CALL_UNKNOWN = "A tool was called in this chat; the transcript does not say which."
EVENT_LEFT_OUT = "What the desk's program did in this chat was left out."

SPEAKERS = {
    "user": Speaker.USER, "customer": Speaker.USER, "client": Speaker.USER,
    "human": Speaker.USER, "visitor": Speaker.USER, "caller": Speaker.USER,
    "kunde": Speaker.USER, "kundin": Speaker.USER, "cliente": Speaker.USER,
    "assistant": Speaker.ASSISTANT, "agent": Speaker.ASSISTANT, "bot": Speaker.ASSISTANT,
    "support": Speaker.ASSISTANT, "ai": Speaker.ASSISTANT, "gpt": Speaker.ASSISTANT,
    "chatgpt": Speaker.ASSISTANT, "model": Speaker.ASSISTANT, "operator": Speaker.ASSISTANT,
    "representative": Speaker.ASSISTANT, "berater": Speaker.ASSISTANT, "agente": Speaker.ASSISTANT,
    "tool": Speaker.TOOL, "function": Speaker.TOOL, "observation": Speaker.TOOL,
    "system": Speaker.SYSTEM,
}  # fmt: skip
"""What speakers are called in transcripts and tuning files, in small letters."""

_TURN = re.compile(
    r"^[ \t]{0,8}(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?[\])]?[ \t]{0,4}(?:- )?)?"
    rf"(?P<who>{'|'.join(SPEAKERS)})(?: ?\([^()\n]{{1,60}}\)| \d{{1,4}})?[ \t]{{0,2}}[:：][ \t]?",
    re.IGNORECASE | re.MULTILINE,
)
_NOTHING = "None"
"""What some transcripts have where the assistant only called a tool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """The messages of a transcript; `calls` is true where tools were called without a word."""

    messages: tuple[Message, ...]
    calls: bool = False


def is_transcript(text: str) -> bool:
    """True for a text that begins with a speaker, and in which both sides speak."""
    if not _TURN.match(text.lstrip()):
        return False
    speakers = {SPEAKERS[found["who"].casefold()] for found in _TURN.finditer(text)}
    return {Speaker.USER, Speaker.ASSISTANT} <= speakers


def transcript_column(columns: Sequence[Column]) -> str:
    """The column whose samples are all transcripts; "" when none is."""
    for column in columns:
        if column.samples and all(map(is_transcript, column.samples)):
            return column.name
    return ""


def guess_with_transcripts(columns: Sequence[Column]) -> ColumnMapping:
    """The mapping that the names suggest; where none is the message, a column of chats is."""
    guess = guess_mapping(columns)
    return guess if holds_input(guess) else replace(guess, input=transcript_column(columns))


def has_transcripts(columns: Sequence[Column], mapping: ColumnMapping) -> bool:
    """True when the column of the message holds whole chats, and none holds an answer."""
    chosen = [column for column in columns if column.name == mapping.input]
    return bool(transcript_column(chosen)) and not (mapping.answer or mapping.rejected)


def read_chat(text: str) -> Chat:
    """The turns of a transcript; lines without a speaker go on with the turn above.

    Raises RowRefused for a text that does not begin with a speaker.
    """
    check_row_size(len(text))
    check_characters(text)
    found = list(_TURN.finditer(text))
    if not found or text[: found[0].start()].strip():
        raise RowRefused(
            "This chat does not begin with a line such as “user:” or “agent:”.",
            "Put before each turn who says it.",
        )
    ends = [turn.start() for turn in found[1:]] + [len(text)]
    messages, calls = [], False
    for turn, end in zip(found, ends, strict=True):
        speaker, said = SPEAKERS[turn["who"].casefold()], text[turn.end() : end].strip()
        if speaker == Speaker.ASSISTANT and said in ("", _NOTHING):
            calls = True
        elif said:
            messages.append(Message(speaker=speaker, content=said))
    return Chat(
        messages=tuple(messages), calls=calls or Speaker.TOOL in {m.speaker for m in messages}
    )


def transcript_row(text: str, rule: AnswerRule) -> Row:
    """The row of a transcript: the last reply is the answer (the first, when that is chosen).

    Raises RowRefused when no side asks anything.
    """
    chat = read_chat(text)
    return row_of_turns(chat.messages, rule, remarks=(CALL_UNKNOWN,) if chat.calls else ())


def row_of_turns(
    messages: Sequence[Message], rule: AnswerRule, *, remarks: tuple[str, ...] = ()
) -> Row:
    """The row of a conversation that goes on after its answer."""
    first = next((n for n, one in enumerate(messages) if one.speaker == Speaker.USER), None)
    if first is None:
        raise RowRefused(
            "No customer says anything in this chat.",
            "Look at who is said to speak, or leave the row out.",
        )
    replies = [
        number
        for number, message in enumerate(messages)
        if number > first and message.speaker == Speaker.ASSISTANT and message.content.strip()
    ]
    if not replies:
        return Row(prompt=tuple(messages), remarks=remarks)
    at = replies[0] if rule == AnswerRule.FIRST else replies[-1]
    return Row(
        prompt=tuple(messages[:at]),
        answer=messages[at],
        following=tuple(messages[at + 1 :]),
        remarks=remarks,
    )

"""Chats from a plain text file: turns that begin with who says them."""

import re
from collections.abc import Iterator, Sequence

from curation.example import Source
from curation.ingest.choices import Choices
from curation.ingest.decoding import decode
from curation.ingest.look import Look
from curation.ingest.mojibake import repaired
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import example_from, fault_from
from curation.ingest.source_file import RowRefused, SourceFile
from curation.ingest.transcript import is_transcript, transcript_row
from curation.task import Intake, Task

_BETWEEN = re.compile(
    r"^[ \t]*(?:[-=*#_~]{3,}|(?:#{1,3} ?)?(?:chat|conversation|transcript|dialogue|gespräch)"
    r"[ #:]{0,3}[\w-]{0,20}:?)[ \t\r]*$|\n[ \t\r]*\n[ \t\r]*\n(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)


def chats_in(text: str) -> list[str]:
    """The chats in a text: a drawn line, a title such as "Chat 2" or two empty lines part them."""
    return [chat for chat in _BETWEEN.split(text) if chat.strip()]


def _confidence(look: Look) -> float:
    if look.is_binary:
        return 0.0
    chats = chats_in(look.head)
    return 0.85 if chats and is_transcript(chats[0]) else 0.0


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    decoded = decode(file.data)
    chats = chats_in(decoded.text)

    def outcomes() -> Iterator[Outcome]:
        for number, chat in enumerate(chats, 1):
            source = Source(file=file.name, sha256=file.sha256, row=number)
            try:
                text = repaired(chat) if choices.repair else chat
                yield example_from(transcript_row(text, choices.answer), task, source)
            except RowRefused as refusal:
                content = chat.encode("utf-8", "replace").decode("utf-8")
                yield fault_from(refusal, source, content)

    return Reading(
        format=CHAT_TRANSCRIPT.format, rows=len(chats), outcomes=outcomes, note=decoded.note
    )


CHAT_TRANSCRIPT = Importer(
    format="transcript",
    title="Chat transcript (text)",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
)

"""Files of mail, single ones and mailboxes, as one reading of conversations."""

import re
from collections.abc import Iterator, Sequence

from curation.example import Fault, Source
from curation.ingest.choices import Choices
from curation.ingest.decoding import head
from curation.ingest.mail_message import MailHead, header_names, read_head
from curation.ingest.mail_threads import Thread, desk_of, thread_row, threads
from curation.ingest.reading import Outcome, Reading
from curation.ingest.rows import example_from, fault_from
from curation.ingest.source_file import RowRefused, SourceFile
from curation.task import Task

MAIL = "mail"
"""The bundle of all mail that is handed in together."""

_BEGINS = re.compile(r"From [^\n]{1,200}\n")
_ENVELOPE = re.compile(rb"^From [^\r\n]{1,200}\r?\n(?=[!-9;-~]{1,76}:)", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_NO_MAIL = RowRefused(
    "This is no mail: it does not begin with headers such as From and Date.",
    "Save it as .eml in the mail program, or choose another format.",
)


def begins_as_mailbox(text: str) -> bool:
    """True for a text that begins with the line that mailboxes put above each mail."""
    found = _BEGINS.match(text)
    return bool(found and header_names(text[found.end() :]))


def read_mail(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    """The conversations in all these files; what is no mail is a fault of its own."""
    mails: list[MailHead] = []
    faults: list[Fault] = []
    for file in files:
        for row, data in enumerate(_mails_in(file), 1):
            source = Source(file=file.name, sha256=file.sha256, row=row)
            if header_names(head(data).lstrip()):
                mails.append(read_head(data.lstrip(), source))
            else:
                faults.append(fault_from(_NO_MAIL, source, ""))
    found = threads(mails)
    desk = desk_of(found)

    def outcomes() -> Iterator[Outcome]:
        for thread in found:
            yield _outcome(thread, desk, task, choices)
        yield from faults

    return Reading(
        format=_format(files[0]),
        rows=len(found) + len(faults),
        outcomes=outcomes,
        note=_note(mails, found, desk),
    )


def _mails_in(file: SourceFile) -> Iterator[bytes]:
    if not begins_as_mailbox(head(file.data).lstrip()):
        yield file.data
        return
    found = list(_ENVELOPE.finditer(file.data))
    ends = [one.start() for one in found[1:]] + [len(file.data)]
    for one, end in zip(found, ends, strict=True):
        yield _ESCAPED.sub(rb"\1", file.data[one.end() : end])


def _outcome(thread: Thread, desk: str, task: Task, choices: Choices) -> Outcome:
    source = thread.first.source
    try:
        return example_from(thread_row(thread, desk, choices), task, source)
    except RowRefused as refusal:
        return fault_from(refusal, source, "")


def _format(file: SourceFile) -> str:
    return "mbox" if begins_as_mailbox(head(file.data).lstrip()) else "eml"


def _note(mails: Sequence[MailHead], found: Sequence[Thread], desk: str) -> str:
    if len(mails) < 2:
        return ""
    conversations = "conversation" if len(found) == 1 else "conversations"
    told = f"{len(mails):,} mails make up {len(found):,} {conversations}."
    return f"{told} Mail from {desk} is taken for the answers." if desk else told

"""One mail: who wrote what to whom and when, in answer to what; attachments are only counted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from curation.example import Source
from curation.ingest.auto_replies import is_auto_reply, is_automatic_mail
from curation.ingest.helpdesks.timestamps import in_utc

if TYPE_CHECKING:
    from email.message import EmailMessage

_KNOWN = {
    "from", "to", "cc", "subject", "date", "message-id", "mime-version", "received", "return-path",
    "delivered-to", "content-type", "content-transfer-encoding", "in-reply-to", "references",
    "reply-to", "sender", "x-mailer", "dkim-signature", "list-id", "envelope-to",
}  # fmt: skip
_TELLING = {"from", "received", "return-path", "message-id", "delivered-to"}
_NAMES_NEEDED = 2

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_NAME = re.compile(r"([!-9;-~]{1,76}):")
_ID = re.compile(r"<([^<>\s]{1,500})>")
_REPLY = re.compile(
    r"\s*(?:(?:re|aw|wg|fwd?|sv|vs|antw|odp|rv|res|rif|回复|答复|转发)\s*(?:\[\d+\])?\s*[:：]|"
    r"\[[^\]]{1,40}\])\s*",
    re.IGNORECASE,
)
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|div|p|table)\b[^<>]*>", re.IGNORECASE)
_KINDS = {"image": "picture", "audio": "recording", "video": "video"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHead:
    """What the headers of a mail say; `data` are its bytes, `answers` the ids it answers.

    Addresses are in small letters; `sender` is empty when there is none. `sent_at` is as in Turn.
    """

    data: bytes
    source: Source
    id: str
    answers: tuple[str, ...]
    subject: str
    sender: str
    receivers: frozenset[str]
    sent_at: str
    is_automatic: bool

    @property
    def topic(self) -> str:
        """The subject without "Re:" and the like, in small letters."""
        return plain_subject(self.subject).casefold()

    @property
    def is_reply(self) -> bool:
        """True when the subject begins with "Re:" or the like."""
        return bool(_REPLY.match(self.subject))


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBody:
    """The text of a mail, plain where it has a plain one, and sentences about what was left out."""

    text: str
    is_html: bool = False
    remarks: tuple[str, ...] = ()


def header_names(head: str) -> list[str]:
    """The names of the headers that a text begins with, in small letters; none when it is no mail.

    At least two of the usual ones, and one that tells a sender or a way.
    """
    names: list[str] = []
    for line in head.split("\n"):
        found = _NAME.match(line)
        if found:
            names.append(found[1].casefold())
        elif not line.strip() or not line.startswith((" ", "\t", "From ", ">From ")):
            break
    known = set(names) & _KNOWN
    return names if len(known) >= _NAMES_NEEDED and known & _TELLING else []


def plain_subject(subject: str) -> str:
    """The subject without "Re:", "Fwd:", "AW:" and names of lists in front."""
    while found := _REPLY.match(subject):
        if found.end() == len(subject):
            break
        subject = subject[found.end() :]
    return " ".join(subject.split())


def read_head(data: bytes, source: Source) -> MailHead:
    """The headers of a mail; what cannot be read in them is empty."""
    from email import policy
    from email.parser import BytesHeaderParser

    end = _BLANK_LINE.search(data)
    parsed = BytesHeaderParser(policy=policy.default).parsebytes(data[: end.end() if end else None])
    headers = {name.casefold(): _header(parsed, name) for name in dict.fromkeys(parsed.keys())}
    senders = _addresses(headers, "from") or _addresses(headers, "sender", "reply-to")
    subject = " ".join(headers.get("subject", "").split())
    own = _ID.search(headers.get("message-id", ""))
    answers = _ID.findall(headers.get("references", "") + headers.get("in-reply-to", ""))
    return MailHead(
        data=data,
        source=source,
        id=own[1] if own else "",
        answers=tuple(dict.fromkeys(answers)),
        subject=subject,
        sender=senders[0] if senders else "",
        receivers=frozenset(_addresses(headers, "to", "cc")),
        sent_at=_sent_at(headers.get("date", "")),
        is_automatic=is_automatic_mail(headers) or is_auto_reply(subject),
    )


def read_body(data: bytes) -> MailBody:
    """The text of a mail without its attachments; an empty one when none can be read."""
    from email import policy
    from email.parser import BytesParser

    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(message.walk())
    except Exception:  # the parser stumbles in many ways over mail that is not well-formed
        return MailBody(text="")
    texts = {"plain": MailBody(text=""), "html": MailBody(text="")}
    left_out: Counter[str] = Counter()
    for part in parts:
        kind = part.get_content_subtype()
        if part.is_multipart():
            continue
        if part.get_content_maintype() == "text" and kind in texts and not _is_attached(part):
            if not texts[kind].text.strip():
                texts[kind] = _text_of(part, is_html=kind == "html")
        elif kind not in ("delivery-status", "pgp-signature", "pkcs7-signature"):
            left_out[_kind_of(part)] += 1
    body = texts["plain"] if texts["plain"].text.strip() else texts["html"]
    return MailBody(
        text=body.text, is_html=body.is_html, remarks=(*body.remarks, *_about(left_out))
    )


def _header(parsed: "EmailMessage", name: str) -> str:
    """All values of a header in one; the raw ones where they cannot be decoded."""
    try:
        return " ".join(str(value) for value in parsed.get_all(name, []))
    except Exception:  # the standard library stumbles over headers that are not well-formed
        raw = [value for key, value in parsed.raw_items() if key.casefold() == name.casefold()]
        return " ".join(map(str, raw))


def _addresses(headers: dict[str, str], *names: str) -> list[str]:
    values = [headers[name] for name in names if headers.get(name)]
    found = [address.strip().casefold() for _, address in getaddresses(values)]
    return [address for address in found if "@" in address]


def _sent_at(date: str) -> str:
    try:
        return in_utc(parsedate_to_datetime(date))
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def _is_attached(part: "EmailMessage") -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:  # a disposition that is not well-formed says nothing
        return False


def _text_of(part: "EmailMessage", *, is_html: bool) -> MailBody:
    try:
        raw = part.get_payload(decode=True)
        charset = str(part.get_content_charset() or "")
        flowed = part.get_param("format", "") == "flowed" and not is_html
    except Exception:  # as above
        return MailBody(text="")
    if not isinstance(raw, bytes):
        return MailBody(text="")
    text, is_sure = _decoded(raw, charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    remark = "Its encoding is not known; some letters may be wrong."
    return MailBody(
        text="\n".join(_unwrapped(text.split("\n"))) if flowed else text,
        is_html=is_html or bool(_HTML.match(text)),
        remarks=() if is_sure else (remark,),
    )


def _decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """The text and whether its encoding is sure."""
    for encoding in (charset, "utf-8"):
        try:
            return raw.decode(encoding or "utf-8"), True
        except (LookupError, ValueError):  # no such encoding, or another one
            continue
    return raw.decode("cp1252", "replace"), False


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Lines that were broken for the way only, put together (RFC 3676)."""
    held, held_depth = "", -1
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        text = line[depth:].removeprefix(" ") if held_depth == depth else line
        if held_depth >= 0 and held_depth != depth:
            yield held
            held, text = "", line
        held += text
        if line.endswith(" ") and line[depth:].strip() != "--":
            held_depth = depth
        else:
            yield held
            held, held_depth = "", -1
    if held_depth >= 0:
        yield held


def _kind_of(part: "EmailMessage") -> str:
    if part.get_content_type() == "application/pdf":
        return "PDF"
    return _KINDS.get(part.get_content_maintype(), "file")


def _about(left_out: Counter[str]) -> tuple[str, ...]:
    if not left_out:
        return ()
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
    return (f"Attachments are not part of the text: {kinds}.",)

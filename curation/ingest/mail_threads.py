"""Mails joined into conversations, and who of their writers is the support desk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.ingest.choices import Choices
from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.conversation_rows import conversation_row
from curation.ingest.mail_message import MailHead, plain_subject, read_body
from curation.ingest.rows import Row
from curation.ingest.source_file import RowRefused

_ANYBODYS = {
    "aol.com", "comcast.net", "free.fr", "gmail.com", "gmx.de", "gmx.net", "googlemail.com",
    "hotmail.com", "icloud.com", "libero.it", "live.com", "mail.ru", "me.com", "msn.com",
    "orange.fr", "outlook.com", "proton.me", "protonmail.com", "qq.com", "t-online.de",
    "wanadoo.fr", "web.de", "yahoo.com", "yandex.ru", "163.com",
}  # fmt: skip
"""Domains under which customers and desks alike have an address."""

NO_TEXT = "A message without any text was left out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The mails of one conversation in the order in which they were sent."""

    mails: tuple[MailHead, ...]

    @property
    def first(self) -> MailHead:
        """The mail that opens it."""
        return self.mails[0]


def threads(mails: Sequence[MailHead]) -> list[Thread]:
    """The conversations, in the order of their first mails; a mail met twice counts once.

    Joined by the ids that a mail answers, else by a subject with "Re:" among the same people.
    """
    roots: dict[str, str] = {}

    def root(key: str) -> str:
        while (above := roots.setdefault(key, key)) != key:
            roots[key] = roots[above]
            key = roots[key]
        return key

    keys = [f"id {mail.id}" if mail.id else f"at {n}" for n, mail in enumerate(mails)]
    for mail, key in zip(mails, keys, strict=True):
        for answered in mail.answers:
            roots[root(key)] = root(f"id {answered}")
    for first, second in _by_subject(mails, keys):
        roots[root(second)] = root(first)
    joined: dict[str, dict[str, MailHead]] = {}
    for mail, key in zip(mails, keys, strict=True):
        joined.setdefault(root(key), {}).setdefault(key, mail)
    return [Thread(mails=tuple(_in_order(list(group.values())))) for group in joined.values()]


def desk_of(found: Sequence[Thread]) -> str:
    """The domain, or the address, that answers in the most conversations; "" when none is ahead.

    A domain under which anybody has an address is no desk's; then it is a single address.
    """
    answers: Counter[str] = Counter()
    for thread in found:
        answers.update({_house(mail.sender) for mail in _replies(thread)} - {""})
    ahead = answers.most_common(2)
    if not ahead or (len(ahead) > 1 and ahead[0][1] == ahead[1][1]):
        return ""
    return ahead[0][0]


def thread_row(thread: Thread, desk: str, choices: Choices) -> Row:
    """The row of a conversation; the writer of its first mail is the customer, if not the desk.

    Raises RowRefused for mail that only machines sent, and for mail without any text.
    """
    if all(mail.is_automatic for mail in thread.mails):
        raise RowRefused(
            "Only a machine wrote here: an automatic reply, a newsletter or a failed delivery.",
            "Nothing needs to be done.",
        )
    bodies = [read_body(mail.data) for mail in thread.mails]
    if not any(body.text.strip() for body in bodies):
        raise RowRefused(
            "No text can be read from this mail.",
            "Look at it in a mail program; it may hold attachments only, or be damaged.",
        )
    agents = _agents(thread, desk)
    turns = tuple(
        Turn(
            author=Author.AGENT if mail.sender in agents else Author.CUSTOMER,
            text=body.text,
            is_html=body.is_html,
            is_automatic=mail.is_automatic,
            sent_at=mail.sent_at,
        )
        for mail, body in zip(thread.mails, bodies, strict=True)
    )
    customer = next((mail.sender for mail in thread.mails if mail.sender not in agents), "")
    conversation = Conversation(
        id=thread.first.id,
        origin=f"mail:{_root_id(thread)}" if _root_id(thread) else "",
        turns=turns,
        subject=plain_subject(thread.first.subject),
        customer=customer,
    )
    row = conversation_row(conversation, choices)
    remarks = [remark for body in bodies for remark in body.remarks]
    remarks += [NO_TEXT] if any(not body.text.strip() for body in bodies) else []
    return replace(row, remarks=(*row.remarks, *dict.fromkeys(remarks)))


def _by_subject(mails: Sequence[MailHead], keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of mails that only their subject and their people join."""
    opened: dict[tuple[str, frozenset[str]], str] = {}
    pairs = []
    for mail, key in sorted(zip(mails, keys, strict=True), key=lambda pair: pair[0].sent_at):
        people = mail.receivers | {mail.sender}
        if not mail.topic or len(people) < 2:
            continue
        about = (mail.topic, frozenset(people))
        if about in opened and mail.is_reply and not mail.answers:
            pairs.append((opened[about], key))
        opened.setdefault(about, key)
    return pairs


def _in_order(mails: list[MailHead]) -> list[MailHead]:
    if all(mail.sent_at for mail in mails):
        return sorted(mails, key=lambda mail: mail.sent_at)
    return sorted(mails, key=lambda mail: bool(mail.answers or mail.is_reply))


def _replies(thread: Thread) -> list[MailHead]:
    opener = thread.first.sender
    return [m for m in thread.mails[1:] if m.sender != opener and not m.is_automatic]


def _house(address: str) -> str:
    domain = address.rpartition("@")[2]
    return address if domain in _ANYBODYS else domain


def _agents(thread: Thread, desk: str) -> set[str]:
    """The addresses in a conversation that are the desk's: by its name, else the first to reply."""
    senders = {mail.sender for mail in thread.mails}
    known = {sender for sender in senders if desk and _is_of(sender, desk)}
    if known and (known != senders or len(senders) == 1):
        return known
    replies = _replies(thread)
    if not replies:
        return set()
    answering = replies[0].sender
    if _house(answering) == _house(thread.first.sender):
        return {answering}
    return {sender for sender in senders if _house(sender) == _house(answering)}


def _is_of(address: str, desk: str) -> bool:
    return address == desk or address.rpartition("@")[2] == desk


def _root_id(thread: Thread) -> str:
    first = thread.first
    return first.answers[0] if first.answers else first.id

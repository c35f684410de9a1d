"""A conversation becomes a row: the prompt, the ideal answer, and what came after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.example import Cut, Message, Speaker
from curation.ingest.auto_replies import is_auto_reply
from curation.ingest.choices import AnswerRule, Choices
from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.html_text import html_to_text
from curation.ingest.mojibake import repaired
from curation.ingest.replies import cut_reply
from curation.ingest.rows import Row, check_characters
from curation.ingest.source_file import RowRefused, check_row_size

AUTOMATIC_LEFT_OUT = "An automatic reply was left out."

_SPEAKERS = {Author.CUSTOMER: Speaker.USER, Author.AGENT: Speaker.ASSISTANT}
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Consecutive turns of one speaker as one message, without what was cut from it."""

    speaker: Speaker
    text: str
    cuts: tuple[Cut, ...] = ()
    rating: float | None = None

    def followed_by(self, other: "_Said") -> "_Said":
        offset = len(self.text) + len(_BETWEEN)
        moved = (replace(cut, position=cut.position + offset) for cut in other.cuts)
        rated = [rating for rating in (self.rating, other.rating) if rating is not None]
        return replace(
            self,
            text=self.text + _BETWEEN + other.text,
            cuts=(*self.cuts, *moved),
            rating=max(rated, default=None),
        )


def conversation_row(conversation: Conversation, choices: Choices) -> Row:
    """The row of a conversation: the turns before the ideal answer are the prompt.

    Private notes, notices of the system and automatic replies are left out; HTML becomes text;
    quoted replies and signatures are cut unless the choices keep them; consecutive turns of one
    side become one message. The subject opens the first message when that does not begin with it.
    A conversation without a reply of an agent is a prompt to be answered. Raises RowRefused for a
    ticket that was merged into another and for one in which no customer says anything.
    """
    if conversation.merged_into:
        raise RowRefused(
            "This ticket was merged into another one.",
            "Nothing needs to be done: its messages go on in the other ticket.",
        )
    turns = _in_order([turn for turn in conversation.turns if _is_public(turn)])
    check_row_size(sum(len(turn.text) for turn in turns))
    kept = [turn for turn in turns if not (turn.is_automatic or is_auto_reply(turn.text))]
    said = _joined([_said(turn, choices) for turn in kept])
    first = next((n for n, one in enumerate(said) if one.speaker == Speaker.USER), None)
    if first is None:
        raise RowRefused(
            "No customer says anything in this ticket.",
            "Nothing needs to be done if an agent opened it. Otherwise look at who wrote it.",
        )
    said[first] = _with_subject(said[first], conversation.subject)
    answered = _answer(said, first, choices.answer)
    prompt, following = (said, []) if answered is None else (said[:answered], said[answered + 1 :])
    answer = None if answered is None else said[answered]
    return Row(
        prompt=tuple(map(_message, prompt)),
        answer=_message(answer) if answer else None,
        following=tuple(map(_message, following)),
        cuts=tuple(_cuts(prompt, answer, following)),
        label=conversation.label,
        group=conversation.customer,
        id=conversation.id,
        origin=conversation.origin,
        metadata=dict(conversation.metadata),
        remarks=(AUTOMATIC_LEFT_OUT,) if len(kept) < len(turns) else (),
    )


def _in_order(turns: list[Turn]) -> list[Turn]:
    if all(turn.sent_at for turn in turns):
        return sorted(turns, key=lambda turn: turn.sent_at)
    return turns


def _is_public(turn: Turn) -> bool:
    return not turn.is_private and turn.author in _SPEAKERS and bool(turn.text.strip())


def _said(turn: Turn, choices: Choices) -> _Said:
    check_characters(turn.text)
    text, cuts = turn.text, tuple[Cut, ...]()
    if choices.repair:
        text = repaired(text)
    if choices.keep_quotes:
        text = html_to_text(text) if turn.is_html else text.strip()
    else:
        text, cuts = cut_reply(text, is_html=turn.is_html)
    return _Said(speaker=_SPEAKERS[turn.author], text=text, cuts=cuts, rating=turn.rating)


def _joined(said: Sequence[_Said]) -> list[_Said]:
    joined: list[_Said] = []
    for one in said:
        if not one.text:
            continue  # nothing but a quotation, or a picture
        if joined and joined[-1].speaker == one.speaker:
            joined[-1] = joined[-1].followed_by(one)
        else:
            joined.append(one)
    return joined


def _with_subject(said: _Said, subject: str) -> _Said:
    subject = " ".join(subject.split())
    if not subject or " ".join(said.text.split()).casefold().startswith(subject.casefold()):
        return said
    check_characters(subject)
    return _Said(speaker=said.speaker, text=subject).followed_by(said)


def _answer(said: Sequence[_Said], first: int, rule: AnswerRule) -> int | None:
    """The index of the ideal answer: a reply of an agent after the customer's first message."""
    replies = [n for n, one in enumerate(said) if n > first and one.speaker == Speaker.ASSISTANT]
    if not replies:
        return None
    if rule == AnswerRule.FIRST:
        return replies[0]
    if rule == AnswerRule.BEST:
        return max(replies, key=lambda n: (_rating(said[n]), n))
    return replies[-1]


def _rating(said: _Said) -> float:
    return float("-inf") if said.rating is None else said.rating


def _message(said: _Said) -> Message:
    return Message(speaker=said.speaker, content=said.text)


def _cuts(prompt: Sequence[_Said], answer: _Said | None, following: Sequence[_Said]) -> list[Cut]:
    named = [(f"messages.{n}", one) for n, one in enumerate(prompt)]
    named += [("answer", answer)] if answer else []
    named += [(f"following.{n}", one) for n, one in enumerate(following)]
    return [replace(cut, path=path) for path, one in named for cut in one.cuts]

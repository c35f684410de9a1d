"""A conversation becomes a prompt, an ideal answer and what came after it."""

import pytest

from curation.example import Speaker
from curation.ingest.choices import AnswerRule, Choices
from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.conversation_rows import AUTOMATIC_LEFT_OUT, conversation_row
from curation.ingest.source_file import RowRefused

C, A, S = Author.CUSTOMER, Author.AGENT, Author.SYSTEM


def conversation(*turns, **changes) -> Conversation:
    made = tuple(
        turn if isinstance(turn, Turn) else Turn(author=turn[0], text=turn[1]) for turn in turns
    )
    return Conversation(id="12", origin="desk:12", turns=made, **changes)


def said(messages) -> list[tuple[str, str]]:
    return [(str(message.speaker), message.content) for message in messages]


LONG = conversation((C, "Where is it?"), (A, "On its way."), (C, "Since when?"), (A, "Today."),
                    (C, "Thanks."))  # fmt: skip


def test_the_last_reply_is_the_answer_and_the_turns_before_it_are_the_prompt():
    row = conversation_row(LONG, Choices())
    assert said(row.prompt) == [
        ("user", "Where is it?"), ("assistant", "On its way."), ("user", "Since when?")
    ]  # fmt: skip
    assert row.answer.content == "Today."
    assert said(row.following) == [("user", "Thanks.")]


def test_the_first_reply_is_the_answer_when_that_is_chosen():
    row = conversation_row(LONG, Choices(answer=AnswerRule.FIRST))
    assert (said(row.prompt), row.answer.content) == ([("user", "Where is it?")], "On its way.")
    assert len(row.following) == 3


def test_the_best_rated_reply_is_the_answer_when_that_is_chosen():
    rated = conversation(
        (C, "a"), Turn(author=A, text="good", rating=5), (C, "b"),
        Turn(author=A, text="bad", rating=1), (C, "c"), (A, "not rated"),
    )  # fmt: skip
    assert conversation_row(rated, Choices(answer=AnswerRule.BEST)).answer.content == "good"


def test_the_last_reply_is_the_best_where_none_is_rated():
    assert conversation_row(LONG, Choices(answer=AnswerRule.BEST)).answer.content == "Today."


def test_private_notes_and_notices_are_left_out():
    noted = conversation(
        (C, "a"), Turn(author=A, text="secret", is_private=True), (S, "opened"), (A, "b")
    )
    row = conversation_row(noted, Choices())
    assert said([*row.prompt, row.answer]) == [("user", "a"), ("assistant", "b")]


def test_an_automatic_reply_is_left_out_and_the_row_says_so():
    row = conversation_row(
        conversation((C, "a"), Turn(author=A, text="We got it.", is_automatic=True)), Choices()
    )
    assert (row.answer, row.remarks) == (None, (AUTOMATIC_LEFT_OUT,))


def test_turns_are_put_in_the_order_in_which_they_were_sent():
    late = Turn(author=A, text="answer", sent_at="2026-01-02")
    early = Turn(author=C, text="question", sent_at="2026-01-01")
    assert conversation_row(conversation(late, early), Choices()).answer.content == "answer"


def test_consecutive_turns_of_one_side_are_one_message():
    row = conversation_row(conversation((C, "a"), (C, "b"), (A, "c"), (A, "d")), Choices())
    assert said([*row.prompt, row.answer]) == [("user", "a\n\nb"), ("assistant", "c\n\nd")]


def test_the_subject_opens_the_first_message():
    row = conversation_row(conversation((C, "It is broken."), subject="Kettle"), Choices())
    assert row.prompt[0].content == "Kettle\n\nIt is broken."


def test_a_subject_that_the_message_begins_with_is_not_repeated():
    row = conversation_row(conversation((C, "My kettle is broken"), subject="My kettle"), Choices())
    assert row.prompt[0].content == "My kettle is broken"


def test_an_agent_who_writes_first_is_part_of_the_prompt():
    row = conversation_row(conversation((A, "Hello"), (C, "a"), (A, "b")), Choices())
    assert [message.speaker for message in row.prompt] == [Speaker.ASSISTANT, Speaker.USER]


def test_a_merged_ticket_is_refused_with_what_became_of_it():
    with pytest.raises(RowRefused, match="merged into another"):
        conversation_row(conversation((C, "a"), merged_into="13"), Choices())


def test_a_ticket_without_a_customer_is_refused():
    with pytest.raises(RowRefused, match="No customer"):
        conversation_row(conversation((A, "a")), Choices())


def test_the_customer_is_the_group_and_the_ticket_keeps_its_origin():
    row = conversation_row(conversation((C, "a"), customer="7"), Choices())
    assert (row.group, row.id, row.origin) == ("7", "12", "desk:12")

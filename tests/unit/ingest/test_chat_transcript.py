"""Chats written as text become conversations, from text files and from cells."""

import json

import pytest

from curation.ingest.choices import AnswerRule, Choices
from curation.ingest.importers import recognise
from curation.ingest.source_file import SourceFile
from curation.ingest.transcript import CALL_UNKNOWN, is_transcript
from tests.unit.ingest.files import examples_of, faults_of, reading_of

CHAT = "user: Where is it?\nI ordered it in May.\nassistant: On its way.\nuser: Thanks.\n"


def said(example) -> list[tuple[str, str]]:
    messages = [*example.messages, *([example.answer] if example.answer else [])]
    return [(str(message.speaker), message.content) for message in messages]


def test_a_text_file_of_turns_is_a_conversation():
    (example,) = examples_of(CHAT, "notes")
    assert said(example) == [
        ("user", "Where is it?\nI ordered it in May."), ("assistant", "On its way.")
    ]  # fmt: skip
    assert [message.content for message in example.following] == ["Thanks."]


@pytest.mark.parametrize(
    "chat",
    [
        "Customer: a\nAgent: b",
        "[10:14] Customer: a\n[10:15] Agent: b",
        "10:14:03 AM - Visitor: a\n10:15:10 AM - Operator: b",
        "\n\nHuman: a\n\nAssistant: b",
        "Customer (Ann): a\nAgent (Bob): b",
        "Kunde: a\nBerater: b",
    ],
)
def test_both_sides_are_told_whatever_they_are_called(chat):
    assert said(examples_of(chat, "chat.txt")[0]) == [("user", "a"), ("assistant", "b")]


@pytest.mark.parametrize("line", ["---", "=====", "Chat 2", "## Conversation #17", "\n"])
def test_a_file_may_hold_several_chats(line):
    examples = examples_of(f"{CHAT}\n{line}\n{CHAT.replace('May', 'June')}", "chats.txt")
    assert [example.source.row for example in examples] == [1, 2]


def test_the_first_answer_is_taken_when_that_is_chosen():
    chat = "user: a\nagent: b\nuser: c\nagent: d"
    (example,) = examples_of(chat, "chat.txt", choices=Choices(answer=AnswerRule.FIRST))
    assert example.answer.content == "b"


def test_a_tool_that_was_called_without_a_word_is_told():
    (example,) = examples_of("user: a\nassistant: None\ntool: 7\nassistant: Seven.", "chat.txt")
    assert said(example) == [("user", "a"), ("tool", "7"), ("assistant", "Seven.")]
    assert example.remarks == (CALL_UNKNOWN,)


def test_a_chat_without_a_customer_is_a_fault():
    faults = faults_of(f"{CHAT}\n---\nagent: hello", "chats.txt")
    assert [(fault.row, fault.content) for fault in faults] == [(2, "\nagent: hello")]


@pytest.mark.parametrize(
    "text", ["a,b\nuser: x,y", "Note: a\nuser: b", "user: only one side", "Subject: a\n\nagent: b"]
)
def test_other_texts_are_no_transcripts(text):
    assert not is_transcript(text)
    assert recognise(SourceFile.of("x.txt", text.encode()))[0].importer.format != "transcript"


def test_a_column_of_transcripts_in_json_lines_is_read():
    line = json.dumps({"shown": CHAT, "intent": "order"})
    (example,) = examples_of(line, "chats.jsonl")
    assert example.answer.content == "On its way."


def test_a_column_of_transcripts_in_a_table_is_read():
    (example,) = examples_of(f'id,shown\n7,"{CHAT}"\n', "chats.csv")
    assert (example.answer.content, example.metadata["id"]) == ("On its way.", "7")


def test_a_message_that_looks_like_a_chat_stays_whole_beside_its_answer():
    text = "user: a\nassistant: b"
    (example,) = examples_of(json.dumps({"question": text, "answer": "c"}), "x.jsonl")
    assert (example.messages[0].content, example.answer.content) == (text, "c")


@pytest.mark.parametrize(("name", "chats"), [("retail", 35), ("airline", 10)])
def test_every_real_transcript_is_a_conversation(shared, name, chats):
    data = (shared / f"tickets/tau_transcripts/{name}.jsonl").read_bytes()
    examples = examples_of(data, "x.jsonl")
    assert len(examples) == chats
    assert all(example.answer and example.messages for example in examples)
    assert not any(m.content == "None" for e in examples for m in e.messages)


def test_every_real_conversation_with_tools_is_read(shared):
    data = (shared / "tickets/retail_agent/sft_conversations.jsonl").read_bytes()
    examples = examples_of(data, "x.jsonl")
    assert len(examples) == 52
    assert all(example.tools for example in examples)
    calls = [call for e in examples for m in e.messages for call in m.tool_calls]
    assert calls
    assert all(call.id and call.name for call in calls)


def test_the_real_chats_of_speakers_in_pairs_are_read(shared):
    reading = reading_of((shared / "tickets/abcd/abcd_sample.json").read_bytes(), "x.json")
    answers = [outcome.answer for outcome in reading.outcomes()]
    assert len(answers) == 3
    assert all(answers)

"""Files made to break readers: each is refused with a reason, or every row is accounted for."""

import csv
import io
import json

import pytest

from curation.errors import InputRefused
from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.conversation_rows import conversation_row
from curation.ingest.html_text import html_to_text
from curation.ingest.importers import FORMATS, read_files
from curation.ingest.replies import cut_reply
from curation.ingest.source_file import SourceFile
from tests.conftest import SHARED
from tests.makers import make_task
from tests.unit.ingest.files import examples_of, faults_of

FOLDERS = ("csv", "encodings", "json", "json_transform", "mail")
TEXT_FORMATS = ("csv", "jsonl", "eml", "mbox", "transcript")


def naughty(shared) -> list[str]:
    """The strings that hold anything to be seen; the blank ones are no message."""
    strings = json.loads((shared / "badinput/naughty_strings.json").read_text())
    assert len(strings) == 258
    return [text for text in strings if text.strip()]


def files_in(folder: str) -> list[SourceFile]:
    paths = sorted(path for path in (SHARED / "badinput" / folder).iterdir() if path.is_file())
    return [SourceFile.of(path.name, path.read_bytes()) for path in paths]


def account(file: SourceFile, format: str = "") -> str:
    """What became of a file; the test fails when a row of it vanishes."""
    try:
        reading = read_files([file], make_task(), format=format)
    except InputRefused as refusal:
        return "refused" if refusal.cause and refusal.cure else "refused without a reason"
    outcomes = list(reading.outcomes())
    assert len(outcomes) == reading.rows, file.name
    assert all(isinstance(outcome, Example | Fault) for outcome in outcomes)
    return "read"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_refused_with_a_reason_or_read_to_the_row(shared, folder):
    files = files_in(folder)
    assert len(files) > 9
    assert {account(file) for file in files} <= {"refused", "read"}


@pytest.mark.parametrize("format", [name for name in TEXT_FORMATS if name in FORMATS])
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_reader_falls_over_a_file_of_another_format(shared, folder, format):
    for file in files_in(folder):
        account(file, format)


def test_a_file_of_wrong_json_is_refused_with_its_line_or_a_faulty_row(shared):
    """Or it is so little like JSON that it is no JSON file: then no message is found in it."""
    unsaid = []
    for file in files_in("json"):
        if not file.name.startswith("n_"):
            continue
        try:
            reading = read_files([file], make_task(), format="jsonl")
        except InputRefused as refusal:
            if not any(word in refusal.cause for word in ("Line", "no line", "bytes")):
                unsaid.append((file.name, refusal.cause))
            continue
        for outcome in reading.outcomes():
            if not (isinstance(outcome, Fault) and outcome.row and outcome.reason):
                unsaid.append((file.name, str(outcome)))
    assert unsaid == []


def test_big_numbers_keep_their_digits(shared):
    line = '{"question": "a", "id": 9223372036854775807, "group": 1.0}'
    (example,) = examples_of(line, "x.jsonl")
    assert example.metadata["id"] == "9223372036854775807"


def test_names_that_only_look_the_same_are_two_columns():
    (example,) = examples_of('{"question": "a", "e\\u0301": "b", "\\u00e9": "c"}', "x.jsonl")
    assert example.messages[0].content == "a"


@pytest.mark.parametrize("half", ["\\ud800", "\\ud800\\ud800", "\\udfff"])
def test_half_of_a_character_is_a_fault(half):
    (fault,) = faults_of(f'{{"question": "{half}"}}', "x.jsonl")
    assert "half of a character" in fault.reason


def test_naughty_strings_pass_through_a_table_byte_for_byte(shared):
    strings = naughty(shared)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("question", "answer"), *((one, one) for one in strings)])
    examples = examples_of(text.getvalue(), "x.csv")
    assert [example.messages[0].content for example in examples] == strings
    assert [example.answer.content for example in examples] == strings


def test_naughty_strings_pass_through_json_lines_byte_for_byte(shared):
    strings = naughty(shared)
    lines = "\n".join(json.dumps({"question": one, "answer": one}) for one in strings)
    examples = examples_of(lines, "x.jsonl")
    assert [example.messages[0].content for example in examples] == strings
    assert [example.answer.content for example in examples] == strings


def test_naughty_strings_pass_through_a_conversation_byte_for_byte(shared):
    """All but the blanks around them; nothing of them is taken for a quotation or a signature."""
    changed = []
    for one in naughty(shared):
        turns = (Turn(author=Author.CUSTOMER, text=one), Turn(author=Author.AGENT, text=one))
        row = conversation_row(Conversation(id="1", origin="", turns=turns), Choices())
        if [row.prompt[0].content, row.answer and row.answer.content] != [one.strip()] * 2:
            changed.append(one)
    assert changed == []


def test_naughty_strings_are_left_alone_by_a_repair(shared):
    """But for the control characters that Windows-1252 comes to when it is read as Latin-1."""
    strings = [one for one in naughty(shared) if not set("\x80\x85") & set(one)]
    assert len(strings) == len(naughty(shared)) - 2
    lines = "\n".join(json.dumps({"question": one}) for one in strings)
    examples = examples_of(lines, "x.jsonl", choices=Choices(repair=True))
    assert [example.messages[0].content for example in examples] == strings


def test_naughty_strings_as_html_do_no_harm(shared):
    for one in naughty(shared):
        text, cuts = cut_reply(one, is_html=True)
        whole = text
        for cut in reversed(cuts):
            whole = whole[: cut.position] + cut.text + whole[cut.position :]
        assert whole == html_to_text(one)

import json

import pytest

from curation.example import Fault
from curation.ingest.fault_table import faults_to_csv, quoted, unquoted
from tests.unit.ingest.files import examples_of, faults_of


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-5", "@me", "\tx", "\r=x", "'=1", "''+1"])
def test_a_formula_is_quoted_and_comes_back(cell):
    assert quoted(cell) == "'" + cell
    assert unquoted(quoted(cell)) == cell


@pytest.mark.parametrize("cell", ["", "plain", "'tis", "don't", "1=1"])
def test_other_cells_stay_as_they_are(cell):
    assert quoted(cell) == unquoted(cell) == cell


def test_mended_rows_become_the_examples_they_were_meant_to_be():
    data = 'question,answer\n,"=SUM(A1), she\r\nsaid"\n'
    table = faults_to_csv(faults_of(data + "Hi,Hello\n"))
    mended = table.replace("fault_cure", "fault_cure", 1).replace(",,\"'=SUM", ",+49?,\"'=SUM")
    (example,) = examples_of(mended)
    assert example.messages[0].content == "+49?"
    assert example.answer.content == "=SUM(A1), she\r\nsaid"


def test_faults_can_be_handed_in_unmended_again_and_again():
    faults = faults_of("question,answer\nHi,Hello\n,=x\n")
    again = faults_of(faults_to_csv(faults))
    assert [fault.content for fault in again] == [fault.content for fault in faults]


def test_a_broken_json_line_stands_in_one_column():
    fault = Fault(file="x.jsonl", row=3, reason="r", cure="c", content='{"a": ')
    assert faults_to_csv([fault]).splitlines()[1] == '3,r,c,"{""a"": "'


def test_mended_json_lines_come_back_as_json_lines():
    table = faults_to_csv(faults_of('{"question": "A"}\n{"question": NaN, "x": [1]}\n', "x.jsonl"))
    (example,) = examples_of(table.replace("NaN", '""B""'))
    assert example.messages[0].content == "B"


def test_a_mended_ticket_of_a_help_desk_is_a_ticket_again():
    ticket = {"id": 7, "requester_id": 5, "submitter_id": 5, "via": {}, "comments": [
        {"id": 1, "author_id": 5, "body": "Is it\nlate?", "public": True},
        {"id": 2, "author_id": "AGENT", "body": "No.", "public": "perhaps"},
    ]}  # fmt: skip
    table = faults_to_csv(faults_of(json.dumps([ticket], indent=1), "tickets.json"))
    (example,) = examples_of(table.replace('""perhaps""', "true"))
    assert (example.messages[0].content, example.answer.content) == ("Is it\nlate?", "No.")

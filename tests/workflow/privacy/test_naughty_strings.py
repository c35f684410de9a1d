"""What a customer wrote is stored as it was written, to the byte."""

import csv
import io
import json

import pytest

from curation.store.examples import list_examples
from curation.workflow.ingest.ingest import ingest_files
from curation.workflow.ingest.input_files import InputFile
from tests.makers import CURATOR

TASK = "support-replies"


def as_table(strings: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("id", "question", "answer")])
    csv.writer(text).writerows((n, one, one) for n, one in enumerate(strings))
    return text.getvalue()


def as_lines(strings: list[str]) -> str:
    rows = ({"id": n, "question": one, "answer": one} for n, one in enumerate(strings))
    return "\n".join(map(json.dumps, rows))


@pytest.mark.parametrize(("name", "written"), [("x.csv", as_table), ("x.jsonl", as_lines)])
def test_naughty_strings_come_back_from_the_store_byte_for_byte(workspace, shared, name, written):
    found = json.loads((shared / "badinput/naughty_strings.json").read_text())
    strings = [text for text in dict.fromkeys(found) if text.strip()] + ["A\0B", "=1+1", "'=1"]
    data = written(strings).encode()
    ingest_files(
        workspace, CURATOR, TASK, [InputFile(name=name, size=len(data), read=lambda: data)]
    )
    stored = {
        int(one.example.metadata["id"]): one.example
        for one in list_examples(workspace.store, TASK, limit=len(strings))
    }
    assert [stored[n].messages[0].content for n in range(len(strings))] == strings
    assert [stored[n].answer.content for n in range(len(strings))] == strings

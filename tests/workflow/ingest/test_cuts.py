import json
from dataclasses import replace

import pytest

from curation.errors import Conflict, NotAllowed
from curation.example import Cut, CutKind, Message, Speaker
from curation.ingest.choices import Choices
from curation.ingest.put_back import put_back
from curation.store.examples import get_example
from curation.store.uploads import add_upload
from curation.workflow.ingest.cuts import restore_cuts
from curation.workflow.ingest.ingest import ingest_files, preview_files, upload_report_file
from curation.workflow.ingest.mappings import saved_mapping
from tests.makers import ANN, CURATOR, make_example
from tests.store.test_uploads import upload
from tests.workflow.ingest.test_ingest import TASK, file_of


def cut_example():
    cuts = (
        Cut(path="messages.0", position=3, kind=CutKind.QUOTE, text="> 1\n"),
        Cut(path="messages.0", position=7, kind=CutKind.QUOTE, text="> 2\n"),
        Cut(path="answer", position=5, kind=CutKind.SIGNATURE, text="\n--\nAnn"),
    )
    return replace(make_example("Hi\nyes\nno", answer="Hello"), cuts=cuts)


def staged(workspace):
    example = cut_example()
    add_upload(workspace.store, upload=upload(), examples=[example])
    return example.id


def test_all_cuts_put_back_give_the_whole_text():
    whole = put_back(cut_example())
    assert whole.messages[0].content == "Hi\n> 1\nyes\n> 2\nno"
    assert (whole.answer.content, whole.cuts) == ("Hello\n--\nAnn", ())


def test_cuts_of_other_messages_stay():
    whole = put_back(cut_example(), ["answer"])
    assert (whole.messages[0].content, len(whole.cuts)) == ("Hi\nyes\nno", 2)


def test_putting_back_makes_the_next_version_of_the_same_example(workspace):
    example_id = staged(workspace)
    restored = restore_cuts(workspace, CURATOR, example_id, version=1)
    assert (restored.id, restored.version) == (example_id, 2)
    assert get_example(workspace.store, example_id).example.answer.content == "Hello\n--\nAnn"


def test_putting_back_twice_is_putting_back_once(workspace):
    example_id = staged(workspace)
    for _ in range(2):
        restored = restore_cuts(workspace, CURATOR, example_id, version=1)
    assert restored.version == 2


def test_the_same_export_handed_in_again_does_not_cut_again(workspace):
    example_id = staged(workspace)
    restore_cuts(workspace, CURATOR, example_id, version=1)
    counts = add_upload(workspace.store, upload=upload("u2"), examples=[cut_example()])
    assert counts.duplicates == 1


def test_putting_back_into_an_older_version_is_a_conflict(workspace):
    example_id = staged(workspace)
    changed = replace(cut_example(), answer=Message(speaker=Speaker.ASSISTANT, content="Other"))
    add_upload(workspace.store, upload=upload("u2"), examples=[changed])
    with pytest.raises(Conflict):
        restore_cuts(workspace, CURATOR, example_id, version=1)


def test_a_reviewer_puts_nothing_back(workspace):
    with pytest.raises(NotAllowed):
        restore_cuts(workspace, ANN, staged(workspace), version=1)


def test_columns_that_were_chosen_are_used_for_the_next_file(workspace):
    chosen = Choices(columns={"input": "a", "answer": "b"})
    ingest_files(workspace, CURATOR, TASK, [file_of("a,b\nHi,Hello\n", choices=chosen)])
    (report,) = ingest_files(workspace, CURATOR, TASK, [file_of("a,b\nWhy,Because\n")])
    assert (report.counts.added, report.mapping.answer) == (1, "b")


def test_a_choice_for_this_file_beats_the_remembered_one(workspace):
    chosen = Choices(columns={"input": "a", "answer": "b"})
    ingest_files(workspace, CURATOR, TASK, [file_of("a,b\nHi,Hello\n", choices=chosen)])
    other = Choices(columns={"answer": ""})
    (report,) = ingest_files(workspace, CURATOR, TASK, [file_of("a,b\nX,Y\n", choices=other)])
    assert (report.mapping.input, report.mapping.answer) == ("a", "")


def test_columns_that_nobody_chose_are_not_remembered(workspace):
    ingest_files(workspace, CURATOR, TASK, [file_of("question,answer\nHi,Hello\n")])
    assert saved_mapping(workspace, CURATOR, TASK, ["question", "answer"]) == {}


def test_a_preview_says_that_columns_are_remembered(workspace):
    chosen = Choices(columns={"input": "a"})
    ingest_files(workspace, CURATOR, TASK, [file_of("a,b\nHi,Hello\n", choices=chosen)])
    (seen,) = preview_files(workspace, CURATOR, TASK, [file_of("a,b\nHi,Hello\n")])
    assert (seen.is_remembered, seen.is_mapped) == (True, True)


def test_the_report_of_an_upload_accounts_for_every_row(workspace):
    text = "question,answer\nHi,Hello\nHi,Hello\n,x\n"
    (done,) = ingest_files(workspace, CURATOR, TASK, [file_of(text)])
    report = json.loads(upload_report_file(workspace, CURATOR, done.upload.id))
    assert report["counts"] == {
        "read": 3, "added": 1, "changed": 0, "duplicates": 1, "faults": 1,
    }  # fmt: skip
    assert [fault["row"] for fault in report["faults"]] == [3]
    assert report["files"] == [
        {"name": "tickets.csv", "size": len(text), "sha256": done.upload.sha256}
    ]
    assert (report["actor"], report["columns"]["input"]) == (CURATOR.id, "question")

"""Files are read in a process of their own, which they may bring down."""

import os
import zipfile
from io import BytesIO

import pytest

from curation.errors import InputRefused
from curation.ingest.upload import Counts
from curation.store.examples import list_examples
from curation.workflow.ingest import reader, reader_request
from curation.workflow.ingest.ingest import (
    ingest_files,
    list_faults,
    list_uploads,
    preview_files,
    total,
)
from curation.workflow.ingest.input_files import InputFile, input_files
from tests.makers import CURATOR

TASK = "support-replies"


@pytest.fixture(autouse=True)
def odd_reader(monkeypatch):
    """Readers that know the odd format, and no patience."""
    reader._end_all()
    monkeypatch.setattr(reader, "MODULE", "tests.workflow.odd_reader")
    monkeypatch.setattr(reader_request, "PATIENCE_SECONDS", 0.5)
    yield
    reader._end_all()


def odd(*lines, bundle="", name="odd.txt"):
    data = "\n".join([f"odd {bundle}", *lines]).encode()
    return InputFile(name=name, size=len(data), read=lambda: data)


def ingest(workspace, *files, **options):
    return ingest_files(workspace, CURATOR, TASK, files, **options)


def texts(workspace):
    return [staged.example.messages[0].content for staged in list_examples(workspace.store, TASK)]


def faults_of(workspace, report):
    return list_faults(workspace, CURATOR, report.upload.id)


def zipped(**members):
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return InputFile(name="export.zip", size=data.tell(), read=data.getvalue)


@pytest.mark.parametrize("deed", ["hang", "work", "die"])
def test_a_file_that_ends_its_reader_is_one_fault_and_the_others_go_on(workspace, deed):
    bad, good = ingest(workspace, odd("first", deed, "last"), odd("other"))
    assert good.counts == Counts(read=1, added=1)
    (fault,) = faults_of(workspace, bad)
    assert (fault.row, bad.counts) == (0, Counts(read=1, faults=1))


def test_a_file_that_takes_too_long_is_told_so(workspace):
    bad, _ = ingest(workspace, odd("hang"), odd("other"))
    assert "longer than 0.5 seconds" in faults_of(workspace, bad)[0].reason


@pytest.mark.parametrize("deed", ["hang", "work", "die"])
def test_a_file_that_ends_its_reader_at_the_first_look_is_one_fault(workspace, deed):
    look = InputFile(name="x", size=1, read=lambda: f"odd look {deed}\n".encode())
    bad, good = ingest(workspace, look, odd("other"))
    assert (bad.counts, good.counts) == (Counts(read=1, faults=1), Counts(read=1, added=1))


def test_rows_before_an_error_that_nobody_foresaw_are_kept(workspace):
    bad, _ = ingest(workspace, odd("first", "second", "break", "last"), odd("other"))
    assert bad.counts == Counts(read=3, added=2, faults=1)
    (fault,) = faults_of(workspace, bad)
    assert "KeyError" in fault.reason
    assert "secret" not in fault.reason


def test_an_error_at_opening_is_a_refusal_without_its_words(workspace):
    with pytest.raises(InputRefused, match="RuntimeError") as refusal:
        ingest(workspace, odd("refuse to open"))
    assert "foresaw this" not in str(refusal.value)


def test_what_a_library_prints_does_not_harm(workspace):
    (report,) = ingest(workspace, odd("print", "two"))
    assert report.counts == Counts(read=2, added=2)


def test_files_of_one_bundle_are_one_upload_that_names_them(workspace):
    files = [odd("a", bundle="b", name="one"), odd("c"), odd("d", bundle="b", name="two")]
    reports = ingest(workspace, *files)
    assert [report.upload.file for report in reports] == ["one + two", "odd.txt"]
    assert reports[0].counts == Counts(read=2, added=2)


def test_the_source_of_an_example_is_its_own_file(workspace):
    ingest(workspace, odd("a", bundle="b", name="one"), odd("d", bundle="b", name="two"))
    staged = list_examples(workspace.store, TASK)
    assert {s.example.messages[0].content: s.example.source.file for s in staged} == {
        "a": "one",
        "d": "two",
    }


def test_a_stop_ends_the_reader(workspace):
    class Stopped(Exception):
        pass

    def stop():
        (running,) = reader._readers
        pids.append(running.pid)
        raise Stopped

    pids = []
    with pytest.raises(Stopped):
        ingest(workspace, odd("a", "hang"), beat=stop)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_one_reader_serves_many_requests(workspace):
    for number in range(3):
        ingest(workspace, odd("pid", f"file {number}"))
    assert len({text for text in texts(workspace) if text.startswith("pid")}) == 1


def test_nothing_handed_in_is_left_on_disk(workspace):
    ingest(workspace, odd("a"))
    assert list((workspace.folder / "incoming").iterdir()) == []


def test_what_a_killed_app_left_on_disk_is_taken_away(workspace):
    left = workspace.folder / "incoming" / "1-abc"
    left.mkdir(parents=True)
    (left / "0").write_text("ticket")
    ingest(workspace, odd("a"))
    assert not left.exists()


def test_the_members_of_a_zip_are_files_of_their_own(workspace):
    packed = zipped(**{"a/tickets.csv": "question,answer\nHi,Hello\n", "b.txt": "odd\none\ntwo"})
    reports = ingest(workspace, packed)
    assert [(r.upload.file, r.upload.format, r.counts.added) for r in reports] == [
        ("export.zip/a/tickets.csv", "csv", 1),
        ("export.zip/b.txt", "odd", 2),
    ]


def test_a_bad_member_of_a_zip_is_one_fault(workspace):
    reports = ingest(workspace, zipped(**{"../evil.csv": "a", "b.txt": "odd\none"}))
    assert total(reports) == Counts(read=2, added=1, faults=1)
    assert faults_of(workspace, reports[0])[0].file == "export.zip/../evil.csv"


def test_a_preview_of_several_files_tells_what_belongs_together(workspace):
    files = [odd("a", bundle="b", name="one"), odd("fault"), odd("d", bundle="b", name="two")]
    first, second = preview_files(workspace, CURATOR, TASK, files)
    assert (first.name, first.files, first.format, first.confidence) == (
        "one + two",
        (0, 2),
        "odd",
        1.0,
    )
    assert (second.rows, second.fault_count, second.has_answers) == (1, 1, False)
    assert list_uploads(workspace, CURATOR, TASK) == []


def test_a_preview_names_the_other_formats(workspace):
    (seen,) = preview_files(workspace, CURATOR, TASK, [odd("a")])
    assert seen.others == ("csv",)


def test_a_preview_of_a_file_that_ends_the_reader_is_a_refusal(workspace):
    bad, good = preview_files(workspace, CURATOR, TASK, [odd("die"), odd("a")])
    assert "brought down" in bad.refusal.cause
    assert good.examples[0].messages[0].content == "a"


def test_a_preview_looks_at_the_first_rows_only(workspace):
    (seen,) = preview_files(workspace, CURATOR, TASK, [odd(*map(str, range(2500)))])
    assert (seen.rows, seen.is_whole, len(seen.examples)) == (2500, False, 20)
    assert seen.rows_looked_at <= 2000


def test_of_many_files_only_the_first_are_previewed(workspace):
    seen = preview_files(workspace, CURATOR, TASK, [odd("a"), odd("b")], most=1)
    assert [one.is_read for one in seen] == [True, False]


def test_a_file_on_disk_is_read_in_place(workspace, tmp_path):
    (tmp_path / "x.csv").write_text("question,answer\nHi,Hello\n")
    (report,) = ingest(workspace, *input_files([tmp_path / "x.csv"]))
    assert report.counts.added == 1

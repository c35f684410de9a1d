import threading
from dataclasses import replace

import pytest

from curation.activity import ActivityState
from curation.errors import InputRefused, NotAllowed, NotFound
from curation.ingest.choices import Choices
from curation.ingest.upload import Counts
from curation.store.examples import count_examples
from curation.store.uploads import BATCH
from curation.workflow.background import latest_activity
from curation.workflow.ingest.ingest import (
    KIND,
    faulty_rows_file,
    in_words,
    ingest_files,
    list_faults,
    list_uploads,
    preview,
    start_ingest,
    total,
)
from curation.workflow.ingest.input_files import InputFile, input_files
from tests.makers import ANN, CURATOR

TASK = "support-replies"


def file_of(text, name="tickets.csv", **options):
    data = text.encode() if isinstance(text, str) else text
    return InputFile(name=name, size=len(data), read=lambda: data, **options)


def table(count, first=1):
    rows = (f"Question {n},Answer {n}\n" for n in range(first, first + count))
    return "question,answer\n" + "".join(rows)


def test_a_reviewer_may_not_add_examples(workspace):
    with pytest.raises(NotAllowed):
        ingest_files(workspace, ANN, TASK, [file_of(table(1))])


def test_an_unknown_task_is_refused(workspace):
    with pytest.raises(NotFound):
        ingest_files(workspace, CURATOR, "nothing", [file_of(table(1))])


def test_rows_become_examples_and_faults_that_add_up(workspace):
    text = table(3) + ",no question\nQuestion 1,Answer 1\nQuestion 2,Another answer\n"
    (report,) = ingest_files(workspace, CURATOR, TASK, [file_of(text)])
    assert report.counts == Counts(read=6, added=3, changed=1, duplicates=1, faults=1)
    assert count_examples(workspace.store, TASK) == 3


def test_the_same_file_twice_adds_nothing(workspace):
    ingest_files(workspace, CURATOR, TASK, [file_of(table(5))])
    reports = ingest_files(workspace, CURATOR, TASK, [file_of(table(5))])
    assert total(reports) == Counts(read=5, duplicates=5)


def test_the_same_request_twice_counts_once(workspace):
    for _ in range(2):
        ingest_files(workspace, CURATOR, TASK, [file_of(table(5))], request_id="r")
    (report,) = list_uploads(workspace, CURATOR, TASK)
    assert report.counts == Counts(read=5, added=5)


def test_an_unreadable_file_alone_is_refused(workspace):
    with pytest.raises(InputRefused, match="No column"):
        ingest_files(workspace, CURATOR, TASK, [file_of("a,b\n1,2\n")])
    assert list_uploads(workspace, CURATOR, TASK) == []


def test_an_unreadable_file_among_others_is_one_fault(workspace):
    files = [file_of("", "empty.csv"), file_of(table(2))]
    reports = ingest_files(workspace, CURATOR, TASK, files)
    assert total(reports) == Counts(read=3, added=2, faults=1)
    (fault,) = list_faults(workspace, CURATOR, reports[0].upload.id)
    assert (fault.file, fault.row) == ("empty.csv", 0)
    assert fault.reason == "The file is empty. There is nothing in it."


def test_a_file_over_the_limit_is_not_even_opened(workspace):
    def read():
        raise AssertionError("opened")

    huge = InputFile(name="huge.csv", size=10**12, read=read)
    with pytest.raises(InputRefused, match="too large"):
        ingest_files(workspace, CURATOR, TASK, [huge])


def test_progress_is_told_after_each_batch(workspace):
    told = []
    files = [file_of(table(BATCH + 1)), file_of(table(1, first=9_000_000))]
    ingest_files(workspace, CURATOR, TASK, files, report=lambda *step: told.append(step))
    assert [(done, message) for done, _, message in told] == [
        (BATCH, "File 1 of 2"),
        (BATCH + 1, "File 1 of 2"),
        (BATCH + 2, "File 2 of 2"),
    ]
    assert [total for _, total, _ in told[1:]] == [BATCH + 2, BATCH + 2]


def test_the_rows_to_come_are_guessed_while_a_big_table_is_read(workspace):
    totals = []
    files = [file_of(table(BATCH + 1))]
    ingest_files(workspace, CURATOR, TASK, files, report=lambda *step: totals.append(step[1]))
    assert totals[0] == pytest.approx(BATCH, rel=0.5)


def test_a_stop_keeps_what_is_stored_and_the_same_request_goes_on(workspace):
    class Stopped(Exception):
        pass

    def stop(done, of, message):
        raise Stopped

    files = [file_of(table(BATCH + 5))]
    with pytest.raises(Stopped):
        ingest_files(workspace, CURATOR, TASK, files, request_id="r", report=stop)
    assert count_examples(workspace.store, TASK) == BATCH
    assert not list_uploads(workspace, CURATOR, TASK)[0].complete
    (report,) = ingest_files(workspace, CURATOR, TASK, files, request_id="r")
    assert report.counts == Counts(read=BATCH + 5, added=BATCH + 5)
    assert list_uploads(workspace, CURATOR, TASK)[0].complete


def test_a_choice_of_columns_is_used(workspace):
    files = [file_of("a,b\nHi,Hello\n", choices=Choices(columns={"input": "a", "answer": "b"}))]
    (report,) = ingest_files(workspace, CURATOR, TASK, files)
    assert (report.counts.added, report.mapping.answer) == (1, "b")


def test_a_preview_shows_what_would_be_and_stores_nothing(workspace):
    seen = preview(workspace, CURATOR, TASK, file_of(table(30) + ",x\n"), shown=3)
    assert (seen.rows, seen.fault_count, len(seen.examples), len(seen.faults)) == (31, 1, 3, 1)
    assert (seen.mapping.input, seen.columns[0].samples[0]) == ("question", "Question 1")
    assert count_examples(workspace.store, TASK) == 0


def test_an_ingest_in_the_background_ends_with_its_counts(workspace):
    start_ingest(workspace, CURATOR, TASK, [file_of(table(4))], request_id="r")
    for thread in threading.enumerate():
        if thread.name.startswith(KIND):
            thread.join()
    activity = latest_activity(workspace, kind=KIND, subject=TASK)
    assert activity.state == ActivityState.DONE
    assert activity.message == in_words(Counts(read=4, added=4))


def test_mended_rows_go_in_as_a_file(workspace):
    (first,) = ingest_files(workspace, CURATOR, TASK, [file_of(table(1) + ",=1+1\n")])
    faulty = faulty_rows_file(workspace, CURATOR, first.upload.id).decode("utf-8-sig")
    mended = faulty.replace(",,'=1+1", ",What is it?,'=1+1")
    (second,) = ingest_files(workspace, CURATOR, TASK, [file_of(mended)])
    assert second.counts == Counts(read=1, added=1)


def test_folders_are_read_below_and_in_order_without_hidden_files(tmp_path):
    for name in ("b.csv", "a/c.csv", ".hidden/x.csv", ".x.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(table(1))
    assert [file.name for file in input_files([tmp_path])] == ["a/c.csv", "b.csv"]


def test_a_path_that_leads_nowhere_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="No such file"):
        input_files([tmp_path / "nothing"])


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="No files"):
        input_files([tmp_path])


def test_a_folder_of_real_invoices_becomes_examples(workspace, shared):
    files = input_files([shared / "invoices" / "invoice2data"])
    reports = ingest_files(workspace, CURATOR, "invoice-fields", files)
    by_format = {report.upload.file: report.counts for report in reports}
    assert all(by_format[name].added for name in by_format if name.endswith(".pdf"))
    assert all(by_format[name].faults for name in by_format if not name.endswith(".pdf"))


def test_settings_decide_the_limit(workspace):
    small = replace(workspace, settings=replace(workspace.settings, upload_limit_mb=1))
    with pytest.raises(InputRefused, match="takes 1 MB"):
        ingest_files(small, CURATOR, TASK, [file_of("x" * 1_000_001)])

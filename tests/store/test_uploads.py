"""Every row of an upload is accounted for, whatever was there before."""

import threading
from dataclasses import replace
from datetime import datetime

import pytest

from curation.example import Fault
from curation.ingest.upload import Counts, Upload
from curation.store.connection import Store
from curation.store.examples import count_examples, get_example, list_examples
from curation.store.upload_reports import count_uploads, list_faults, list_uploads
from curation.store.uploads import (
    BATCH,
    add_batch,
    add_upload,
    start_upload,
)
from tests.makers import make_example

TASK = "support-replies"


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "curation.duckdb")
    yield opened
    opened.close()


def upload(upload_id="u1", task=TASK):
    return Upload(
        id=upload_id,
        task=task,
        file="tickets.csv",
        sha256="0" * 64,
        format="csv",
        actor="carla",
        recorded_at=datetime(2026, 11, 21),  # noqa: DTZ001 - UTC without a zone
    )


def fault(row=1):
    return Fault(file="tickets.csv", row=row, reason="empty", cure="fill it", content="{}")


def test_an_example_comes_back_as_it_was_added(store):
    example = make_example("Where?", label="delivery", group="c1")
    add_upload(store, upload=upload(), examples=[example])
    staged = get_example(store, example.id)
    assert (staged.example, staged.version) == (example, 1)


def test_the_same_upload_twice_adds_nothing(store):
    examples = [make_example(f"Question {n}", row=n) for n in range(1, 6)]
    add_upload(store, upload=upload("u1"), examples=examples)
    counts = add_upload(store, upload=upload("u2"), examples=examples)
    assert counts == Counts(read=5, duplicates=5)
    assert count_examples(store, TASK) == 5


def test_the_same_request_twice_counts_once(store):
    first = add_upload(store, upload=upload(), examples=[make_example()], faults=[fault(2)])
    again = add_upload(store, upload=upload(), examples=[make_example()], faults=[fault(2)])
    assert first == again == Counts(read=2, added=1, faults=1)
    assert len(list_faults(store, "u1")) == 1
    assert count_uploads(store) == 1


def test_another_answer_makes_the_next_version(store):
    add_upload(store, upload=upload("u1"), examples=[make_example(answer="old")])
    changed = make_example(answer="new")
    counts = add_upload(store, upload=upload("u2"), examples=[changed])
    staged = get_example(store, changed.id)
    assert counts == Counts(read=1, changed=1)
    assert (staged.version, staged.example.answer.content) == (2, "new")


def test_an_old_export_handed_in_again_takes_nothing_back(store):
    add_upload(store, upload=upload("u1"), examples=[make_example(answer="old")])
    add_upload(store, upload=upload("u2"), examples=[make_example(answer="new")])
    counts = add_upload(store, upload=upload("u3"), examples=[make_example(answer="old")])
    assert counts == Counts(read=1, duplicates=1)
    assert get_example(store, make_example().id).example.answer.content == "new"


def test_one_question_with_two_answers_in_one_file_is_two_versions_once(store):
    examples = [make_example(answer="a", row=1), make_example(answer="b", row=2)]
    first = add_upload(store, upload=upload("u1"), examples=examples)
    second = add_upload(store, upload=upload("u2"), examples=examples)
    assert first == Counts(read=2, added=1, changed=1)
    assert second == Counts(read=2, duplicates=2)


def test_the_same_prompt_in_another_task_is_another_example(store):
    add_upload(store, upload=upload("u1"), examples=[make_example()])
    other = add_upload(store, upload=upload("u2", "t2"), examples=[make_example(task="t2")])
    assert other == Counts(read=1, added=1)


def test_an_upload_of_many_batches_adds_up(store):
    examples = [make_example(f"Question {n}", row=n + 1) for n in range(BATCH + 1)]
    counts = add_upload(store, upload=upload(), examples=examples, faults=[fault()])
    assert counts == Counts(read=BATCH + 2, added=BATCH + 1, faults=1)
    (report,) = list_uploads(store, task=TASK)
    assert (report.counts, report.complete) == (counts, True)


def test_an_upload_that_was_stopped_is_not_complete_and_goes_on(store):
    examples = [make_example("A", row=1), make_example("B", row=2)]
    start_upload(store, upload())
    add_batch(store, upload(), batch=0, examples=examples[:1], faults=[], is_last=False)
    assert not list_uploads(store)[0].complete
    add_batch(store, upload(), batch=0, examples=examples[:1], faults=[], is_last=False)
    add_batch(store, upload(), batch=1, examples=examples[1:], faults=[], is_last=True)
    (report,) = list_uploads(store)
    assert (report.counts, report.complete) == (Counts(read=2, added=2), True)


def test_an_empty_upload_is_listed_with_nothing(store):
    start_upload(store, upload())
    assert list_uploads(store)[0].counts == Counts()


def test_uploads_are_listed_newest_first_and_by_task(store):
    for number, task in enumerate([TASK, "other", TASK]):
        start_upload(store, upload(f"u{number}", task))
    assert [report.upload.id for report in list_uploads(store, task=TASK)] == ["u2", "u0"]
    assert [report.upload.id for report in list_uploads(store, limit=1, offset=1)] == ["u1"]


def test_faults_come_back_in_the_order_of_their_rows(store):
    faults = [fault(3), fault(1), fault(2)]
    add_upload(store, upload=upload(), examples=[], faults=faults)
    assert [entry.row for entry in list_faults(store, "u1")] == [1, 2, 3]
    assert list_faults(store, "u1", limit=1, offset=2) == [fault(3)]


def test_text_with_nul_and_odd_characters_is_stored_as_it_is(store):
    text = "a\0b\u2028c\U0001f600 ' \" \\"
    example = make_example(text, answer=text)
    add_upload(store, upload=upload(), examples=[example])
    assert get_example(store, example.id).example.messages[0].content == text


def test_a_worse_answer_and_tools_come_back(store):
    example = replace(
        make_example(), rejected=make_example(answer="bad").answer, tools=({"type": "function"},)
    )
    add_upload(store, upload=upload(), examples=[example])
    assert get_example(store, example.id).example == example


def test_two_uploads_of_the_same_rows_at_once_add_each_row_once(store):
    examples = [make_example(f"Question {n}", row=n + 1) for n in range(300)]
    counts: list[Counts] = []

    def run(upload_id):
        counts.append(add_upload(store, upload=upload(upload_id), examples=examples))

    threads = [threading.Thread(target=run, args=(f"u{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(count.added for count in counts) == 300
    assert len(list_examples(store, TASK)) == 300

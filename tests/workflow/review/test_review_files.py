"""Reviews from a file and to a file."""

import csv
import json

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.store.reviews import list_reviews
from curation.workflow.review.review import next_cards
from curation.workflow.review.review_files import export_reviews, import_reviews
from tests.makers import ANN, CURATOR, make_example
from tests.pages.opening import signed_in
from tests.staged import add_examples, add_verdict
from tests.workflow.cleared import clear, tickets

TASK = "support-replies"
COLUMNS = ["example_id", "reviewer", "question", "answer"]


@pytest.fixture
def ids(workspace):
    """The ids of three cleared tickets."""
    return clear(workspace, tickets(3))


@pytest.fixture
def take(workspace, tmp_path):
    """Imports rows of a CSV file."""

    def run(*rows, header=COLUMNS):
        file = tmp_path / "reviews.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([header, *rows])
        return import_reviews(workspace, CURATOR, file, report=lambda *_: None)

    return run


def stored(workspace):
    return list_reviews(workspace.store, TASK)


def test_an_import_adds_a_review_in_the_name_it_gives(workspace, ids, take):
    report = take([ids[0], "dora", "decision", "accept"], [ids[0], "dora", "reply", "It arrived."])
    (review,) = stored(workspace)
    assert (report.read, report.added, report.faults) == (2, 1, [])
    assert (review.reviewer, review.answers["reply"], review.edited) == (
        "dora",
        "It arrived.",
        True,
    )


def test_a_question_without_a_row_has_the_proposed_answer(workspace, ids, take):
    take([ids[0], "dora", "decision", "accept"])
    assert stored(workspace)[0].answers == {"category": "delivery", "reply": "It is on its way."}


def test_a_reviewer_with_the_name_of_a_person_is_that_person(workspace, ids, take):
    signed_in(workspace, ANN)
    take([ids[0], "Ann", "decision", "accept"])
    assert stored(workspace)[0].reviewer == "ann"
    assert ids[0] not in [
        card.example_id for card in next_cards(workspace, ANN, workspace.task(TASK), 9)
    ]


def test_the_same_file_again_adds_nothing(workspace, ids, take):
    take([ids[0], "dora", "decision", "reject"])
    report = take([ids[0], "dora", "decision", "reject"])
    assert (report.added, report.unchanged, report.faults) == (0, 1, [])


def test_a_review_that_is_there_is_not_overwritten(workspace, ids, take):
    take([ids[0], "dora", "decision", "reject"])
    report = take([ids[0], "dora", "decision", "accept"])
    assert (report.added, [fault.row for fault in report.faults]) == (0, [1])
    assert [str(review.decision) for review in stored(workspace)] == ["reject"]


def test_answers_beyond_the_overlap_are_not_thrown_away(workspace, ids, take):
    report = take(*([ids[0], who, "decision", "accept"] for who in ("dora", "emil", "fay")))
    assert report.added == 3


def test_what_does_not_fit_is_a_fault_and_the_rest_is_added(workspace, ids, take):
    add_examples(workspace.store, [make_example("Not scanned yet")])
    add_verdict(workspace.store, tickets(3)[2])
    report = take(
        ["nobody", "dora", "decision", "accept"],
        [ids[0], "dora", "category", "weather"],
        [make_example("Not scanned yet").id, "dora", "category", "delivery"],
        [ids[1], "dora", "mood", "good"],
        [ids[2], "dora", "decision", "accept"],
        [ids[1], "emil", "decision", "accept"],
    )
    assert (report.added, [fault.row for fault in report.faults]) == (1, [1, 2, 3, 4, 5])
    assert all(fault.reason and fault.cure for fault in report.faults)


def test_json_lines_are_read_too(workspace, ids, tmp_path):
    file = tmp_path / "reviews.jsonl"
    row = dict(zip(COLUMNS, [ids[0], "dora", "decision", "reject"], strict=True))
    file.write_text(json.dumps(row) + "\nno json\n")
    report = import_reviews(workspace, CURATOR, file, report=lambda *_: None)
    assert (report.read, report.added, [fault.row for fault in report.faults]) == (2, 1, [2])


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.jsonl"])
def test_what_is_exported_reads_back_as_what_is_there(workspace, ids, take, tmp_path, name):
    take(
        [ids[0], "dora", "reply", '=SUM(1) says "no",\r\nand é'],
        [ids[1], "emil", "decision", "skip"],
        [ids[2], "emil", "decision", "reject"],
    )
    before = stored(workspace)
    file = tmp_path / "out" / name
    file.parent.mkdir()
    rows = export_reviews(workspace, CURATOR, file)
    report = import_reviews(workspace, CURATOR, file, report=lambda *_: None)
    assert (report.read, report.unchanged, report.faults) == (rows, 3, [])
    assert stored(workspace) == before


def test_an_exported_cell_is_no_formula(workspace, ids, take, tmp_path):
    take([ids[0], "dora", "reply", "=SUM(1)"])
    export_reviews(workspace, CURATOR, tmp_path / "out.csv")
    assert "'=SUM(1)" in (tmp_path / "out.csv").read_text()


def test_a_table_without_its_columns_is_refused(take):
    with pytest.raises(InputRefused, match="answer"):
        take(["e1", "dora", "decision"], header=COLUMNS[:3])


def test_a_file_that_is_not_there_is_refused(workspace, tmp_path):
    with pytest.raises(InputRefused):
        import_reviews(workspace, CURATOR, tmp_path / "none.csv", report=lambda *_: None)


def test_a_file_that_cannot_be_written_is_refused(workspace, tmp_path):
    with pytest.raises(InputRefused):
        export_reviews(workspace, CURATOR, tmp_path / "no folder" / "reviews.csv")


def test_a_reviewer_may_not_import(workspace, tmp_path):
    with pytest.raises(NotAllowed):
        import_reviews(workspace, ANN, tmp_path / "reviews.csv", report=lambda *_: None)


def test_a_reason_goes_out_and_comes_in_again(workspace, ids, take, tmp_path):
    reason = workspace.task(TASK).skip_reasons[0]
    take([ids[0], "dora", "decision", "skip", reason], header=[*COLUMNS, "reason"])
    assert stored(workspace)[0].reason == reason
    file = tmp_path / "out.jsonl"
    export_reviews(workspace, CURATOR, file)
    assert json.loads(file.read_text())["reason"] == reason

"""Discussing an example: blind until one's own answer, kept once, changed by its author only."""

import csv

import pytest

from curation.errors import NotAllowed
from curation.review.discussion import Kind, Remark
from curation.workflow.review import discuss, said
from curation.workflow.review.discuss import list_flagged, read_thread, resolve, say
from curation.workflow.review.discussion_files import export_discussions
from curation.workflow.review.review import undo
from tests.makers import ANN, BEN, CURATOR, make_task
from tests.workflow.reviewed import review, stage

TASK = make_task()


@pytest.fixture(autouse=True)
def scanned(monkeypatch):
    """The texts that were given to the scanner, which finds nothing in them."""
    texts = []

    def scan_batches(batches, *, workers):
        for name, batch in batches(frozenset()):
            texts.extend(text for _, text in batch)
            yield name, {key: [] for key, _ in batch}

    monkeypatch.setattr(said, "scan_batches", scan_batches)
    return texts


@pytest.fixture
def example(workspace):
    return stage(workspace, 1)[0]


def tell(workspace, actor, example, kind, text="", *, name="c1", about=""):
    remark = Remark(id=name, example_id=example.id, kind=kind, text=text, about=about)
    return say(workspace, actor, TASK, [remark])[0]


def texts(workspace, actor, example):
    return [one.text for one in read_thread(workspace, actor, TASK, example.id).comments]


def test_a_reviewer_reads_others_only_after_their_own_answer(workspace, example):
    tell(workspace, BEN, example, Kind.COMMENT, "It was refunded.")
    tell(workspace, BEN, example, Kind.FLAG, name="f1")
    before = read_thread(workspace, ANN, TASK, example.id)
    assert (before.blind, before.flagged, before.comments) == (True, False, ())
    review(workspace, example, "ann")
    after = read_thread(workspace, ANN, TASK, example.id)
    assert (after.blind, after.flagged, after.comments[0].text) == (False, True, "It was refunded.")


def test_a_skip_is_no_answer(workspace, example):
    tell(workspace, BEN, example, Kind.COMMENT, "It was refunded.")
    review(workspace, example, "ann", decision="skip")
    assert texts(workspace, ANN, example) == []


def test_who_takes_the_answer_back_is_blind_again(workspace, example):
    tell(workspace, BEN, example, Kind.COMMENT, "It was refunded.")
    review(workspace, example, "ann")
    assert undo(workspace, ANN, TASK, example.id, request_id="u1").saved
    assert texts(workspace, ANN, example) == []


def test_own_words_are_read_at_once_and_a_curator_reads_all(workspace, example, scanned):
    tell(workspace, ANN, example, Kind.COMMENT, "Is this paid?")
    assert texts(workspace, ANN, example) == ["Is this paid?"]
    assert scanned == []
    assert texts(workspace, CURATOR, example) == ["Is this paid?"]
    assert scanned == ["Is this paid?"]


def test_the_same_remark_again_is_kept_once(workspace, example):
    for _ in range(2):
        assert tell(workspace, ANN, example, Kind.COMMENT, "Once").saved
    assert texts(workspace, ANN, example) == ["Once"]


def test_only_its_author_changes_a_comment(workspace, example):
    tell(workspace, ANN, example, Kind.COMMENT, "Mine")
    refused = tell(workspace, BEN, example, Kind.EDIT, "Yours", name="c2", about="c1")
    assert refused.refusal.title == "Not your comment"
    assert tell(workspace, ANN, example, Kind.EDIT, "Better", name="c3", about="c1").saved
    assert texts(workspace, ANN, example) == ["Better"]


def test_an_empty_comment_is_refused(workspace, example):
    assert not tell(workspace, ANN, example, Kind.COMMENT, "").saved


def test_a_remark_on_an_example_that_is_gone_is_refused_in_words(workspace):
    remark = Remark(id="c1", example_id="gone", kind=Kind.COMMENT, text="Hello")
    (receipt,) = say(workspace, ANN, TASK, [remark])
    assert receipt.refusal.title == "The example is gone"


def test_a_curator_sees_what_is_flagged_and_resolves_it(workspace, example):
    tell(workspace, ANN, example, Kind.FLAG, name="f1")
    assert [one.example_id for one in list_flagged(workspace, CURATOR, TASK)] == [example.id]
    resolve(workspace, CURATOR, TASK, example.id, request_id="r1")
    assert list_flagged(workspace, CURATOR, TASK) == []


def test_comments_and_flags_leave_in_a_file_after_a_scan(workspace, example, scanned, tmp_path):
    tell(workspace, ANN, example, Kind.COMMENT, "=Is this paid?")
    tell(workspace, ANN, example, Kind.EDIT, "=Was it paid?", name="c2", about="c1")
    tell(workspace, ANN, example, Kind.FLAG, name="f1")
    file = tmp_path / "said.csv"
    assert export_discussions(workspace, CURATOR, file) == 2
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    assert [(row["what"], row["text"]) for row in rows] == [
        ("edited comment", "'=Was it paid?"),
        ("flag", ""),
    ]
    assert scanned == ["=Was it paid?"]


def test_who_did_not_flag_cannot_take_the_flag_back(workspace, example):
    tell(workspace, ANN, example, Kind.FLAG, name="f1")
    assert not tell(workspace, BEN, example, Kind.RESOLVE, name="r1").saved
    assert tell(workspace, ANN, example, Kind.RESOLVE, name="r2").saved


def test_reviewers_have_no_list_of_flags(workspace):
    with pytest.raises(NotAllowed):
        discuss.list_flagged(workspace, ANN, TASK)

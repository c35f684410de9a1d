"""Versions of a guideline, and asking again about what was judged under an earlier one."""

import json
from dataclasses import replace

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.review.guideline import clauses_of
from curation.store.review_queue import example_states
from curation.workflow.review.guideline import (
    list_outdated,
    put_back,
    read_versions,
    write_guideline,
)
from curation.workflow.review.review import next_cards, progress, recent, submit
from curation.workflow.review.review_files import export_reviews
from tests.makers import ANN, CURATOR
from tests.staged import add_verdict
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_review import submission

ID = "support-replies"


def change(workspace, text="1. Be true.", *, seen=None, request="r1"):
    task = workspace.task(ID)
    seen = seen or task.guideline_version
    return write_guideline(
        workspace, CURATOR, task, text, note="why", seen=seen, request_id=request
    )


def judged(workspace, count=2):
    """So many examples that Ann has accepted under the guideline of the file."""
    clear(workspace, tickets(count))
    task = workspace.task(ID)
    cards = next_cards(workspace, ANN, task, count)
    submit(workspace, ANN, task, [submission(card) for card in cards])
    return cards, task


def test_the_text_of_the_file_is_the_first_version(workspace):
    (only,) = read_versions(workspace, ANN, workspace.task(ID))
    assert (only.number, only.text) == (1, workspace.task(ID).guideline)


def test_what_is_written_holds_and_the_former_text_is_kept(workspace):
    before = workspace.task(ID).guideline
    version = change(workspace)
    newest, first = read_versions(workspace, ANN, workspace.task(ID))
    assert workspace.task(ID).guideline_version == version == newest.version
    assert (newest.number, newest.author, newest.note) == (2, CURATOR.id, "why")
    assert (first.number, first.author, first.text) == (1, "", before)


def test_the_same_request_again_writes_one_version(workspace):
    task = workspace.task(ID)
    assert change(workspace) == change(workspace, seen=task.guideline_version)
    assert len(read_versions(workspace, ANN, task)) == 2


def test_a_text_that_somebody_else_changed_meanwhile_is_refused(workspace):
    seen = workspace.task(ID).guideline_version
    change(workspace)
    with pytest.raises(Conflict):
        change(workspace, "1. Be short.", seen=seen, request="r2")


@pytest.mark.parametrize("text", [" \n", "x" * 20_001])
def test_a_blank_or_endless_text_is_refused(workspace, text):
    with pytest.raises(InputRefused):
        change(workspace, text)


def test_a_reviewer_may_not_change_it(workspace):
    task = workspace.task(ID)
    with pytest.raises(NotAllowed):
        write_guideline(workspace, ANN, task, "x", seen=task.guideline_version, request_id="r")
    with pytest.raises(NotAllowed):
        put_back(workspace, ANN, task, "0", request_id="r")


def test_answers_keep_the_version_that_was_shown(workspace):
    _, shown = judged(workspace)
    change(workspace)
    newest, first = read_versions(workspace, ANN, workspace.task(ID))
    assert (first.version, first.judged, newest.judged) == (shown.guideline_version, 2, 0)


def test_what_was_judged_under_an_earlier_version_is_asked_about_again(workspace):
    cards, shown = judged(workspace)
    settled = cards[0].example_id
    add_verdict(workspace.store, next(e for e in tickets(2) if e.id == settled))
    change(workspace)
    task = workspace.task(ID)
    assert put_back(workspace, CURATOR, task, shown.guideline_version, request_id="back") == 2
    assert progress(workspace, ANN, task).left == 2
    assert not example_states(workspace.store, ID, [settled])[settled].settled
    (receipt,) = submit(workspace, ANN, task, [submission(cards[0])])
    assert receipt.saved


def test_putting_back_twice_by_one_request_changes_nothing(workspace):
    cards, shown = judged(workspace)
    change(workspace)
    task = workspace.task(ID)
    put_back(workspace, CURATOR, task, shown.guideline_version, request_id="back")
    submit(workspace, ANN, task, [submission(card) for card in cards])
    assert put_back(workspace, CURATOR, task, shown.guideline_version, request_id="back") == 0
    assert progress(workspace, ANN, task).done == 2


def test_what_was_judged_under_the_version_that_holds_stays(workspace):
    _, task = judged(workspace)
    with pytest.raises(InputRefused):
        put_back(workspace, CURATOR, task, task.guideline_version, request_id="back")


def test_a_cited_clause_that_is_changed_lists_what_was_decided_under_it(workspace):
    change(workspace, "1. Be kind.\n2. Be short.")
    clear(workspace, tickets(3))
    task = workspace.task(ID)
    kind, short = (clause.key for clause in clauses_of(task.guideline))
    cards = next_cards(workspace, ANN, task, 3)
    cited = [(kind,), (kind, short), ()]
    sent = [
        replace(submission(card), clauses=keys) for card, keys in zip(cards, cited, strict=True)
    ]
    submit(workspace, ANN, task, sent)
    assert list_outdated(workspace, CURATOR, task) == []
    change(workspace, "1. Be short.\n2. Be kind and true.", request="r2")
    task = workspace.task(ID)
    (gone,) = list_outdated(workspace, CURATOR, task)
    assert (gone.text, gone.examples, len(gone.shown)) == ("Be kind.", 2, 2)
    assert put_back(workspace, CURATOR, task, clause=gone.key, request_id="back") == 2
    assert progress(workspace, ANN, task).done == 1
    assert list_outdated(workspace, CURATOR, task) == []


def test_what_a_decision_cites_is_kept_with_it_and_exported_in_words(workspace, tmp_path):
    change(workspace, "1. Be kind.\n2. Be short.")
    clear(workspace, tickets(1))
    task = workspace.task(ID)
    kind, _ = (clause.key for clause in clauses_of(task.guideline))
    (card,) = next_cards(workspace, ANN, task, 1)
    submit(workspace, ANN, task, [replace(submission(card), clauses=(kind,))])
    assert recent(workspace, ANN, task)[0].review.clauses == (kind,)
    change(workspace, "1. Be true.", request="r2")
    export_reviews(workspace, CURATOR, tmp_path / "out.jsonl")
    first = json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])
    assert first["clauses"] == "Be kind."

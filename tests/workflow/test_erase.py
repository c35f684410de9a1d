"""Erasing a person: nothing of the value is left, and where it went is told."""

import hashlib
import json
from dataclasses import replace

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.example import Source
from curation.files import keep_original
from curation.people import COMMAND_LINE
from curation.privacy.finding import Action
from curation.release.method import TrainingMethod
from curation.store.erasure import list_texts
from curation.store.examples import list_examples
from curation.workflow.decide import decide_all
from curation.workflow.erase import erase_subject
from curation.workflow.explore import fresh_snapshot
from curation.workflow.release import cut_release
from curation.workflow.scan import scan_task
from curation.workflow.workspace import Workspace
from tests.makers import CURATOR, OWNER, make_example
from tests.staged import add_examples, add_review, add_verdict
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
SUBJECT = "Julia Hartmann"
DOCUMENT = b"a letter of Julia Hartmann"


@pytest.fixture
def filled(workspace) -> Workspace:
    """One ticket of Julia with all that may hold her name, one of somebody else, and a fault."""
    sha256 = hashlib.sha256(DOCUMENT).hexdigest()
    keep_original(workspace.folder, sha256, DOCUMENT)
    source = Source(file="a.csv", sha256=sha256, row=1)
    hers = replace(make_example("I am JULIA\nHARTMANN."), source=source)
    other = make_example("Where is order 17?", row=2)
    add_examples(workspace.store, [hers, other])
    add_review(workspace.store, hers, answers={"reply": "Dear Julia Hartmann"}, edited=True)
    add_verdict(workspace.store, hers, answers={"reply": "Dear Julia Hartmann"})
    fault = {
        "upload_id": "u1",
        "file": "a.csv",
        "row": 3,
        "reason": "r",
        "cure": "c",
        "content": '{"name": "Julia Hartmann"}',
    }
    workspace.store.write("insert into fault values (?, ?, ?, ?, ?, ?)", list(fault.values()))
    return workspace


def erase(workspace: Workspace, *, subject: str = SUBJECT, dry_run: bool = False):
    return erase_subject(workspace, OWNER, subject, dry_run=dry_run, request_id="e1")


def everything(workspace: Workspace) -> str:
    tables = ("example", "review", "verdict", "grade", "fault", "model_answer")
    texts = [
        text for table in tables for _, own in list_texts(workspace.store, table) for text in own
    ]
    return json.dumps(texts).lower()


def test_nothing_of_the_value_is_left_in_the_store(filled):
    erase(filled)
    assert "hartmann" not in everything(filled)


def test_what_others_wrote_stays(filled):
    erase(filled)
    (left,) = list_examples(filled.store, TASK)
    assert left.example.messages[0].content == "Where is order 17?"


def test_what_was_removed_is_counted(filled):
    done = erase(filled)
    assert (done.examples, done.reviews, done.verdicts, done.faults, done.files) == (1, 1, 1, 1, 1)


def test_a_dry_run_counts_and_removes_nothing(filled):
    before = everything(filled)
    assert erase(filled, dry_run=True).examples == 1
    assert everything(filled) == before


def test_the_document_is_removed(filled):
    erase(filled)
    assert not [file for file in (filled.folder / "originals").rglob("*") if file.is_file()]


def test_copies_for_queries_are_removed(filled):
    file = fresh_snapshot(filled)
    erase(filled)
    assert not file.exists()


def test_an_event_without_the_value_is_left(filled):
    erase(filled)
    (event,) = filled.store.read("select * from erasure")
    assert event["actor"] == OWNER.id
    assert "hartmann" not in str(event).lower()


def test_a_release_that_holds_the_value_is_named(workspace):
    ticket = make_example("I am Julia Hartmann.")
    stock(workspace, [ticket])
    settle(workspace, {ticket.id: {"category": "delivery", "reply": "Hello."}})
    cut_release(
        workspace, COMMAND_LINE, task_id=TASK, method=TrainingMethod.SFT, seed=1, request_id="c"
    )
    assert erase(workspace).releases == (1,)


def test_a_release_with_surrogates_is_not_named(workspace):
    ticket = make_example("Dear Julia Hartmann, hello.")
    add_examples(workspace.store, [ticket])
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 1)
    decide_all(workspace, CURATOR, TASK, Action.MASK, request_id="all")
    add_verdict(workspace.store, ticket, answers={"category": "delivery", "reply": "Hello."})
    cut_release(
        workspace, COMMAND_LINE, task_id=TASK, method=TrainingMethod.SFT, seed=1, request_id="c"
    )
    assert erase(workspace).releases == ()


def test_a_part_of_a_longer_word_is_somebody_else(filled):
    assert erase(filled, subject="Hartman", dry_run=True).examples == 0


def test_a_value_that_would_be_everywhere_is_refused(filled):
    with pytest.raises(InputRefused):
        erase(filled, subject="Ann")


def test_only_the_owner_erases(filled):
    with pytest.raises(NotAllowed):
        erase_subject(filled, CURATOR, SUBJECT, dry_run=True, request_id="e1")

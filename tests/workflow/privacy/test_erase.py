"""Erasing a person: nothing of the value is left, and where it went is told."""

import hashlib
import json
from dataclasses import replace

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.example import Source
from curation.files import keep_original, raw_lines, read_manifest
from curation.people import COMMAND_LINE
from curation.privacy.finding import Action
from curation.release.method import TrainingMethod
from curation.release.release import Release
from curation.store.erasure import list_texts
from curation.store.examples import list_examples
from curation.workflow.evaluation.evaluate import read_yardstick
from curation.workflow.explore.explore import fresh_snapshot
from curation.workflow.ingest.mappings import save_mapping, saved_mappings
from curation.workflow.privacy.decide import decide_all
from curation.workflow.privacy.erase import erase_subject, find_subject, list_erasures
from curation.workflow.privacy.scan import scan_task
from curation.workflow.release.release import cut_release, list_releases
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import submit_job, wait_for_job
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
    cut(workspace)
    assert erase(workspace).releases == (1,)


def test_a_release_that_holds_the_text_with_surrogates_is_named(workspace):
    """A made-up name in front does not make the rest somebody else's text."""
    ticket = make_example("Dear Julia Hartmann, hello.")
    add_examples(workspace.store, [ticket])
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 1)
    decide_all(workspace, CURATOR, TASK, Action.MASK, request_id="all")
    add_verdict(workspace.store, ticket, answers={"category": "delivery", "reply": "Hello."})
    cut(workspace)
    assert erase(workspace).releases == (1,)


@pytest.fixture
def released(workspace) -> Workspace:
    """Thirty released tickets, two of them Julia's."""
    tickets = [
        make_example(f"I am {name}, {number}.", row=number)
        for number, name in enumerate(["Julia Hartmann"] * 2 + ["Max"] * 28)
    ]
    stock(workspace, tickets)
    settle(workspace, {t.id: {"category": "delivery", "reply": f"Hi {t.id}."} for t in tickets})
    cut(workspace)
    return workspace


def cut(workspace: Workspace) -> Release:
    return cut_release(
        workspace,
        COMMAND_LINE,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id="c",
    )


def test_its_lines_are_taken_out_of_a_release(released):
    assert erase(released).lines == 2
    (release,) = list_releases(released)
    assert (release.lines, release.erased) == (28, 2)
    lines = [
        raw for part in ("train", "validation", "test") for raw in raw_lines(release.folder, part)
    ]
    assert len(lines) == 28
    assert b"Julia" not in b"".join(lines)


def test_the_manifest_and_the_card_of_a_release_say_so(released):
    erase(released)
    (release,) = list_releases(released)
    manifest = read_manifest(release.folder)
    assert sum(sum(one["lines"].values()) for one in manifest["erased"]) == 2
    train = (release.folder / "train.jsonl").read_bytes()
    assert manifest["files"]["train"]["sha256"] == hashlib.sha256(train).hexdigest()
    assert "2 lines on" in (release.folder / "README.md").read_text()


def test_the_files_of_a_release_stay_readable_only(released):
    erase(released)
    (release,) = list_releases(released)
    assert {file.stat().st_mode & 0o777 for file in release.folder.iterdir()} == {0o400}


def test_a_release_can_be_evaluated_after_an_erasure(released):
    erase(released)
    yardstick = read_yardstick(released, 1)
    assert len(yardstick.lines) == list_releases(released)[0].counts["test"]


def test_the_same_request_changes_nothing_and_reports_the_same(released):
    first = erase(released)
    before = {file: file.read_bytes() for file in list_releases(released)[0].folder.iterdir()}
    assert erase(released) == first
    assert {file: file.read_bytes() for file in before} == before
    assert len(list_erasures(released, OWNER)) == 1


def test_a_name_in_two_fields_is_one_name(workspace):
    hers = replace(
        make_example("Where is it?"), metadata={"first_name": "Julia", "last_name": "Hartmann"}
    )
    add_examples(workspace.store, [hers])
    assert erase(workspace).examples == 1


def test_the_surname_may_come_first(workspace):
    add_examples(workspace.store, [make_example("Hartmann, Julia: where is it?")])
    assert erase(workspace).examples == 1


def test_a_name_in_an_address_is_found(workspace):
    add_examples(workspace.store, [make_example("Write to julia.hartmann@example.com")])
    assert erase(workspace).examples == 1


def test_records_that_stay_do_not_say_the_value(filled):
    save_mapping(filled, OWNER, TASK, ["a"], {"subject": "Mail of Julia Hartmann"}, request_id="m")
    erase(filled)
    (mapping,) = saved_mappings(filled, TASK).values()
    assert mapping["subject"] == "Mail of [erased]"


def test_a_document_with_the_value_takes_its_example_along(workspace):
    sha256 = hashlib.sha256(DOCUMENT).hexdigest()
    keep_original(workspace.folder, sha256, DOCUMENT)
    source = Source(file="a.csv", sha256=sha256, row=1)
    add_examples(workspace.store, [replace(make_example("Total 17.00"), source=source)])
    (found,) = find_subject(workspace, OWNER, SUBJECT)[1]
    assert found.around == ""
    assert erase(workspace).examples == 1


def test_what_would_go_is_shown_with_the_words_around(filled):
    (found,) = find_subject(filled, OWNER, SUBJECT)[1]
    assert found.around == "I am JULIA HARTMANN."


def test_no_byte_of_it_is_left_in_the_folder(released):
    """Database, releases, copies for queries, and what the trainer of this machine has learned."""
    submit_job(
        released,
        OWNER,
        release_number=1,
        provider="local",
        model="nearest",
        hyperparameters={},
        request_id="job",
        wait=True,
    )
    wait_for_job(released, "job")
    fresh_snapshot(released)
    try:
        assert files_with(released, b"julia hartmann")
        erase(released)
        assert files_with(released, b"julia hartmann") == []
        assert erasure_is_told(released)
    finally:
        close_trainer(released)


def files_with(workspace: Workspace, value: bytes) -> list[str]:
    files = [file for file in workspace.folder.rglob("*") if file.is_file()]
    return [file.name for file in files if value in file.read_bytes().lower()]


def erasure_is_told(workspace: Workspace) -> bool:
    (past,) = list_erasures(workspace, OWNER)
    return past.erased.jobs == ("job",)


def test_a_part_of_a_longer_word_is_somebody_else(filled):
    assert erase(filled, subject="Hartman", dry_run=True).examples == 0


def test_a_value_that_would_be_everywhere_is_refused(filled):
    with pytest.raises(InputRefused):
        erase(filled, subject="Ann")


def test_only_the_owner_erases(filled):
    with pytest.raises(NotAllowed):
        erase_subject(filled, CURATOR, SUBJECT, dry_run=True, request_id="e1")

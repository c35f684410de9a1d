"""Defects as pages show them: at once for few examples, in the background for many."""

import threading
from datetime import timedelta

import pytest

from curation.errors import NotAllowed
from curation.workflow.balance import check, look
from curation.workflow.balance.look import start_looking
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.stocked import stock

TASK = "support-replies"
WRONG = "Hello {{name}}"


@pytest.fixture
def many(monkeypatch):
    monkeypatch.setattr(look, "LIVE", 0)


def looked(workspace: Workspace) -> look.Look:
    """What is known after everything that runs has ended."""
    look.look(workspace, CURATOR, TASK)
    for thread in threading.enumerate():
        if thread.name == f"{look.KIND} {TASK}":
            thread.join()
    return look.look(workspace, CURATOR, TASK)


def test_a_few_are_looked_at_here_and_now(workspace):
    stock(workspace, [make_example("Where is it?", answer=WRONG)])
    known = look.look(workspace, CURATOR, TASK)
    assert (known.told, known.is_current, known.running) == (
        "Checks: 1 to correct, 0 to look at.",
        True,
        None,
    )


def test_many_are_looked_at_in_the_background_without_asking(workspace, many):
    stock(workspace, [make_example("Where is it?", answer=WRONG)])
    assert looked(workspace).told == "Checks: 1 to correct, 0 to look at."


def test_what_has_just_been_looked_at_rests_and_is_shown_with_its_age(workspace, many):
    stock(workspace, [make_example("Where is it?", answer=WRONG)])
    looked(workspace)
    stock(workspace, [make_example("And the refund?", answer=WRONG, row=2)])
    known = look.look(workspace, CURATOR, TASK)
    assert (known.told, known.is_current, known.running) == (
        "Checks: 1 to correct, 0 to look at.",
        False,
        None,
    )
    assert known.looked_at is not None


def test_after_a_rest_it_is_looked_at_again(workspace, many, monkeypatch):
    monkeypatch.setattr(look, "REST", timedelta(0))
    stock(workspace, [make_example("Where is it?", answer=WRONG)])
    looked(workspace)
    stock(workspace, [make_example("And the refund?", answer=WRONG, row=2)])
    assert looked(workspace).told == "Checks: 2 to correct, 0 to look at."


def test_the_last_result_is_remembered_when_the_app_is_started_again(workspace, many):
    stock(workspace, [make_example("Where is it?", answer=WRONG)])
    looked(workspace)
    check._looks.clear()
    known = look.look(workspace, CURATOR, TASK)
    assert (known.told, known.checkup, known.is_current) == (
        "Checks: 1 to correct, 0 to look at.",
        None,
        False,
    )
    assert looked(workspace).is_current


def test_a_reviewer_may_not_start_it(workspace):
    with pytest.raises(NotAllowed):
        start_looking(workspace, ANN, TASK)

"""Checks that a curator wrote as SQL."""

import pytest

from curation.balance.checks.check import Severity
from curation.errors import InputRefused, NotAllowed
from curation.release.method import TrainingMethod
from curation.workflow.balance.check import run_checks
from curation.workflow.balance.check_gate import blocking_defects
from curation.workflow.balance.own_checks import list_own_checks, remove_own_check, save_own_check
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
LONG = "select example_id, length(prompt) as characters from examples where length(prompt) > 30"


def save(workspace, query=LONG, title="Long questions", severity=Severity.WARNING, actor=CURATOR):
    return save_own_check(
        workspace,
        actor,
        TASK,
        title=title,
        query=query,
        severity=severity,
        request_id=f"save {title} {query}",
    )


def own(workspace):
    found = run_checks(workspace, TASK).found
    return {one.check.name: one.defects for one in found if one.check.name.startswith("own: ")}


def test_each_row_is_a_defect_of_its_example(workspace):
    long, _ = stock(workspace, [make_example("Where is it? " * 5), make_example("Hm?", row=2)])
    assert save(workspace) == 1
    (defect,) = own(workspace)["own: Long questions"]
    assert (defect.ids, defect.says) == ((long,), "characters: 70")


def test_a_row_without_an_example_is_a_defect_of_the_set(workspace):
    stock(workspace, [make_example()])
    save(workspace, "select 'none of refund' as missing", title="Refunds")
    (defect,) = own(workspace)["own: Refunds"]
    assert (defect.ids, defect.says) == ((), "missing: none of refund")


def test_a_query_that_cannot_be_run_is_not_saved(workspace):
    with pytest.raises(InputRefused):
        save(workspace, "select * from person")
    with pytest.raises(InputRefused):
        save(workspace, title=" ")
    with pytest.raises(NotAllowed):
        save(workspace, actor=ANN)
    assert list_own_checks(workspace, CURATOR, TASK) == ()


def test_a_check_is_replaced_by_its_title_and_removed(workspace):
    stock(workspace, [make_example("Where is it? " * 5)])
    save(workspace)
    save(workspace, LONG.replace("30", "900"))
    assert own(workspace) == {"own: Long questions": ()}
    remove_own_check(workspace, CURATOR, TASK, "Long questions", request_id="r")
    assert own(workspace) == {}


def test_an_own_error_holds_a_release_up(workspace):
    (name,) = stock(workspace, [make_example("Where is it? " * 5)])
    settle(workspace, {name: {"category": "delivery", "reply": "It comes."}})
    save(workspace, severity=Severity.ERROR)
    (blocking,) = blocking_defects(workspace, TASK, TrainingMethod.SFT)
    assert blocking.check.title == "Long questions"

"""Groups that ask nearly the same, as a person settles them."""

import pytest

from curation.balance.apportion import Part
from curation.balance.checks.check import Defect
from curation.balance.checks.duplicates import DUPLICATES
from curation.workflow.balance import duplicate_desk
from curation.workflow.balance.accept_defects import accept_defects
from curation.workflow.balance.check import Found, run_checks
from curation.workflow.balance.duplicate_desk import LEAK, RELEASED, find_suggested, leaks_first
from tests.makers import CURATOR, make_example
from tests.workflow.stocked import stock

TASK = "support-replies"
LAMP = "my parcel with the blue lamp has not arrived at my house in the old town yet"


@pytest.fixture
def halves(workspace):
    """Two questions that share more than half of their pairs of words, not seven in ten."""
    other = f"{LAMP} and i would like to hear when your men will bring it"
    return stock(workspace, [make_example(LAMP), make_example(other, row=2)])


def suggested(workspace):
    return find_suggested(workspace, TASK, run_checks(workspace, TASK))


def test_what_might_be_the_same_is_suggested_and_no_duplicate(workspace, halves):
    found = {each.check.name: each.defects for each in run_checks(workspace, TASK).found}
    assert found["duplicates"] == ()
    assert [set(one.ids) for one in suggested(workspace).defects] == [set(halves)]


def test_what_may_stay_is_not_suggested_again(workspace, halves):
    accept_defects(
        workspace,
        CURATOR,
        TASK,
        "might-be-duplicates",
        suggested(workspace).defects,
        reason="Two cases.",
        request_id="a1",
    )
    found = suggested(workspace)
    assert (found.defects, len(found.accepted)) == ((), 1)


def test_what_was_trained_on_and_tested_on_comes_first(workspace, monkeypatch):
    parts = {"b": (1, Part.TRAIN), "d": (1, Part.TRAIN), "e": (1, Part.TEST)}
    monkeypatch.setattr(duplicate_desk, "newest_parts", lambda store, ids: parts)
    groups = [Defect(ids=ids) for ids in (("x", "y"), ("a", "b"), ("c", "d", "e"))]
    found = leaks_first(workspace, CURATOR, Found(check=DUPLICATES, defects=tuple(groups)))
    assert [(one.ids, one.says) for one in found.defects] == [
        (("e", "d", "c"), LEAK),
        (("b", "a"), RELEASED),
        (("x", "y"), ""),
    ]

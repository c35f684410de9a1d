"""The proof on the release page: a sample, one example at a time, and the owner's limit."""

import pytest

from curation.workflow.privacy.prove import read_proof
from tests.makers import CURATOR, OWNER
from tests.pages.opening import opened
from tests.workflow.stocked import stock_accepted

TASK = "support-replies"


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the release page of twelve accepted tickets."""
    stock_accepted(workspace, {"delivery": 12})
    return lambda actor=CURATOR: opened(workspace, monkeypatch, "release", actor, task=TASK)


def told(at) -> str:
    return next(box.label for box in at.expander if box.label.startswith("Proof"))


def test_without_a_sample_nothing_is_proven(page):
    assert told(page()) == "Proof: not proven"


def test_a_judged_example_moves_the_bound(workspace, page):
    at = page()
    at.button(key="draw_sample").click().run()
    (clean,) = [button for button in at.button if button.label == "Nothing personal left"]
    clean.click().run()
    assert read_proof(workspace, TASK).judged == 1
    assert "1 of 12 looked at, 0 with something" in told(at)


def test_what_is_left_is_counted(workspace, page):
    at = page()
    at.button(key="draw_sample").click().run()
    (leaked,) = [button for button in at.button if button.label == "Something left"]
    leaked.click().run()
    assert read_proof(workspace, TASK).leaked == 1


def test_the_owner_sets_the_limit(workspace, page):
    at = page(OWNER)
    at.number_input(key="leak_limit_percent").set_value(5.0)
    at.button(key="save_leak_limit").click().run()
    assert read_proof(workspace, TASK).limit == pytest.approx(0.05)


def test_a_curator_sets_no_limit(page):
    assert "leak_limit_percent" not in {field.key for field in page().number_input}


def test_what_is_left_is_marked_from_the_page(workspace, page):
    at = page()
    at.button(key="draw_sample").click().run()
    (field,) = [field for field in at.text_input if field.key.startswith("left_")]
    field.set_value("question")
    (leaked,) = [button for button in at.button if button.label == "Something left"]
    leaked.click().run()
    assert workspace.store.value("select count(distinct example_id) from finding") == 12

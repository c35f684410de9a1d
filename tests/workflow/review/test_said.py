"""What people say about an example is scanned before anybody else reads it."""

import pytest

from curation.errors import NotAllowed
from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.workflow.review import said as module
from curation.workflow.review.said import NOT_SHOWN, Said, readable, reasons_given
from tests.makers import ANN, CURATOR, make_task
from tests.workflow.cleared import clear, tickets
from tests.workflow.reviewed import review, stage

TASK = make_task()
NUMBER = "0151 23456789"


@pytest.fixture
def scanned(monkeypatch):
    """The texts that were given to the scanner, which finds the phone number and nothing else."""
    texts = []

    def scan_batches(batches, *, workers):
        for name, batch in batches(frozenset()):
            texts.extend(text for _, text in batch)
            yield name, {key: found(text) for key, text in batch}

    def found(text):
        if "endless" in text:
            return [_span(text, text, SCAN_INCOMPLETE)]
        return [_span(text, NUMBER, "PHONE_NUMBER")] if NUMBER in text else []

    monkeypatch.setattr(module, "scan_batches", scan_batches)
    return texts


def _span(text, part, entity):
    begins = text.index(part)
    ends = begins + len(part)
    return Span(begins=begins, ends=ends, entity=entity, score=1.0, recognizer="test")


@pytest.fixture
def example_id(workspace):
    return clear(workspace, tickets(1))[0]


def read(workspace, example_id, *texts):
    return readable(workspace, TASK, [Said(example_id=example_id, text=text) for text in texts])


def test_a_value_in_what_is_said_is_replaced_and_the_rest_stays(workspace, example_id, scanned):
    (shown,) = read(workspace, example_id, f"Call {NUMBER} first")
    assert NUMBER not in shown
    assert (shown[:5], shown[-6:]) == ("Call ", " first")


def test_what_was_scanned_is_not_scanned_again(workspace, example_id, scanned):
    for _ in range(2):
        read(workspace, example_id, "One", "Two", "One")
    assert scanned == ["One", "Two"]


def test_a_reason_that_the_task_offers_is_not_scanned(workspace, example_id, scanned):
    offered = TASK.reject_reasons[0]
    assert read(workspace, example_id, offered, "") == [offered, ""]
    assert scanned == []


def test_what_cannot_be_scanned_to_its_end_is_not_shown(workspace, example_id, scanned):
    assert read(workspace, example_id, "endless", "Two") == [NOT_SHOWN, "Two"]


def test_what_is_said_of_an_example_that_is_gone_is_not_shown(workspace, scanned):
    assert read(workspace, "gone", "One") == [NOT_SHOWN]


def test_reasons_are_counted_and_the_most_frequent_comes_first(workspace, scanned):
    one, two = stage(workspace, 2)
    spam = TASK.reject_reasons[2]
    review(workspace, one, "ann", decision="reject", comment=spam)
    review(workspace, two, "ann", decision="reject", comment=spam)
    review(workspace, one, "ben", decision="skip", comment=f"Ask {NUMBER}")
    first, second = reasons_given(workspace, CURATOR, TASK.id)
    assert (first.decision, first.reason, first.times) == ("reject", spam, 2)
    assert (second.decision, NUMBER in second.reason) == ("skip", False)


def test_a_reviewer_is_not_told_the_reasons_of_others(workspace):
    with pytest.raises(NotAllowed):
        reasons_given(workspace, ANN, TASK.id)

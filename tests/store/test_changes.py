"""Reviewers are told what changed since they judged it."""

import pytest

from curation.store.changes import changed_since_review
from tests.makers import make_example
from tests.staged import add_examples, add_review

ONE = make_example("one", row=1)


@pytest.fixture
def store(workspace):
    add_examples(workspace.store, [ONE])
    return workspace.store


def change(store):
    add_examples(store, [make_example("one", answer="Another answer.", row=1)], version=2)


def test_an_example_that_changed_is_told_to_whoever_judged_it(store):
    add_review(store, ONE)
    change(store)
    assert changed_since_review(store, "ann", [ONE.id]) == {ONE.id}


def test_an_example_that_changed_is_news_to_nobody_else(store):
    add_review(store, ONE)
    change(store)
    assert changed_since_review(store, "ben", [ONE.id]) == set()


def test_an_example_that_did_not_change_is_not_told(store):
    add_review(store, ONE)
    assert changed_since_review(store, "ann", [ONE.id]) == set()

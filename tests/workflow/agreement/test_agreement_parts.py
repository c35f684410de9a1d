"""Where reviewers agree less, from the reviews in the store."""

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.workflow.agreement.agreement_parts import (
    By,
    groups_of,
    pairs_of,
    values_of,
)
from tests.makers import ANN, CURATOR
from tests.workflow.reviewed import review, stage

TASK = "support-replies"


@pytest.fixture
def task(workspace):
    return workspace.task(TASK)


def differ(workspace, count=2):
    """On the first example ann and ben differ in the label."""
    made = stage(workspace, count)
    for number, example in enumerate(made):
        review(workspace, example, "ann")
        review(workspace, example, "ben", label="refund" if number == 0 else "delivery")
    return made


def test_each_answer_is_measured(workspace, task):
    differ(workspace)
    parts = values_of(workspace, CURATOR, task, "category")
    assert [(part.value, part.mixed_up_with) for part in parts] == [
        ("delivery", "refund"),
        ("refund", "delivery"),
    ]


def test_each_pair_is_measured(workspace, task):
    differ(workspace)
    [pair] = pairs_of(workspace, CURATOR, task, "category")
    assert ({pair.first, pair.second}, pair.shared, pair.percent) == ({"ann", "ben"}, 2, 0.5)


@pytest.mark.parametrize(
    ("by", "part"),
    [
        (By.SUGGESTED, "delivery"),
        (By.FILE, "tickets.csv"),
        (By.GUIDELINE, "g"),
        (By.WEEK, "2025-12-29"),
    ],
)
def test_parts_by_what_is_known_of_the_examples(workspace, task, by, part):
    differ(workspace)
    found = groups_of(workspace, CURATOR, task, "category", by)
    assert {name: one.percent for name, one in found.items()} == {part: 0.5}


def test_parts_by_a_query(workspace, task):
    first, _ = differ(workspace)
    query = f"select example_id, example_id = '{first.id}' as slice from examples"
    found = groups_of(workspace, CURATOR, task, "category", By.QUERY, query=query)
    assert {name: one.percent for name, one in found.items()} == {"true": 0, "false": 1}


def test_a_query_without_slices_parts_what_it_finds_from_the_others(workspace, task):
    first, _ = differ(workspace)
    query = f"select example_id from examples where example_id = '{first.id}';"
    found = groups_of(workspace, CURATOR, task, "category", By.QUERY, query=query)
    assert {name: one.percent for name, one in found.items()} == {"found": 0, "others": 1}


def test_a_query_without_examples_is_refused(workspace, task):
    differ(workspace)
    with pytest.raises(InputRefused, match="names no examples"):
        groups_of(workspace, CURATOR, task, "category", By.QUERY, query="select 1 as n")


def test_a_reviewer_does_not_see_who_agrees_with_whom(workspace, task):
    with pytest.raises(NotAllowed):
        pairs_of(workspace, ANN, task, "category")

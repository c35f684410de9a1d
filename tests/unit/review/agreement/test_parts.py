"""Agreement by value and by group."""

import pandas as pd
import pytest

from curation.review.agreement.parts import by_group, by_value
from curation.review.agreement.ratings import Level
from tests.unit.review.tables import contingency, long

TABLE = contingency([[40, 5, 0], [5, 30, 2], [0, 0, 8]])


def test_the_share_of_a_value_is_its_specific_agreement():
    """By hand: of 45 + 45 answers 0 the other gave 0 in 80 cases."""
    parts = {part.value: part for part in by_value(TABLE)}
    assert parts["0"].share == pytest.approx(80 / 90)


def test_a_value_names_what_it_is_mixed_up_with():
    part = next(part for part in by_value(TABLE) if part.value == "2")
    assert (part.mixed_up_with, part.times) == ("1", 2)


def test_a_value_is_held_against_all_others():
    part = next(part for part in by_value(TABLE) if part.value == "0")
    merged = contingency([[40, 5], [5, 40]])
    assert part.agreement.alpha == by_value(merged)[0].agreement.alpha


def test_the_most_frequent_value_comes_first():
    assert [part.value for part in by_value(TABLE)] == ["0", "1", "2"]


def test_a_value_that_nobody_else_was_asked_about_has_no_share():
    [part] = by_value(long([("1", "a", "x")]))
    assert (part.share, part.mixed_up_with) == (None, "")


def test_no_answers_have_no_parts():
    assert by_value(long([])) == []


def test_groups_are_measured_apart():
    good, bad = contingency([[40, 0], [0, 40]]), contingency([[20, 20], [20, 20]])
    table = pd.concat([good.assign(week="1"), bad.assign(week="2", item="other" + bad["item"])])
    found = by_group(table, "week", level=Level.NOMINAL)
    assert (found["1"].alpha, found["2"].percent) == (1.0, 0.5)

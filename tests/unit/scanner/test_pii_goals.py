"""A goal of a bench is met or missed by its figure, and says so."""

import math

import pytest

from tests.bench.goals import Goal


@pytest.mark.parametrize(("value", "met"), [(0.72, True), (0.73, True), (0.719, False)])
def test_a_goal_from_below_is_met_from_its_bound_on(value, met):
    goal = Goal(name="F2", value=value, bound=0.72)
    assert goal.is_met == met
    assert goal.line.endswith("met" if met else "MISSED")


@pytest.mark.parametrize(("value", "met"), [(1.0, True), (0.2, True), (1.01, False)])
def test_a_goal_from_above_is_met_up_to_its_bound(value, met):
    assert Goal(name="seconds", value=value, bound=1.0, at_most=True).is_met == met


def test_a_figure_that_could_not_be_had_meets_no_goal():
    assert not Goal(name="F2", value=math.nan, bound=0.0).is_met
    assert not Goal(name="F2", value=math.nan, bound=0.0, at_most=True).is_met

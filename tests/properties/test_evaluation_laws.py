"""Laws of grading and comparing, for any answers."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from curation.evaluation.amounts import plain_value
from curation.evaluation.comparison import Verdict, compare
from curation.evaluation.grade import Grade
from curation.evaluation.graders import GRADERS
from curation.evaluation.graders.fields import grade_fields
from curation.evaluation.graders.token_f1 import grade_token_f1
from curation.evaluation.intervals import wilson_interval

LAW = settings(deadline=None)
OPPOSITE = {
    Verdict.BETTER: Verdict.WORSE,
    Verdict.WORSE: Verdict.BETTER,
    Verdict.NOT_SHOWN: Verdict.NOT_SHOWN,
}
grades = some.builds(
    Grade, score=some.floats(min_value=0, max_value=1), passed=some.booleans()
)  # a grader may set the limit anywhere, so both are free
pairs = some.lists(some.tuples(grades, grades), max_size=40)
fields = some.dictionaries(some.text(max_size=8), some.text(max_size=12), max_size=6)


@LAW
@given(pairs)
def test_turning_the_order_turns_the_verdict(drawn):
    first, second = [one for one, _ in drawn], [other for _, other in drawn]
    there, back = compare(first, second), compare(second, first)
    assert there.verdict == OPPOSITE[back.verdict]
    assert there.p == back.p
    assert there.difference == -back.difference


@LAW
@given(pairs)
def test_the_difference_lies_in_its_interval(drawn):
    comparison = compare([one for one, _ in drawn], [other for _, other in drawn])
    low, high = comparison.interval.low, comparison.interval.high
    assert low - 1e-9 <= comparison.difference <= high + 1e-9


@LAW
@given(some.integers(0, 300), some.integers(0, 300))
def test_a_share_lies_in_wilsons_interval(passed, failed):
    n = passed + failed
    interval = wilson_interval(passed, n)
    share = passed / n if n else 0.5
    assert interval.low - 1e-12 <= share <= interval.high + 1e-12


@pytest.mark.parametrize("name", GRADERS)
@LAW
@given(reference=some.text(), answer=some.text())
def test_every_grader_takes_any_text_and_scores_from_0_to_1(name, reference, answer):
    assert 0 <= GRADERS[name].grade(reference, answer).score <= 1


@LAW
@given(some.text(), some.text())
def test_token_f1_is_the_same_both_ways(one, other):
    assert grade_token_f1(one, other) == grade_token_f1(other, one)


@LAW
@given(fields)
def test_fields_are_right_in_any_order(drawn):
    turned = dict(reversed(list(drawn.items())))
    assert grade_fields(json.dumps(drawn), json.dumps(turned)).passed


@LAW
@given(some.text())
def test_a_plain_value_stays_as_it_is(text):
    assert plain_value(plain_value(text)) == plain_value(text)


@LAW
@given(some.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_the_same_in_english_german_and_french(amount):
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.translate(str.maketrans(",.", "\u202f,"))
    assert plain_value(english) == plain_value(german) == plain_value(french)

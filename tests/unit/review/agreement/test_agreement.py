"""What an Agreement says: its standing, its sentence, and what it says when it cannot measure."""

import numpy as np
import pytest

from curation.errors import InputRefused
from curation.review.agreement.agreement import Standing, measure_agreement
from curation.review.agreement.ratings import Level
from tests.unit.review.tables import contingency, long


def test_no_answers():
    found = measure_agreement(long([]))
    assert (found.alpha, found.reason) == (None, "There are no answers yet.")


def test_missing_values_are_no_answers():
    assert measure_agreement(long([("1", "a", None)])).answers == 0


def test_one_reviewer():
    found = measure_agreement(long([("1", "a", "x"), ("2", "a", "y")]))
    assert found.reason.startswith("Only one reviewer")


def test_items_answered_once():
    found = measure_agreement(long([("1", "a", "x"), ("2", "b", "y")]))
    assert found.reason.startswith("No item has answers of two reviewers")


def test_one_label_only_is_undefined_and_says_it_is_all_identical():
    found = measure_agreement(contingency([[50]]))
    assert (found.alpha, found.percent, found.standing) == (None, 1.0, Standing.UNDEFINED)
    assert "100 % identical" in found.meaning


def test_figures_are_never_nan():
    for rows in ([], [("1", "a", "x")], [("1", "a", "x"), ("1", "b", "x")]):
        found = measure_agreement(long(rows))
        figures = [found.alpha, found.fleiss_kappa, found.cohen_kappa, found.ac1, found.percent]
        assert all(figure is None or np.isfinite(figure) for figure in figures)


def test_the_last_answer_of_a_reviewer_counts():
    found = measure_agreement(
        long([("1", "a", "x"), ("1", "b", "y"), ("1", "a", "y"), ("2", "a", "x"), ("2", "b", "x")])
    )
    assert (found.percent, found.answers) == (1.0, 4)


def test_below_thirty_compared_items_it_is_too_few():
    assert measure_agreement(contingency([[15, 0], [0, 14]])).standing is Standing.TOO_FEW


def test_too_few_of_the_rarer_label():
    found = measure_agreement(contingency([[90, 2], [2, 5]]))
    assert found.standing is Standing.TOO_FEW
    assert "nearly all answers are the same" in found.meaning


def test_good_agreement_is_reliable():
    assert measure_agreement(contingency([[60, 1], [1, 60]])).standing is Standing.RELIABLE


def test_the_lower_bound_counts_not_the_point():
    found = measure_agreement(contingency([[24, 2], [2, 22]]))
    assert found.alpha > 0.8
    assert found.standing is Standing.TENTATIVE or found.interval.low < 0.8


def test_chance_agreement_is_low():
    assert measure_agreement(contingency([[30, 30], [30, 30]])).standing is Standing.LOW


def test_one_frequent_answer_is_explained_instead_of_called_low():
    found = measure_agreement(contingency([[500, 8], [8, 12]]))
    assert found.interval.low < 0.667
    assert found.standing is Standing.TENTATIVE
    assert "one answer is given nearly always" in found.meaning


def test_words_have_no_interval():
    with pytest.raises(InputRefused):
        measure_agreement(contingency([[3]]).assign(value="high"), level=Level.INTERVAL)


def test_ratios_begin_at_zero():
    with pytest.raises(InputRefused):
        measure_agreement(long([("1", "a", "-1"), ("1", "b", "2")]), level=Level.RATIO)


def test_infinity_is_no_number():
    with pytest.raises(InputRefused):
        measure_agreement(long([("1", "a", "inf"), ("1", "b", "2")]), level=Level.INTERVAL)


def test_free_text_is_told_from_labels():
    rows = [(str(n), r, f"It is {n} by {r}.") for n in range(40) for r in "ab"]
    found = measure_agreement(long(rows))
    assert "as with free text" in found.meaning
    assert found.alpha == 0

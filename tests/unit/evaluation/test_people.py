"""What people's choices say of two models, by hand."""

import pytest

from curation.evaluation.comparison import Verdict
from curation.evaluation.people import (
    gain_of_choices,
    gain_of_stars,
    people_sentence,
    score_gains,
)


def scored(won, tied, lost):
    gains = [1.0] * won + [0.0] * tied + [-1.0] * lost
    return score_gains({f"{place:03}": gain for place, gain in enumerate(gains)}, {})


def test_choices_for_the_second_answer_count_for_it_and_ties_for_nobody():
    assert gain_of_choices(["second", "second", "first", "tie", "both_bad"]) == pytest.approx(0.2)


def test_stars_are_compared_by_their_means():
    assert gain_of_stars([2, 4], [5]) == 2.0


def test_wins_are_held_against_losses_alone():
    """30 of 40 is 75 %; Wilson's interval of it is 0.598 to 0.858 (Newcombe 1998, method 3)."""
    score = scored(30, 12, 10)
    assert (score.won, score.tied, score.lost, score.n, score.share) == (30, 12, 10, 52, 0.75)
    assert score.interval.low == pytest.approx(0.598, abs=0.001)
    assert score.interval.high == pytest.approx(0.858, abs=0.001)
    assert score.verdict is Verdict.BETTER


def test_the_sign_test_is_that_of_a_fair_coin():
    """8 heads of 10: 2 x (1 + 10 + 45/2) / 1024 = 0.0654, by the mid-p."""
    assert scored(8, 0, 2).p == pytest.approx(67 / 1024)
    assert scored(8, 5, 2).verdict is Verdict.NOT_SHOWN


def test_the_other_way_round_it_is_worse():
    assert scored(10, 12, 30).verdict is Verdict.WORSE


def test_nothing_judged_says_nothing():
    score = scored(0, 0, 0)
    assert (score.interval.low, score.interval.high, score.p, score.share) == (0, 1, 1, 0.5)
    assert people_sentence(score) == "Nobody has judged an example yet."


def test_the_interval_of_the_mean_needs_fifty_examples_and_draws_whole_groups():
    assert scored(20, 9, 20).gain_interval is None
    wide = scored(40, 20, 40).gain_interval
    assert wide.low < 0 < wide.high
    gains = {f"{place:03}": 1.0 if place < 40 else -1.0 for place in range(80)}
    few = score_gains(gains, {one: place // 8 for place, one in enumerate(gains)})
    assert few.gain_interval is None


def test_the_sentence_has_its_numbers():
    assert people_sentence(scored(30, 1, 10)) == (
        "People find the tuned model better: the tuned model won 30, the base model won 10, and "
        "1 is a tie. Of those decided it won 75 % (95 % interval 60 % to 86 %, p = 0.001)."
    )
    assert people_sentence(scored(0, 3, 0)) == (
        "People do not show a difference: the tuned model won 0, the base model won 0, and 3 are "
        "ties."
    )

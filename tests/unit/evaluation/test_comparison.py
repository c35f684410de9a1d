import pytest

from curation.evaluation.comparison import (
    Verdict,
    compare,
    power_sentence,
    score_model,
    verdict_sentence,
)
from curation.evaluation.grade import RIGHT, WRONG, Grade


def grades(text):
    """One grade per letter: r is right, w is wrong."""
    return [RIGHT if letter == "r" else WRONG for letter in text]


def test_examples_are_compared_in_pairs():
    pairs = compare(grades("rrww"), grades("rwrw")).pairs
    assert (pairs.both, pairs.only_first, pairs.only_second, pairs.neither) == (1, 1, 1, 1)


def test_the_difference_is_of_right_answers():
    assert compare(grades("wwww"), grades("rrww")).difference == 0.5


def test_eight_more_right_answers_and_none_lost_are_better():
    comparison = compare(grades("w" * 8 + "r" * 12), grades("r" * 20))
    assert comparison.verdict == Verdict.BETTER


def test_the_mirror_image_is_worse():
    comparison = compare(grades("r" * 20), grades("w" * 8 + "r" * 12))
    assert comparison.verdict == Verdict.WORSE


def test_four_wins_of_four_are_not_shown():
    comparison = compare(grades("wwww"), grades("rrrr"))
    assert comparison.verdict == Verdict.NOT_SHOWN


def test_two_equal_models_are_not_shown_to_differ():
    comparison = compare(grades("rw" * 10), grades("rw" * 10))
    assert (comparison.p, comparison.verdict) == (1.0, Verdict.NOT_SHOWN)


def test_no_examples_compare_to_nothing():
    comparison = compare([], [])
    assert (comparison.difference, comparison.verdict) == (0, Verdict.NOT_SHOWN)


def test_different_numbers_of_answers_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        compare(grades("rr"), grades("r"))


def test_mean_scores_have_an_interval_only_from_fifty_pairs():
    few = compare([Grade(score=0.2, passed=False)] * 49, [Grade(score=0.3, passed=False)] * 49)
    many = compare([Grade(score=0.2, passed=False)] * 50, [Grade(score=0.3, passed=False)] * 50)
    assert few.score_interval is None
    assert many.score_interval is not None


def test_the_mean_score_is_of_all_answers():
    score = score_model("base", [Grade(score=0.5, passed=True), Grade(score=0.0, passed=False)])
    assert (score.score, score.passed, score.n, score.share) == (0.25, 1, 2, 0.5)


def test_a_model_without_answers_scores_nothing_with_full_doubt():
    score = score_model("base", [])
    assert (score.score, score.share, score.interval.low, score.interval.high) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("w" * 8 + "r" * 12, "r" * 20, "The tuned model is better by 40 points"),
        ("r" * 20, "w" * 8 + "r" * 12, "The tuned model is worse by 40 points"),
        ("rw" * 5, "rw" * 5, "A difference is not shown"),
    ],
)
def test_the_verdict_is_said_in_one_sentence(first, second, words):
    sentence = verdict_sentence(compare(grades(first), grades(second)))
    assert sentence.startswith(words)
    assert sentence.count(". ") == 0


def test_a_tiny_p_is_not_written_as_zero():
    sentence = verdict_sentence(compare(grades("w" * 40), grades("r" * 40)))
    assert "p = below" not in sentence
    assert "p below 0.001" in sentence


def test_the_power_sentence_names_the_smallest_gain():
    assert "about 26 points" in power_sentence(25)


@pytest.mark.parametrize(("n", "words"), [(0, "nothing can be compared"), (3, "no gain")])
def test_too_few_examples_are_said_to_show_nothing(n, words):
    assert words in power_sentence(n)


def test_one_test_example_is_counted_in_the_singular():
    assert "1 test example " in power_sentence(1)


def test_wins_ties_and_losses_are_counted_by_score():
    scores = [(0.2, 0.9), (0.5, 0.5), (0.8, 0.1), (0.0, 0.1)]
    sides = [[Grade(score=pair[side], passed=False) for pair in scores] for side in (0, 1)]
    found = compare(*sides)
    assert (found.won, found.tied, found.lost) == (2, 1, 1)


@pytest.mark.parametrize(("n", "words"), [(100, "306 to 627 examples"), (700, "enough for gains")])
def test_what_five_points_need_is_said(n, words):
    assert words in power_sentence(n)

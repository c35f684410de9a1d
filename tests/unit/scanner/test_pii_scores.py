"""The scores of the scan are right on arithmetic that can be done by hand."""

import pytest

from tests.bench.pii_scores import Score, Tally, count_matches, joined, overlap

TEXT = "Anna Berg, 12 Main Street; call Bob."
NAME, STREET, BOB = (0, 9, "PERSON"), (11, 25, "LOCATION"), (32, 35, "PERSON")


def tally(marked, found, text=TEXT):
    counts = Tally()
    counts.add(text, marked, found)
    return counts


def test_f2_weighs_recall_four_times():
    score = Score(right=9, found=10, marked=20, recalled=10)  # P 0.9, R 0.5
    assert score.f2 == pytest.approx(5 * 0.9 * 0.5 / (4 * 0.9 + 0.5))
    assert score.f2 == pytest.approx(0.5488, abs=1e-4)


def test_nothing_marked_and_nothing_found_scores_0():
    assert tally([], []).strict.f2 == 0.0


def test_places_parted_by_punctuation_only_are_one():
    assert joined(TEXT, [STREET, NAME]) == [(0, 25)]


def test_places_parted_by_a_word_stay_apart():
    assert joined(TEXT, [STREET, BOB]) == [(11, 25), (32, 35)]


def test_a_place_within_another_does_not_shorten_it():
    assert joined(TEXT, [(0, 9, "A"), (5, 7, "B")]) == [(0, 9)]


def test_overlap_is_intersection_over_union():
    assert overlap((0, 8), (2, 10)) == pytest.approx(6 / 10)


def test_three_quarters_of_overlap_match():
    assert count_matches([(0, 4)], [(0, 3)]) == 1


def test_less_than_three_quarters_of_overlap_do_not_match():
    assert count_matches([(0, 100)], [(0, 74)]) == 0


def test_strict_counts_a_place_half_found_as_both_missed_and_false():
    score = tally([BOB, NAME], [(0, 4, "PERSON"), BOB]).strict
    assert (score.right, score.found, score.marked) == (1, 2, 2)


def test_strict_does_not_ask_for_the_kind():
    assert tally([NAME], [(0, 9, "LOCATION")]).strict.recall == 1.0


def test_any_kind_recall_counts_letters_and_digits_only():
    marked = (0, 10, "PERSON")  # "Anna Berg,": the blank and the comma do not count
    assert tally([marked], [(0, 4, "A"), (5, 9, "B")]).any_kind.recall == 1.0


def test_a_place_found_to_less_than_three_quarters_is_not_recalled():
    assert tally([(0, 4, "PERSON")], [(0, 2, "PERSON")]).any_kind.recall == 0.0


def test_a_mark_under_another_name_is_recalled_as_any_kind_but_not_as_its_own():
    counts = tally([NAME], [(0, 9, "LOCATION")])
    assert (counts.recall_as_any("PERSON"), counts.kind("PERSON").recall) == (1.0, 0.0)


def test_a_found_place_is_right_when_half_of_it_is_marked():
    assert tally([(0, 4, "PERSON")], [(0, 9, "PERSON")]).kind("PERSON").precision == 1.0


def test_a_found_place_is_wrong_when_less_than_half_of_it_is_marked():
    assert tally([(0, 3, "PERSON")], [(0, 9, "PERSON")]).kind("PERSON").precision == 0.0


def test_precision_of_a_kind_asks_for_marks_of_that_kind():
    counts = tally([NAME], [(0, 9, "LOCATION")])
    assert (counts.any_kind.precision, counts.kind("LOCATION").precision) == (1.0, 0.0)


def test_scores_add_up_over_texts():
    counts = Tally()
    counts.add(TEXT, [NAME], [NAME])
    counts.add(TEXT, [NAME], [])
    assert counts.kind("PERSON").recall == 0.5

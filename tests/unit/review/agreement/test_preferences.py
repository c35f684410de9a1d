"""What sways people who compare two replies."""

from curation.review.agreement.preferences import Lean, measure_leans
from curation.review.preference import Choice, Preference


def given(choice, *, swapped=False, first=10, second=20):
    return Preference(choice=choice, swapped=swapped), first, second


def test_the_place_counts_not_the_reply():
    found = measure_leans(
        [given(Choice.FIRST), given(Choice.SECOND, swapped=True), given(Choice.FIRST, swapped=True)]
    )
    assert found.shown_first == Lean(chosen=2, of=3)


def test_the_longer_reply():
    found = measure_leans([given(Choice.SECOND), given(Choice.FIRST, first=30)])
    assert found.longer == Lean(chosen=2, of=2)


def test_equal_lengths_and_unknown_orders_say_nothing():
    one = Preference(choice=Choice.FIRST), 10, 10
    found = measure_leans([one])
    assert (found.longer.of, found.shown_first.of) == (0, 0)


def test_ties_choose_neither():
    found = measure_leans([given(Choice.TIE), given(Choice.BOTH_BAD), given(Choice.FIRST)])
    assert (found.ties, found.shown_first.of) == (Lean(chosen=1, of=3), 1)

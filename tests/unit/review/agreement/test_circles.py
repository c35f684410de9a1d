"""Choices that go round in a circle."""

from itertools import combinations

import numpy as np
import pytest

from curation.review.agreement.circles import Chosen, joint_circles, own_circles


def by(person, *pairs, prompt="p"):
    return [Chosen(prompt, person, better, worse) for better, worse in pairs]


def test_three_in_a_circle():
    found = own_circles(by("ann", "AB", "BC", "CA"))
    assert (found.triples, found.circular, found.prompts) == (1, 1, ("p",))


def test_three_in_an_order():
    found = own_circles(by("ann", "AB", "BC", "AC"))
    assert (found.triples, found.circular) == (1, 0)


def test_two_people_who_differ_are_in_no_circle_of_their_own():
    chosen = by("ann", "AB", "BC", "AC") + by("ben", "CA", "BC", "BA")
    assert (own_circles(chosen).triples, own_circles(chosen).circular) == (2, 0)


def test_reasonable_people_can_make_a_circle_together():
    """Condorcet: three orders, each of them without a circle."""
    chosen = []
    for person, order in enumerate(("ABC", "BCA", "CAB")):
        chosen += by(str(person), *combinations(order, 2))
    assert own_circles(chosen).circular == 0
    assert joint_circles(chosen).circular == 1


def test_a_tie_of_votes_closes_no_circle():
    chosen = by("ann", "AB", "BC", "CA") + by("ben", "AC")
    assert joint_circles(chosen).triples == 0


def test_other_prompts_are_other_replies():
    chosen = by("ann", "AB", "BC") + by("ann", "CA", prompt="q")
    assert own_circles(chosen).triples == 0


def test_the_last_choice_between_two_counts():
    assert own_circles(by("ann", "AB", "BC", "CA", "AC")).circular == 0


@pytest.mark.parametrize("replies", [5, 6, 7])
def test_as_many_circles_as_kendall_counts_by_wins(replies):
    """Kendall and Babington Smith: n (n-1) (2n-1) / 12 less half the sum of squared wins."""
    rng = np.random.default_rng(replies)
    names = [str(n) for n in range(replies)]
    pairs = [(a, b) if rng.random() < 0.5 else (b, a) for a, b in combinations(names, 2)]
    wins = np.array([sum(better == name for better, _ in pairs) for name in names])
    expected = replies * (replies - 1) * (2 * replies - 1) / 12 - (wins**2).sum() / 2
    assert own_circles(by("ann", *pairs)).circular == expected

"""Plans: which examples, and how near to the target."""

from curation.balance.plan import draw_plan
from curation.balance.target import to_shares

LABELS = {f"r{n}": "refund" for n in range(30)} | {f"b{n}": "billing" for n in range(10)}
HALVES = to_shares({"refund": 1, "billing": 1})


def plan(**changes):
    return draw_plan("support", LABELS, HALVES, **{"size": None, "seed": 7, **changes})


def test_as_many_as_the_mix_allows_are_chosen():
    """billing has 10, and 21 in halves may be rounded to 11 and 10."""
    assert plan().quotas == {"refund": 11, "billing": 10}


def test_the_chosen_examples_fill_the_quotas():
    chosen = [LABELS[example_id] for example_id in plan().example_ids]
    assert (chosen.count("refund"), chosen.count("billing")) == (11, 10)


def test_the_mismatch_shrinks_from_before_to_after():
    """30 : 10 is 25 points off; 11 : 10 is 11/21 - 1/2 = 2.4 points off."""
    drawn = plan()
    assert (drawn.mismatch_before, round(drawn.mismatch_after, 4)) == (0.25, 0.0238)


def test_a_wanted_size_says_what_is_missing():
    """40 in halves needs 20 of each."""
    assert plan(size=40).missing == {"billing": 10}


def test_without_a_size_missing_is_what_keeping_everything_needs():
    """All 40 in halves: 20 of each, and billing has 10."""
    assert plan().missing == {"billing": 10}


def test_a_larger_plan_keeps_the_examples_of_a_smaller_one():
    assert set(plan(size=10).example_ids) < set(plan(size=20).example_ids)


def test_another_seed_chooses_others():
    assert set(plan(seed=8).example_ids) != set(plan(seed=7).example_ids)


def test_the_order_in_which_examples_come_does_not_matter():
    turned = dict(reversed(LABELS.items()))
    assert draw_plan("support", turned, HALVES, size=None, seed=7).example_ids == plan().example_ids

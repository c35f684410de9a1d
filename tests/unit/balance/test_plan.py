"""Plans: which examples, and how near to the target."""

from curation.balance.plan import Aim, draw_plan
from curation.balance.target import to_shares

LABELS = {f"r{n}": ("refund",) for n in range(30)} | {f"b{n}": ("billing",) for n in range(10)}
HALVES = to_shares({"refund": 1, "billing": 1})


def first_ones(ids, count):
    return ids[:count]


def plan(labels=LABELS, **changes):
    aims = [Aim(by="category", target=HALVES)]
    return draw_plan(
        "support", aims, labels, **{"size": None, "seed": 7, "pick": first_ones, **changes}
    )


def test_as_many_as_the_mix_allows_are_chosen():
    """billing has 10, and 21 in halves may be rounded to 11 and 10."""
    assert plan().first.taken == {"refund": 11, "billing": 10}


def test_the_chosen_examples_fill_the_quotas():
    chosen = [LABELS[example_id][0] for example_id in plan().example_ids]
    assert (chosen.count("refund"), chosen.count("billing")) == (11, 10)


def test_the_mismatch_shrinks_from_before_to_after():
    """30 : 10 is 25 points off; 11 : 10 is 11/21 - 1/2 = 2.4 points off."""
    drawn = plan()
    assert (drawn.first.before.moved, round(drawn.first.after.moved, 4)) == (0.25, 0.0238)


def test_a_wanted_size_says_what_is_missing():
    """40 in halves needs 20 of each."""
    assert plan(size=40).first.missing == {"billing": 10}


def test_without_a_size_missing_is_what_keeping_everything_needs():
    """All 40 in halves: 20 of each, and billing has 10."""
    assert plan().first.missing == {"billing": 10}


def test_a_larger_plan_keeps_the_examples_of_a_smaller_one():
    assert set(plan(size=10).example_ids) < set(plan(size=20).example_ids)


def test_another_seed_chooses_others():
    assert set(plan(seed=8).example_ids) != set(plan(seed=7).example_ids)


def test_the_order_in_which_examples_come_does_not_matter():
    turned = dict(reversed(LABELS.items()))
    assert plan(turned).example_ids == plan().example_ids


def test_a_draft_counts_and_chooses_nothing():
    draft = plan(pick=None)
    assert (draft.taken, draft.left_out, draft.example_ids) == (21, 19, ())


def test_two_aims_are_met_at_once():
    """Refunds are long but for 5, billing is short but for 5: halves of both are 10 and 10 of
    each, as 5 of each cross and up to 5 of each straight pair, one more by rounding."""
    labels = {f"rl{n}": ("refund", "long") for n in range(25)}
    labels |= {f"rs{n}": ("refund", "short") for n in range(5)}
    labels |= {f"bs{n}": ("billing", "short") for n in range(9)}
    labels |= {f"bl{n}": ("billing", "long") for n in range(1)}
    aims = [
        Aim(by="category", target=HALVES),
        Aim(by="length", query=True, target=to_shares({"long": 1, "short": 1})),
    ]
    drawn = draw_plan("support", aims, labels, size=None, seed=7, pick=first_ones)
    counts = [standing.taken for standing in drawn.standings]
    assert counts == [{"refund": 11, "billing": 10}, {"long": 10, "short": 11}] or counts == [
        {"refund": 11, "billing": 10},
        {"long": 11, "short": 10},
    ]
    assert len(drawn.example_ids) == drawn.taken == drawn.bound == 21

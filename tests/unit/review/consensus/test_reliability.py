"""How reliable a reviewer is, held against the others."""

import numpy as np

from curation.review.consensus.answer_table import encode_answers
from curation.review.consensus.dawid_skene import PRIORS, fit
from curation.review.consensus.reliability import stand
from tests.unit.review.tables import long


def standings(rows):
    answers = encode_answers(long(rows))
    return {one.reviewer: one for one in stand(answers, fit(answers, prior=PRIORS["expert"]))}


def team(items=200, weak=0.5, seed=1):
    """Ann and Ben are right 95 times in a hundred, Zoe as often as `weak` says."""
    rng = np.random.default_rng(seed)
    rows = []
    for item in range(items):
        truth = rng.integers(3)
        for name, right in (("zoe", weak), ("ann", 0.95), ("ben", 0.95)):
            value = truth if rng.random() < right else (truth + 1) % 3
            rows.append((str(item), name, str(value)))
    return rows


def test_the_true_share_is_in_the_interval():
    found = standings(team())
    for name, right in (("ann", 0.95), ("ben", 0.95), ("zoe", 0.5)):
        assert found[name].interval.low - 0.03 <= right <= found[name].interval.high + 0.03


def test_who_is_weaker_differs_from_the_team_and_a_good_one_does_not():
    found = standings(team())
    assert found["zoe"].differs
    assert found["zoe"].share < found["zoe"].team


def test_equal_people_do_not_differ():
    assert not any(one.differs for one in standings(team(weak=0.95)).values())


def test_it_names_what_is_mixed_up():
    true, said = standings(team())["zoe"].mixed_up
    assert (int(true) + 1) % 3 == int(said)


def test_below_thirty_shared_items_nothing_is_said():
    one = standings(team(items=29))["zoe"]
    assert (one.shared, one.share, one.interval, one.mixed_up) == (29, None, None, None)


def test_items_of_ones_own_do_not_count():
    rows = team(items=30) + [(f"own{n}", "zoe", "1") for n in range(50)]
    assert standings(rows)["zoe"].shared == 30


def test_the_order_is_that_of_names():
    assert list(standings(team(items=5))) == ["ann", "ben", "zoe"]


def test_the_own_vote_does_not_flatter():
    """Two who always differ: neither finds support, whichever of them the model believes."""
    rows = [(str(n), name, value) for n in range(60) for name, value in (("a", "x"), ("b", "y"))]
    assert all(one.share < 0.5 for one in standings(rows).values())

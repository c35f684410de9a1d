"""The likeliest way through weights: equal to the best of all ways, one text or many at once."""

from itertools import pairwise, product

import numpy as np
import pytest

from curation.scanner.names.viterbi import Viterbi

LABELS = 3


def drawn(seed, lengths):
    chance = np.random.default_rng(seed)
    weights = chance.normal(scale=2, size=(max(lengths), len(lengths), LABELS))
    return chance.normal(scale=2, size=(LABELS, LABELS)), weights


def best_of_all(steps, weights):
    """Every way, tried."""

    def total(way):
        own = sum(row[label] for row, label in zip(weights, way, strict=True))
        return own + sum(steps[one, two] for one, two in pairwise(way))

    return list(max(product(range(LABELS), repeat=len(weights)), key=total))


@pytest.mark.parametrize("seed", range(20))
def test_no_way_weighs_more(seed):
    steps, weights = drawn(seed, [6])
    assert Viterbi(steps, 1_000).way(weights[:, 0]) == best_of_all(steps, weights[:, 0])


@pytest.mark.parametrize("beam", [1_000, 2.0])
@pytest.mark.parametrize("seed", range(10))
def test_many_texts_side_by_side_get_what_each_gets_alone(seed, beam):
    lengths = [9, 9, 5, 4, 1]
    steps, weights = drawn(seed, lengths)
    viterbi = Viterbi(steps, beam)
    alone = [viterbi.way(weights[:length, text]) for text, length in enumerate(lengths)]
    together = viterbi.ways(weights.copy(), lengths).T.tolist()
    assert [way[:length] for way, length in zip(together, lengths, strict=True)] == alone


def test_a_label_far_behind_is_not_followed_wherever_the_steps_lead():
    steps = np.array([[0.0, 0.0], [0.0, 9.0]])
    weights = np.array([[3.0, 0.0], [3.0, 0.0]])
    assert Viterbi(steps, 5.0).way(weights) == [1, 1]
    assert Viterbi(steps, 2.0).way(weights) == [0, 0]

"""Laws of quotas, plans and splits that hold for any data."""

from collections import defaultdict
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.balance.apportion import Part
from curation.balance.cells import largest_cut, nearest_cut
from curation.balance.plan import Aim, draw_plan
from curation.balance.quota import allocate, largest_size
from curation.balance.shingles import words_of
from curation.balance.split import Item, split_items
from curation.balance.target import bend, to_shares

LABELS = st.sampled_from("abcdef")
TARGETS = st.dictionaries(LABELS, st.integers(0, 50), min_size=1).filter(
    lambda weights: any(weights.values())
)
AVAILABLE = st.dictionaries(LABELS, st.integers(0, 60))
ITEMS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), LABELS), max_size=60).map(
    lambda rows: [
        Item(id=f"e{n}", keys=(f"example {n}", f"group {g}", f"prompt {p}"), label=label)
        for n, (g, p, label) in enumerate(rows)
    ]
)


def fits(size, available, shares):
    """Brute force: is there any count per label within its floor and ceiling that sums to it?"""
    ranges = [
        range(int(size * p), min(available.get(k, 0), -int(-size * p // 1)) + 1)
        for k, p in shares.items()
        if p > 0
    ]
    return any(sum(counts) == size for counts in product(*ranges))


@given(AVAILABLE, TARGETS)
def test_quotas_of_the_largest_subset_sum_to_it(available, weights):
    shares = to_shares(weights)
    size = largest_size(available, shares)
    assert sum(allocate(available, shares, size).values()) == size


@given(AVAILABLE, TARGETS)
def test_each_quota_is_less_than_one_off_its_share(available, weights):
    shares = to_shares(weights)
    size = largest_size(available, shares)
    quotas = allocate(available, shares, size)
    assert all(abs(count - size * shares.get(label, 0)) < 1 for label, count in quotas.items())


@given(AVAILABLE, TARGETS, st.integers(0, 200), st.sampled_from([0, 1, 5, 50]))
def test_no_quota_is_above_what_is_available(available, weights, size, points):
    quotas = allocate(available, to_shares(weights), size, tolerance=Fraction(points, 100))
    assert all(count <= available.get(label, 0) for label, count in quotas.items())


@settings(deadline=None)
@given(
    st.dictionaries(LABELS, st.integers(0, 9), max_size=4),
    st.dictionaries(LABELS, st.integers(0, 6), min_size=1, max_size=4).filter(
        lambda weights: any(weights.values())
    ),
)
def test_no_larger_subset_has_the_mix(available, weights):
    """Held against every larger size up to all that is available, by brute force."""
    shares = to_shares(weights)
    size = largest_size(available, shares)
    larger = range(size + 1, sum(available.values()) + 1)
    assert not any(fits(candidate, available, shares) for candidate in larger)


@given(AVAILABLE, TARGETS, st.sampled_from([0, 1, 5, 20, 60]))
def test_more_tolerance_never_makes_the_subset_smaller(available, weights, points):
    shares = to_shares(weights)
    tolerant = largest_size(available, shares, tolerance=Fraction(points, 100))
    assert tolerant >= largest_size(available, shares)


@given(TARGETS, st.floats(0, 1), st.floats(0, 0.5), st.floats(0.1, 1))
def test_a_bent_target_is_a_mix_whose_labels_are_between_floor_and_cap(weights, power, floor, cap):
    shares = bend(to_shares(weights), power, floor=floor, cap=cap)
    present = [share for label, share in shares.items() if weights[label]]
    even = Fraction(1, len(present))
    assert sum(shares.values()) == 1
    assert min(present) >= min(Fraction(str(floor)), even)
    assert max(present) <= max(Fraction(str(cap)), even)


@given(st.dictionaries(st.text(max_size=5), LABELS, min_size=1), TARGETS, st.integers(0, 9))
def test_a_plan_takes_each_example_at_most_once(labels, weights, seed):
    cells = {name: (label,) for name, label in labels.items()}
    aims = [Aim(by="category", target=to_shares(weights))]
    plan = draw_plan("task", aims, cells, size=None, seed=seed, pick=lambda ids, count: ids[:count])
    assert len(set(plan.example_ids)) == len(plan.example_ids) == plan.taken


CELLS = st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), st.integers(0, 6))
TWO = st.tuples(
    st.fixed_dictionaries({"a": st.integers(0, 4), "b": st.integers(1, 4)}),
    st.fixed_dictionaries({"x": st.integers(1, 4), "y": st.integers(0, 4)}),
)


def fits_margins(size, cells, targets):
    """Brute force: some counts of the cells sum to the size with every margin in its range."""
    names = [c for c in cells if all(t.get(k) for k, t in zip(c, targets, strict=True))]
    for counts in product(*(range(cells[name] + 1) for name in names)):
        if sum(counts) == size and all(
            int(size * p)
            <= sum(n for c, n in zip(names, counts, strict=True) if c[place] == k)
            <= -int(-size * p // 1)
            for place, target in enumerate(targets)
            for k, p in target.items()
        ):
            return True
    return False


@settings(deadline=None, max_examples=40)
@given(CELLS, TWO)
def test_no_larger_subset_has_both_mixes(cells, weights):
    """Held against every size by brute force, over the joint cells."""
    targets = [to_shares(own) for own in weights]
    cut = largest_cut(cells, targets)
    sizes = [n for n in range(sum(cells.values()) + 1) if fits_margins(n, cells, targets)]
    assert (cut.size, cut.bound) == (max(sizes), max(sizes))
    assert all(0 <= count <= cells[cell] for cell, count in cut.counts.items())


@settings(deadline=None, max_examples=40)
@given(CELLS, TWO, st.integers(1, 12))
def test_a_wanted_size_over_several_attributes_takes_no_more_than_there_is(cells, weights, size):
    cut = nearest_cut(cells, [to_shares(own) for own in weights], size)
    assert cut.size <= size
    assert all(0 <= count <= cells[cell] for cell, count in cut.counts.items())


@settings(deadline=None, max_examples=50)
@given(ITEMS, st.integers(0, 99))
def test_no_key_is_in_two_parts(items, seed):
    split = split_items(items, seed=seed)
    found = defaultdict(set)
    for item in items:
        for key in item.keys:
            found[key].add(split.parts[item.id])
    assert all(len(parts) == 1 for parts in found.values())


@settings(deadline=None, max_examples=50)
@given(ITEMS, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_split_does_not_depend_on_the_order_of_the_examples(items, seed, random):
    mixed = random.sample(items, len(items))
    assert split_items(mixed, seed=seed).parts == split_items(items, seed=seed).parts


@settings(deadline=None, max_examples=50)
@given(ITEMS, ITEMS, st.integers(0, 99))
def test_what_was_placed_stays_or_is_held_back_and_nothing_leaks(before, after, seed):
    """The second set reuses ids and keys of the first in other combinations."""
    first = split_items(before, seed=seed)
    second = split_items(after, seed=seed + 1, placed=first.placements)
    known = {**first.placements, **second.placements}
    placed = [(item, second.parts[item.id]) for item in after if item.id in second.parts]
    assert all(known[key] == part for item, part in placed for key in item.keys)
    assert sorted([*second.held_back, *second.parts]) == sorted(item.id for item in after)


@settings(deadline=None, max_examples=50)
@given(ITEMS.filter(lambda items: len(items) >= 10), st.integers(0, 99))
def test_ten_examples_in_enough_groups_leave_no_part_empty(items, seed):
    alone = [Item(id=item.id, keys=item.keys[:1], label=item.label) for item in items]
    assert set(split_items(alone, seed=seed).parts.values()) == set(Part)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_are_read_as_all_letters_are(text):
    """A letter from elsewhere at the end sends the text the longer way."""
    assert words_of(text) == words_of(f"{text}\n\u017e")[:-2]

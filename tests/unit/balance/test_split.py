"""The split: nothing leaks, nothing moves."""

from collections import Counter

import pytest

from curation.balance.apportion import Part
from curation.balance.grouping import keys_of, normalised_prompt
from curation.balance.split import Item, split_items
from tests.makers import make_example


def item(name, *groups, label=""):
    return Item(id=name, keys=(f"example {name}", *groups), label=label)


def singles(count, *, label=""):
    return [item(f"e{number}", label=label) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "train", "validation", "test"), [(10, 8, 1, 1), (50, 40, 5, 5), (1000, 800, 100, 100)]
)
def test_the_parts_are_80_10_10(count, train, validation, test):
    sizes = Counter(split_items(singles(count), seed=1).parts.values())
    assert (sizes[Part.TRAIN], sizes[Part.VALIDATION], sizes[Part.TEST]) == (
        train,
        validation,
        test,
    )


def test_each_part_has_the_mix_of_the_whole():
    """60 and 40 of 100: a tenth of each label is 6 and 4."""
    items = [item(f"e{n}", label="x" if n < 60 else "y") for n in range(100)]
    split = split_items(items, seed=1)
    held_out = Counter(i.label for i in items if split.parts[i.id] == Part.TEST)
    assert held_out == {"x": 6, "y": 4}


def test_rare_labels_do_not_empty_the_held_out_parts():
    """Twelve examples with twelve labels: rounding each label alone would train on all."""
    sizes = Counter(
        split_items([item(f"e{n}", label=f"l{n}") for n in range(12)], seed=1).parts.values()
    )
    assert sizes[Part.TEST] >= 1
    assert sizes[Part.VALIDATION] >= 1


def test_ten_examples_in_three_groups_fill_every_part():
    items = [item(f"e{n}", f"group {min(n, 2)}") for n in range(10)]
    assert set(split_items(items, seed=1).parts.values()) == set(Part)


def test_one_group_alone_is_trained_on():
    items = [item(f"e{n}", "the only customer") for n in range(20)]
    assert set(split_items(items, seed=1).parts.values()) == {Part.TRAIN}


def test_examples_that_share_a_key_stay_together_through_others():
    chain = [item("a", "k1"), item("b", "k1", "k2"), item("c", "k2")]
    split = split_items([*chain, *singles(30)], seed=1)
    assert len({split.parts[name] for name in "abc"}) == 1


def test_linked_examples_stay_together():
    items = singles(40)
    links = [(f"e{n}", f"e{n + 20}") for n in range(20)]
    parts = split_items(items, seed=1, links=links).parts
    assert all(parts[one] == parts[other] for one, other in links)


def test_a_placed_group_stays_and_takes_the_new_ones_with_it():
    placed = {"customer 1": Part.TEST}
    split = split_items([item("new", "customer 1"), *singles(30)], seed=1, placed=placed)
    assert split.parts["new"] == Part.TEST


def test_a_new_example_that_joins_two_parts_is_held_back():
    placed = {"customer 1": Part.TEST, "prompt 1": Part.TRAIN}
    split = split_items([item("new", "customer 1", "prompt 1"), *singles(5)], seed=1, placed=placed)
    assert split.held_back == ("new",)


def test_new_examples_that_tie_two_parts_through_each_other_are_held_back():
    old = [item("old train", "k1"), item("old test", "k2")]
    placed = {
        "example old train": Part.TRAIN,
        "k1": Part.TRAIN,
        "example old test": Part.TEST,
        "k2": Part.TEST,
    }
    split = split_items(
        [*old, item("n1", "k1", "k3"), item("n2", "k3", "k2")], seed=1, placed=placed
    )
    assert (set(split.held_back), dict(split.parts)) == (
        {"n1", "n2"},
        {"old train": Part.TRAIN, "old test": Part.TEST},
    )


def test_the_second_split_of_a_grown_set_moves_nothing():
    first = split_items(singles(40), seed=1)
    second = split_items(singles(90), seed=2, placed=first.placements)
    assert all(second.parts[name] == part for name, part in first.parts.items())


def test_no_examples_make_no_parts():
    assert split_items([], seed=1).parts == {}


def test_prompts_that_differ_in_case_and_white_space_are_the_same():
    one, other = make_example("Where is\n my ORDER 12?"), make_example("where is my order 12?")
    assert normalised_prompt(one) == normalised_prompt(other)


def test_prompts_with_other_digits_are_not_the_same():
    assert normalised_prompt(make_example("Order 12")) != normalised_prompt(
        make_example("Order 13")
    )


def test_examples_of_one_group_share_a_key():
    one = keys_of(make_example("A", group="customer 7"), example_id="1")
    other = keys_of(make_example("B", group="customer 7"), example_id="2")
    assert len(set(one) & set(other)) == 1


def test_no_key_shows_the_group():
    assert not any(
        "customer" in key for key in keys_of(make_example(group="customer"), example_id="1")
    )


def test_linked_items_stay_together():
    items = singles(40)
    links = [(f"e{n}", f"e{n + 20}") for n in range(20)]
    parts = split_items(items, seed=1, links=links).parts
    assert all(parts[one] == parts[other] for one, other in links)


def test_a_link_found_later_moves_nothing_that_has_its_place():
    items = singles(40)
    before = split_items(items, seed=1)
    test = next(name for name, part in before.parts.items() if part == Part.TEST)
    train = next(name for name, part in before.parts.items() if part == Part.TRAIN)
    after = split_items(items, seed=2, placed=before.placements, links=[(train, test)])
    assert after.parts == before.parts


def test_a_new_item_like_one_of_each_part_is_held_back():
    items = singles(40)
    before = split_items(items, seed=1)
    test = next(name for name, part in before.parts.items() if part == Part.TEST)
    train = next(name for name, part in before.parts.items() if part == Part.TRAIN)
    after = split_items(
        [*items, item("new")],
        seed=1,
        placed=before.placements,
        links=[("new", train), ("new", test)],
    )
    assert after.held_back == ("new",)
    assert after.parts == before.parts


def test_a_part_without_a_share_gets_nothing():
    shares = {Part.TRAIN: 0.5, Part.VALIDATION: 0.0, Part.TEST: 0.5}
    sizes = Counter(split_items(singles(30), seed=1, shares=shares).parts.values())
    assert sizes == {Part.TRAIN: 15, Part.TEST: 15}


def test_the_newest_groups_are_tested_on_and_what_is_placed_stays():
    items = [
        Item(id=f"e{n}", keys=(f"example {n}", f"customer {n // 2}"), time=f"{n:03}")
        for n in range(40)
    ]
    parts = split_items(items, seed=1, by_time=True).parts
    tested = [n for n in range(40) if parts[f"e{n}"] == Part.TEST]
    validated = [n for n in range(40) if parts[f"e{n}"] == Part.VALIDATION]
    assert (tested, validated) == ([36, 37, 38, 39], [32, 33, 34, 35])
    placed = {"customer 19": Part.TRAIN}
    later = split_items(items, seed=1, by_time=True, placed=placed).parts
    assert (later["e39"], later["e37"]) == (Part.TRAIN, Part.TEST)


def test_one_group_alone_is_trained_on_by_time_too():
    items = [item(f"e{n}", "the only customer") for n in range(20)]
    assert set(split_items(items, seed=1, by_time=True).parts.values()) == {Part.TRAIN}

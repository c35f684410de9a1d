"""Keys that come from a browser are what they should be, or nothing."""

import pytest

from curation.review.desk_keys import MOST_KEYS, read_chosen_keys


def test_keys_are_read():
    chosen = read_chosen_keys({"id": "k1", "keys": {"accept": "ö", "undo": "Backspace"}})
    assert chosen is not None
    assert (chosen.id, chosen.keys) == ("k1", {"accept": "ö", "undo": "Backspace"})


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"keys": {}},
        {"id": "k1", "keys": []},
        {"id": "k1", "keys": {"accept": "1"}},
        {"id": "k1", "keys": {"accept": "Enter"}},
        {"id": "k1", "keys": {"accept": "a b"}},
        {"id": "k1", "keys": {"accept": "A"}},
        {"id": "k1", "keys": {"<img>": "a"}},
        {"id": "k1", "keys": {"accept": "s", "skip": "s"}},
        {"id": "k1", "keys": {f"a{'b' * number}": "x" for number in range(MOST_KEYS + 1)}},
    ],
)
def test_what_is_no_set_of_keys_is_left_out(value):
    assert read_chosen_keys(value) is None

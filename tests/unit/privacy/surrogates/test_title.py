"""Another title."""

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, surrogate


@pytest.mark.parametrize("seed", SEEDS)
def test_a_form_of_address_keeps_its_full_stop(seed):
    made = surrogate("Mrs.", "TITLE", seed=seed)
    assert made.endswith(".")
    assert made[0].isupper()
    assert made != "Mrs."


def test_a_trade_becomes_another():
    made = surrogate("nurse", "TITLE")
    assert made.isalpha()
    assert made.islower()
    assert made != "nurse"

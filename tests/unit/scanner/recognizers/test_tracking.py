"""Parcel numbers that need no label."""

import pytest


@pytest.mark.parametrize("number", ["1Z999AA10123456784", "RR473124829GB", "LX 473 124 829 DE"])
def test_a_number_is_found(values, number):
    assert values("TRACKING_NUMBER", f"Where is {number}?") == [number]


@pytest.mark.parametrize("text", ["RR473124828GB", "1Z999", "AB123456789", "ZZ 123 456 789"])
def test_other_numbers_are_none(values, text):
    assert values("TRACKING_NUMBER", text) == []

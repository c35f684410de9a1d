"""The recognisers that are Presidio's own."""

import pytest


def test_a_device_address_is_found(values):
    assert values("MAC_ADDRESS", "mac 00:1B:44:11:3A:B7") == ["00:1B:44:11:3A:B7"]


def test_a_bitcoin_address_is_found(values):
    """The address of the first block's reward, as in the block chain."""
    address = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    assert values("CRYPTO", f"send it to {address}") == [address]


@pytest.mark.parametrize(
    "text", ["B7", "v2 of the public duplicate M1", "KJ3078549", "SO0002218", "7304958812"]
)
def test_weak_recognisers_are_left_out(scan, text):
    assert scan(text) == []

"""Ethereum addresses; this one is EIP-55's first example."""

ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


def test_an_address_is_found(values):
    assert values("CRYPTO", f"send it to {ADDRESS}") == [ADDRESS]


def test_a_longer_or_shorter_number_is_none(values):
    assert values("CRYPTO", f"{ADDRESS}0 {ADDRESS[:-1]}") == []

"""IP addresses."""

import pytest


@pytest.mark.parametrize(
    "address", ["10.0.0.12", "255.255.255.255", "fe80::1:2:3", "2001:db8:0:0:1:0:0:1"]
)
def test_an_address_is_found(values, address):
    assert values("IP_ADDRESS", f"from {address}.") == [address]


@pytest.mark.parametrize(
    "text",
    ["version 1.2.3.4", "v1.2.3.4", "300.1.1.1", "at 12:30:45", "std::vector", "1.2.3.4.5", "a::b"],
)
def test_versions_and_times_are_no_addresses(values, text):
    assert values("IP_ADDRESS", text) == []

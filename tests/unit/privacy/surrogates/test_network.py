"""Addresses of networks and of the web lie where nobody is."""

import ipaddress
import re

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, surrogate


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("address", ["84.12.200.3", "2a02:8108::1"])
def test_an_address_is_for_documentation(address, seed):
    made = ipaddress.ip_address(surrogate(address, "IP_ADDRESS", seed=seed))
    kept = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    assert any(
        made in net for net in map(ipaddress.ip_network, kept) if net.version == made.version
    )


def test_a_device_address_is_for_documentation():
    assert re.fullmatch("00:00:5E:00:53:[0-9A-F]{2}", surrogate("A4:83:E7:1B:22:9C", "MAC_ADDRESS"))


def test_a_web_address_keeps_its_scheme_and_shape():
    made = surrogate("https://www.firm.de/kunden/4711?x=1", "URL")
    assert re.fullmatch(r"https://www\.(\w+\.)?example\.\w+/[a-z]{6}/\d{4}\?[a-z]=\d", made)

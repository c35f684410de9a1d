"""Names after labels, of speakers, and pairs of words that are no ordinary ones."""

import pytest

from curation.scanner.recognizers.name_rules import NameRules

RULES = NameRules()


def found(text):
    return {text[begins:ends] for begins, ends, _ in RULES.find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Name: Mbali Xhanti", "Mbali Xhanti"),
        ("Attn: Grzegorz Brzęczyszczykiewicz\nWarsaw", "Grzegorz Brzęczyszczykiewicz"),
        ("Bill to:\nJunko Oyabe\n4 Elm Street", "Junko Oyabe"),
        ("From: Tuan Vu <t.vu@example.com>", "Tuan Vu"),
        ("Sopheap: the parcel is late", "Sopheap"),
        ("we met Qorianka Zvyagintsev there", "Qorianka Zvyagintsev"),
        ("please ask J. Okonkwo about it", "J. Okonkwo"),
        ("I told Ludwig van Beethoven so", "Ludwig van Beethoven"),
        ("yesterday Priya signed it", "Priya"),
        ("I asked Mark Oyelaranda to call", "Mark Oyelaranda"),
        ("the parcel of Son Ja-yeon is late", "Son Ja-yeon"),
    ],
)
def test_a_name_is_found(text, name):
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your Order Number and Credit Card",
        "Name: Order",
        "TOTAL AMOUNT DUE\nRICE CRACKER",
        "Will Bill Page pay in May?".lower(),
        "2 Jolanta Vase 4.50 9.00",
        "Status: open\nPriority: high",
        "Go to Settings > Account > Privacy",
        "Acme Widgets Ltd sent it",
        "https://example.com/Maria/Garcia",
    ],
)
def test_what_is_no_name_is_left(text):
    assert found(text) == set()

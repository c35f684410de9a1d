"""Companies keep their legal form and trade."""

from tests.unit.privacy.surrogates.made import replaced, surrogate


def test_the_legal_form_and_the_trade_stay():
    made = surrogate("Kappelhoff Logistics GmbH", "ORGANIZATION")
    assert made.endswith(" Logistics GmbH")
    assert not made.startswith("Kappelhoff")


def test_the_short_name_follows_the_long_one():
    text = "Kappelhoff Logistics GmbH; Kappelhoff"
    both = ("Kappelhoff Logistics GmbH", "ORGANIZATION"), ("Kappelhoff", "ORGANIZATION")
    long, short = replaced(text, *both).split("; ")
    assert long.split()[0] == short

"""No pattern of ours takes much longer on a text made to be slow: four times as long a text may
take a few times as long, never the square of it."""

import time

import pytest

from curation.scanner.recognizers import RECOGNIZERS
from curation.scanner.recognizers.finder import Finder
from curation.scanner.recognizers.order_number import OrderNumber

HOSTILE = {
    "mail without an at": "a.b_c-",
    "short labels": "a.a.",
    "version": "1.1.",
    "row of goods": "40    3.95    158.00\n",
    "digits": "0 ",
    "one number": "1",
    "capitals": "Aa ",
    "one word": "Aa",
    "hyphens": "Aa-",
    "at signs": "@",
    "spelt at": " at x dot",
    "brackets": "(1) [a] ",
    "streets": "12 Aa Bb Cc Dd ",
    "street words": "Rue de la ",
    "labels": "account number ",
    "passwords": "password: ",
    "births": "born on the ",
    "endings": "card ending in ",
    "schemes": "http://a:",
    "keys": "key=A1",
    "countries": "DE 1",
    "blanks": " ",
    "lines": "\n",
}
SIZE = 1_000
FLOOR = 0.03
"""Seconds: below, the clock says more of the machine than of the pattern."""

FINDERS = [made for make in (*RECOGNIZERS, OrderNumber) if isinstance(made := make(), Finder)]


def seconds(finder: Finder, text: str) -> float:
    """The better of two runs, in CPU seconds."""
    runs = []
    for _ in range(2):
        began = time.process_time()
        list(finder.find_kinds(text))
        runs.append(time.process_time() - began)
    return min(runs)


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: type(finder).__name__)
def test_four_times_the_text_takes_no_square_of_the_time(finder):
    slow = {}
    for name, unit in HOSTILE.items():
        short, long = (unit * (size // len(unit)) for size in (SIZE, 4 * SIZE))
        took = seconds(finder, long)
        if took > FLOOR and took > 10 * seconds(finder, short):
            slow[name] = took
    assert slow == {}

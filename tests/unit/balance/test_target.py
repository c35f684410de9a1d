"""Targets as shares."""

from fractions import Fraction

import pytest

from curation.balance.target import bend, parse_target, to_shares
from curation.errors import InputRefused


def test_counts_become_exact_shares():
    assert to_shares({"x": 1, "y": 3}) == {"x": Fraction(1, 4), "y": Fraction(3, 4)}


@pytest.mark.parametrize(
    "text",
    [
        '{"refund": 35, "billing": 65}',
        '{"refund": 0.35, "billing": 0.65}',
        "refund,35\nbilling,65\n",
        "\ufefflabel;count\nrefund;35\nbilling;65",
        "refund\t35%\nbilling\t65%",
        "refund,30\nbilling,65\nrefund,5\n\n",
    ],
)
def test_a_target_is_read_from_json_or_lines(text):
    assert parse_target(text) == {"refund": Fraction(7, 20), "billing": Fraction(13, 20)}


def test_a_label_may_hold_the_separator_in_quotes():
    assert parse_target('"late, again",1\nother,1')["late, again"] == Fraction(1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"x": "many"}',
        '{"x": -1, "y": 2}',
        '{"x": 0}',
        '{"x": true}',
        '{"x": NaN}',
        '{"x": [1]}',
        "x",
        "x,1\ny,many",
        ",5",
        "x,1e999",
    ],
)
def test_what_is_no_target_is_refused(text):
    with pytest.raises(InputRefused):
        parse_target(text)


def test_the_whole_power_is_the_production_mix_itself():
    production = to_shares({"x": 1, "y": 2})
    assert bend(production, 1) == production


def test_the_power_zero_is_even():
    assert bend(to_shares({"x": 1, "y": 99}), 0) == {"x": Fraction(1, 2), "y": Fraction(1, 2)}


def test_the_square_root_lifts_rare_labels():
    """sqrt(1) : sqrt(9) : sqrt(16) = 1 : 3 : 4."""
    bent = bend(to_shares({"x": 1, "y": 9, "z": 16}), 0.5)
    assert [float(share) for share in bent.values()] == pytest.approx([1 / 8, 3 / 8, 4 / 8])


def test_the_floor_lifts_what_is_below_and_shrinks_the_rest_in_proportion():
    """0.02, 0.38, 0.6 with a floor of 0.1: the others share 0.9 as 38 : 60."""
    bent = bend(to_shares({"x": 2, "y": 38, "z": 60}), 1, floor=0.1)
    assert bent == {
        "x": Fraction(1, 10),
        "y": Fraction(9, 10) * Fraction(38, 98),
        "z": Fraction(9, 10) * Fraction(60, 98),
    }


def test_a_floor_above_an_even_share_is_an_even_share():
    assert bend(to_shares({"x": 1, "y": 3}), 1, floor=0.9) == {
        "x": Fraction(1, 2),
        "y": Fraction(1, 2),
    }


def test_the_cap_lowers_what_is_above_and_the_rest_grow_in_proportion():
    """0.1, 0.3, 0.6 with a cap of 0.5: the others share 0.5 as 1 : 3."""
    bent = bend(to_shares({"x": 1, "y": 3, "z": 6}), 1, cap=0.5)
    assert bent == {"x": Fraction(1, 8), "y": Fraction(3, 8), "z": Fraction(1, 2)}


def test_floor_and_cap_hold_together():
    """0.02 is raised to 0.1, 0.6 lowered to 0.5; y has what is left."""
    bent = bend(to_shares({"x": 2, "y": 38, "z": 60}), 1, floor=0.1, cap=0.5)
    assert bent == {"x": Fraction(1, 10), "y": Fraction(2, 5), "z": Fraction(1, 2)}


def test_a_label_that_production_lacks_stays_out():
    assert bend(to_shares({"x": 1, "y": 0}), 0)["y"] == 0

from datetime import date
from decimal import Decimal

import pytest

from curation.evaluation.amounts import plain_value, read_amount, read_date


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1'234.50 CHF", "1234.50"),
        ("EUR 12", "12"),
        ("$0.5", "0.5"),
        ("-12,00", "-12"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_in_every_way_of_writing(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "INV 12", "0042", "2026-004417", "1.2345", "1.234.56", "12 items", "1,2,3"]
)
def test_what_is_no_amount_is_left_alone(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026-3-4",
        "04.03.2026",
        "4 March 2026",
        "March 4, 2026",
        "4. März 2026",
        "4 mars 2026",
        "4th of March 2026".replace(" of", ""),
        "4 Mar 2026",
    ],
)
def test_a_date_is_read_in_every_way_of_writing(text):
    assert read_date(text) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24/03/2026", date(2026, 3, 24)),
        ("03/24/2026", date(2026, 3, 24)),
        ("05/05/2026", date(2026, 5, 5)),
        ("04/03/2026", None),
    ],
)
def test_a_date_with_slashes_is_read_only_where_it_is_clear(text, found):
    assert read_date(text) == found


@pytest.mark.parametrize("text", ["2026-02-30", "31.02.2026", "4 jui 2026", "4 foo 2026", "soon"])
def test_what_is_no_date_is_left_alone(text):
    assert read_date(text) is None


def test_french_months_that_begin_alike_are_told_apart():
    assert (read_date("1 juin 2026"), read_date("1er juillet 2026")) == (
        date(2026, 6, 1),
        date(2026, 7, 1),
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1.200,00 €", "1200"),
        ("-0.00", "0"),
        ("4. März 2026", "2026-03-04"),
        (" Nordwind  GmbH ", "nordwind gmbh"),
        ("0042", "0042"),
    ],
)
def test_a_value_has_one_plain_form(text, plain):
    assert plain_value(text) == plain

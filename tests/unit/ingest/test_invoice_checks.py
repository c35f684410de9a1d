"""What does not add up is said, and only that."""

from decimal import Decimal

import pytest

from curation.ingest.invoices.checks import check_invoice, is_iban, looks_like_iban
from curation.ingest.invoices.invoice import Amount, Invoice, Line, Party, TaxShare


def amount(text):
    return Amount(value=Decimal(text), printed=text)


def invoice(**values):
    given = {
        "syntax": "UBL",
        "seller": Party(),
        "buyer": Party(),
        "issue_date": "2026-01-02",
        "due_date": "2026-01-16",
        "net": amount("100.00"),
        "tax": amount("19.00"),
        "gross": amount("119.00"),
        "payable": amount("119"),
        "iban": "DE89 3704 0044 0532 0130 00",
        "lines": (Line(amount=amount("60")), Line(amount=amount("40"))),
        "taxes": (TaxShare(tax=amount("19")),),
    }
    return Invoice(**given | values)


def test_an_invoice_that_adds_up_has_no_remark():
    assert check_invoice(invoice()) == ()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"lines": (Line(amount=amount("60")),)}, "The lines do not add up"),
        ({"tax": amount("18"), "taxes": ()}, "Net and tax do not add up"),
        ({"taxes": (TaxShare(tax=amount("7")),)}, "The taxes of the single rates"),
        ({"payable": amount("19")}, "The amount to pay differs"),
        ({"due_date": "2026-01-01"}, "It is due before its own date"),
        ({"iban": "DE89 3704 0044 0532 0130 01"}, "The check digits of the IBAN"),
        ({"is_added_up": True}, "The invoice names no total"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_add_up_is_said(values, says):
    (remark,) = check_invoice(invoice(**values))
    assert remark.startswith(says)


def test_a_discount_on_the_whole_counts_with_the_lines():
    from curation.ingest.invoices.invoice import Charge

    lines = (Line(amount=amount("110")),)
    discount = (Charge(reason="Discount", amount=amount("-10")),)
    assert check_invoice(invoice(lines=lines, charges=discount)) == ()


def test_what_is_missing_is_not_checked():
    bare = Invoice(syntax="CII", seller=Party(), buyer=Party(), gross=amount("1"))
    assert check_invoice(bare) == ()


@pytest.mark.parametrize(
    "iban",
    ["GB82 WEST 1234 5698 7654 32", "FR14 2004 1010 0505 0001 3M02 606", "NL91ABNA0417164300"],
)
def test_published_example_ibans_are_right(iban):
    # The examples of the IBAN registry.
    assert is_iban(iban)


def test_an_account_number_that_is_no_iban_is_not_judged():
    assert not looks_like_iban("1234567890")

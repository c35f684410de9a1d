"""Values of an invoice's fields, and the rules they break: for the app and for the browser."""

import json
from collections.abc import Sequence


def lines(*rows: Sequence[str]) -> str:
    """Lines of quantity, price and amount as an answer holds them."""
    keys = ("quantity", "unit_price", "amount")
    return json.dumps([dict(zip(keys, row, strict=True)) for row in rows])


Case = tuple[dict[str, str], list[list[str | int | None]]]

CASES: list[Case] = [
    ({"net": "100.00", "tax": "19.00", "gross": "119.00"}, []),
    ({"net": "100.00", "tax": "19.00", "gross": "119.01"}, []),
    ({"net": "100.00", "tax": "19.00", "gross": "119.02"}, [["sum", None]]),
    ({"net": "0.10", "tax": "0.02", "gross": "0.13"}, []),
    ({"net": "-100.00", "tax": "-19.00", "gross": "-119.00"}, []),
    ({"net": "100.00", "tax": "", "gross": "119.00"}, []),
    ({"net": "100.00", "tax": "31.00", "gross": "131.00"}, [["share", None]]),
    ({"net": "100.00", "tax": "-19.00", "gross": "81.00"}, [["share", None]]),
    ({"net": "0.00", "tax": "0.00", "gross": "0.00"}, []),
    ({"net": "1.234,50"}, [["form", None]]),
    ({"net": " 100.00 ", "tax": "٣.00", "gross": "103.00"}, [["form", None]]),
    ({"gross": "119.00", "payable": "19.00"}, [["sum", None]]),
    ({"currency": "EUR"}, []),
    ({"currency": "euro"}, [["form", None]]),
    ({"date": "2024-02-29"}, []),
    ({"date": "2026-02-29"}, [["day", None]]),
    ({"date": "31.03.2026"}, [["day", None]]),
    ({"date": "0000-01-01"}, [["day", None]]),
    ({"date": "2026-03-31", "due_date": "2026-03-31"}, []),
    ({"date": "2026-03-31", "due_date": "2026-03-30"}, [["order", None]]),
    ({"date": "2026-03-31", "due_date": "soon"}, [["day", None]]),
    ({"iban": "GB82 WEST 1234 5698 7654 32"}, []),
    ({"iban": "GB82 WEST 1234 5698 7654 23"}, [["iban", None]]),
    ({"iban": "de75512108001245126199"}, []),
    ({"iban": "Account 12"}, [["iban", None]]),
    ({"line_items": lines(("2", "1.50", "3.00")), "net": "3.00"}, []),
    ({"line_items": lines(("2", "1.50", "3.00")), "net": "3.02"}, [["column", None]]),
    ({"line_items": lines(("2", "1.50", "3.00"), ("2", "1.50", "4.00"))}, [["product", 1]]),
    ({"line_items": lines(("1000", "0.01", "12.30"))}, []),
    ({"line_items": lines(("1 piece", "0.01", "12.30"))}, []),
    ({"line_items": "[]", "net": "3.00"}, []),
    ({"line_items": "no list", "net": "3.00"}, []),
]  # fmt: skip
"""The IBANs are the examples of ISO 13616 and of the German Bundesbank."""

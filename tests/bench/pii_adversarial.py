"""Texts made to be slow: each must be scanned to its end, or be blocked, within a second."""

import base64
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence

from curation.privacy.span import SCAN_INCOMPLETE, Span

Scan = Callable[[str], Sequence[Span]]
Row = tuple[str, int, float, str]
"""The name of a text, its characters, CPU seconds, and what became of it."""

LIMIT = 1.0
"""CPU seconds for one text."""

SCANNED = "scanned"
BLOCKED = "blocked"


def rows(scan: Scan) -> Iterator[Row]:
    """One row for each text; `BLOCKED` when a part of it was given up, which stops an export."""
    scan("Dear Anna, 12 Main Street")
    for name, text in hostile_texts().items():
        began = time.process_time()
        found = scan(text)
        took = time.process_time() - began
        given_up = any(span.entity == SCAN_INCOMPLETE for span in found)
        yield name, len(text), took, BLOCKED if given_up else SCANNED


def hostile_texts() -> dict[str, str]:
    """The texts by name, up to 100,000 characters each; always the same."""
    draw = random.Random(20261121)
    price = [f"{draw.randint(1, 4000)}.{draw.randint(10, 99)}" for _ in range(24_000)]
    prices = "\n".join(f"{row % 40}    {price[row]}    {price[-row]}" for row in range(8_000))
    return {
        "a.b_c- as a mail": "a.b_c-" * 4_000,
        "a.b_c- and an at": "a.b_c-" * 4_000 + "@x",
        "a.a.a.": "a.a." * 5_000,
        "1.1.1.": "1.1.1." * 3_334,
        "price lines": prices[:96_000],
        "prices in one line": " ".join(price)[:96_000],
        "base64": base64.b64encode(draw.randbytes(75_000)).decode(),
        "one number": "".join(draw.choice("0123456789") for _ in range(100_000)),
        "one digit": "7" * 100_000,
        "digits apart": "1 " * 50_000,
        "digits and hyphens": "1-" * 50_000,
        "digits in brackets": "(1) " * 25_000,
        "country codes": "+1 " * 33_000,
        "one small letter": "a" * 100_000,
        "one capital": "A" * 100_000,
        "capitalised words": "Aa " * 33_000,
        "capitals": "ABC DEF " * 12_500,
        "names": "Anna Berg, " * 9_000,
        "streets": "1 Main Street " * 7_000,
        "blanks": "x" + " " * 100_000 + "x",
        "line ends": "x" + "\n" * 100_000 + "x",
        "full stops": "x" + "." * 100_000,
        "hyphens": "x" + "-" * 100_000,
        "at signs": "x" + "@" * 100_000,
        "mails in a row": "a@a.a" * 20_000,
        "opening brackets": "x" + "[" * 50_000 + "<" * 50_000,
        "quotes": "x" + '"' * 100_000,
        "nested entities": "&" + "amp;" * 25_000,
        "entities": "&amp;lt;" * 12_500,
        "signs of no width": "\u200b".join("4111 1111 1111 1111 " * 2_500),
        "only signs of no width": "x" + "\u200b" * 100_000 + "x",
        "accents": "e" + "\u0301" * 100_000,
        "ligatures": "\ufdfa" * 10_000,
        "passwords": "password " * 11_000,
        "labels": "account number: " * 6_000,
        "web addresses": "https://a.b/" * 8_000,
        "bank numbers": "DE89 " * 20_000,
        "json": json.dumps(["a.b_c-" * 10] * 1_600),
        "escapes": '{"a":"' + "\\u0061" * 16_000 + '"}',
        "weekdays": "Monday 1 May, " * 7_000,
    }


def print_rows(scan: Scan) -> None:
    """Print every row, the slow ones marked."""
    for name, letters, took, outcome in rows(scan):
        print(f"{name:24}{letters:8,}{took:8.2f} s  {outcome}{'  SLOW' * (took > LIMIT)}")

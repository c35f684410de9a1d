"""False findings on real texts that hold no personal numbers, and on invoices of the sample.

Banking77, CLINC and CFPB narratives were written or scrubbed so that no phone, card or id of
anybody is in them: every one that is found is false.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.sample.invoice import make_invoices

Scan = Callable[[str], Sequence[Span]]

NAMES = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "NRP", "TITLE"})
"""What is told from words: measured by precision elsewhere, not here."""

NOT_NUMBERS = NAMES | {"AGE", "DATE_TIME", "URL", SCAN_INCOMPLETE}


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFindings:
    """How many of how many texts; `values` are the first of them, to be looked at."""

    texts: int
    found: Counter[str]
    values: list[tuple[str, str]] = field(default_factory=list)

    @property
    def per_thousand(self) -> float:
        """False findings per 1,000 texts."""
        return 1000 * self.found.total() / max(1, self.texts)


def findings_in_clean_invoices(scan: Scan, *, limit: int = 200) -> FalseFindings:
    """Numbers found in made invoices beyond what is printed as contact, bank or tax number.

    At most 1 per invoice is wanted: divide by 1,000.
    """

    def is_false(span: Span, text: str) -> bool:
        return span.entity not in NAMES and text[span.begins : span.ends] not in _TRUE[text]

    return _count(scan, clean_invoices(limit), is_false)


def findings_in_real_receipts(scan: Scan, shared: Path) -> FalseFindings:
    """Numbers found in SROIE receipts on rows of goods: there is nobody's number on any of them."""

    def is_false(span: Span, text: str) -> bool:
        first = text.rfind("\n", 0, span.begins) + 1
        line = text[first:].partition("\n")[0].strip()
        printed = any(sign.isalpha() for sign in line)
        return span.entity in {"CREDIT_CARD", "IBAN_CODE", "US_SSN", "UK_NHS"} or (
            span.entity not in NAMES and not printed and line.count(".") >= 1
        )

    return _count(scan, receipts(shared), is_false)


def plain_texts(shared: Path) -> Iterator[str]:
    """The texts of the three sets, in the order of their files."""
    tickets = shared / "tickets"
    with (tickets / "banking77" / "train.csv").open(encoding="utf-8", newline="") as stream:
        yield from (row["text"] for row in csv.DictReader(stream))
    groups = json.loads((tickets / "clinc150" / "clinc150_small_train.json").read_text("utf-8"))
    for rows in groups.values():
        yield from (row[0] for row in rows)
    with (tickets / "cfpb_complaints" / "complaints.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        for row in csv.DictReader(stream):
            narrative = next((row[key] for key in row if "narrative" in key.lower()), "")
            if narrative:
                yield narrative


def clean_invoices(limit: int) -> Iterator[str]:
    """Invoices of the sample project as text, items in columns."""
    made, seed = 0, 1
    while made < limit:
        for invoice in make_invoices(seed):
            if made == limit:
                return
            text = "\n".join(
                [invoice.vendor.name, invoice.vendor.street, invoice.vendor.town]
                + [f"Invoice {invoice.number}", *invoice.customer, invoice.day.isoformat()]
                + [f"{e.count}    {e.text}    {e.price}    {e.total}" for e in invoice.lines]
                + [f"{invoice.net}    {invoice.tax}    {invoice.gross}"]
            )
            _TRUE[text] = "\n".join([invoice.vendor.street, invoice.vendor.town, *invoice.customer])
            made += 1
            yield text
        seed += 1


def receipts(shared: Path) -> Iterator[str]:
    """The text of each SROIE receipt, a line of the receipt on each line."""
    for file in sorted((shared / "invoices" / "sroie_receipts" / "box").glob("*.csv")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        yield "\n".join(line.split(",", 8)[-1].strip() for line in lines)


_TRUE: dict[str, str] = {}


def _count(
    scan: Scan, texts: Iterable[str], is_false: Callable[[Span, str], bool]
) -> FalseFindings:
    found: Counter[str] = Counter()
    values: list[tuple[str, str]] = []
    count = 0
    for text in texts:
        count += 1
        for span in scan(text):
            if is_false(span, text):
                found[span.entity] += 1
                if len(values) < 50:
                    values.append((span.entity, text[max(0, span.begins - 30) : span.ends + 10]))
    return FalseFindings(texts=count, found=found, values=values)

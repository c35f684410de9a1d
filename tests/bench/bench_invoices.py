"""How many values the rules read rightly from invoices whose XML or truth is known.

    ./run bench invoices [--misses]

Reads every PDF of the shared invoices with its XML ignored. A vendor is right when it is equal
after blanks and line breaks are made one blank, a date when it is the same day, an amount when it
is the same number, and lines are when their amounts are those of the XML in order. A credit note
(type 381) has positive amounts in its XML by convention and negative ones on some pages: only
there, and for lines, the sign is not compared.
"""

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from curation.ingest.invoices.embedded_xml import embedded_invoices
from curation.ingest.invoices.line_rules import find_lines
from curation.ingest.invoices.page_lines import readable_lines
from curation.ingest.invoices.pdf_text import PdfContent, read_pdf
from curation.ingest.invoices.rule_reader import read_fields
from curation.settings import ROOT

SHARED = ROOT.parent / "shared" / "data" / "invoices"
LINES = "line_items"
FIELDS = ("vendor", "invoice_number", "date", "due_date", "currency", "net", "tax", "gross")
AMOUNTS = ("net", "tax", "gross")


def truths(folder: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Each PDF with the values it should give; "" where the truth says nothing."""
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["file"].endswith(".pdf"):
                yield folder / row["file"], {**row, "date": row["issue_date"]}
    for file in sorted((folder / "invoice2data").glob("*.json")):
        (row,) = json.loads(file.read_text(encoding="utf-8"))
        truth = {name: str(row.get(name) or "") for name in FIELDS}
        truth |= {"vendor": row.get("issuer", ""), "gross": str(row.get("amount") or "")}
        truth |= {"due_date": str(row.get("date_due") or "")}
        if file.with_suffix(".pdf").exists():
            yield file.with_suffix(".pdf"), truth


def is_right(field: str, value: str, truth: dict[str, str]) -> bool:
    """True when a value is the expected one, as the module's first lines say."""
    expected = truth[field]
    if field in AMOUNTS and value:
        if truth.get("type_code") == "381":
            return abs(Decimal(value)) == abs(Decimal(expected))
        return Decimal(value) == Decimal(expected)
    return value == " ".join(expected.split())


def _count_lines(
    file: Path, content: PdfContent, counts: Counter[tuple[str, str]], *, misses: bool
) -> None:
    """Count the lines of a PDF whose XML has some; an XML's lines without worth are remarks."""
    for invoice in embedded_invoices(file.read_bytes()):
        wanted = [abs(line.amount.value) for line in invoice.lines if line.amount]
        found = [line.amount for line in find_lines(readable_lines(content.words))]
        got = [abs(amount.value) for amount in found if amount]
        wanted, got = [n for n in wanted if n], [n for n in got if n]
        if wanted:
            kind = "right" if got == wanted else "wrong" if got else "empty"
            counts[LINES, kind] += 1
            if misses and kind != "right":
                print(f"{kind:6} {LINES:15} {file.name}: {len(got)} lines, not {len(wanted)}")


def main() -> None:
    """Print the rates per field, and with --misses every value that is missing or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--folder", type=Path, default=SHARED, help="where the invoices lie")
    arguments = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    seconds, files = 0.0, 0
    for file, truth in truths(arguments.folder):
        began = time.perf_counter()
        content = read_pdf(file.read_bytes())
        found = read_fields(content.words)
        seconds += time.perf_counter() - began
        files += 1
        _count_lines(file, content, counts, misses=arguments.misses)
        for field in FIELDS:
            if not truth[field]:
                continue
            value = found[field].value if field in found else ""
            kind = "right" if is_right(field, value, truth) else "wrong" if value else "empty"
            counts[field, kind] += 1
            if arguments.misses and kind != "right":
                print(f"{kind:6} {field:15} {file.name}: {value!r}, not {truth[field]!r}")
    print(f"{files} PDFs, {1000 * seconds / files:.0f} ms each")
    print(f"{'field':15} {'right':>6} {'empty':>6} {'wrong':>6} {'rate':>6}")
    for field in (*FIELDS, LINES):
        right, empty, wrong = (counts[field, kind] for kind in ("right", "empty", "wrong"))
        rate = right / max(1, right + empty + wrong)
        print(f"{field:15} {right:6} {empty:6} {wrong:6} {rate:6.0%}")


if __name__ == "__main__":
    main()

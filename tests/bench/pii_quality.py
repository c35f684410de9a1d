"""What is found and what is missed in marked texts, in names of many origins, and found falsely."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from curation.ingest.invoices.e_invoice import read_e_invoices
from curation.ingest.invoices.invoice import Invoice
from curation.ingest.invoices.printed_form import printed_form
from curation.ingest.source_file import RowRefused
from curation.privacy.span import SCAN_INCOMPLETE
from tests.bench.goals import Goal
from tests.bench.name_origins import FRAMES, NAME_ORIGINS
from tests.bench.pii_engines import Scan
from tests.bench.pii_false_findings import (
    NAMES,
    NOT_NUMBERS,
    FalseFindings,
    findings_in_clean_invoices,
    findings_in_real_receipts,
    plain_texts,
)
from tests.bench.pii_scores import Place, Tally

SYNTHETIC = "presidio_research_synth_v2.dev"
MAIL_LIKE = "lifebench_sample.dev"
NAMED = {
    "wnut17": "wnut17.train_dev",
    "broad twitter": "broad_twitter_corpus",
    "wikigold": "wikigold",
    "lifebench (mail-like)": MAIL_LIKE,
    "sec filings": "sec_filings.train",
}
KINDS = {
    **dict.fromkeys(("GPE", "STREET_ADDRESS", "ZIP_CODE", "POSTCODE"), "LOCATION"),
    **dict.fromkeys(("DOMAIN_NAME",), "URL"),
    **dict.fromkeys(("DATE_OF_BIRTH",), "DATE_TIME"),
    **dict.fromkeys(("MEDICAL_LICENSE", "US_DRIVER_LICENSE"), "LICENSE"),
}
"""What one set calls so and another so: an address, a town and a postcode are all a location."""


BOUNDS = {
    "clean made invoices": 1_000.0,
    "real e-invoices": 1_000.0,
    "Banking77, CLINC, CFPB: numbers": 1.0,
}
"""False findings allowed in 1,000 texts; one in each invoice."""


def read_marked(file: Path) -> list[tuple[str, list[Place]]]:
    """The texts of a file with their marks."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [
        (
            row["text"],
            [(s["start"], s["end"], KINDS.get(s["label"], s["label"])) for s in row["spans"]],
        )
        for row in rows
    ]


def places(scan: Scan, text: str) -> list[Place]:
    """What a scan found, by the names used here; what was not scanned is not found."""
    return [
        (span.begins, span.ends, KINDS.get(span.entity, span.entity))
        for span in scan(text)
        if span.entity != SCAN_INCOMPLETE
    ]


def tallied(scan: Scan, marked: Sequence[tuple[str, list[Place]]]) -> Tally:
    """The counts of one scanner over marked texts."""
    tally = Tally()
    for text, marks in marked:
        tally.add(text, marks, places(scan, text))
    return tally


def print_all_kinds(scans: Mapping[str, Scan], shared: Path) -> Iterator[Goal]:
    """Print the strict scores and those of each kind on the synthetic set."""
    marked = read_marked(shared / "pii" / f"{SYNTHETIC}.jsonl")
    tallies = {name: tallied(scan, marked) for name, scan in scans.items()}
    print(f"\n{SYNTHETIC}: {len(marked)} texts, all kinds")
    print(f"  {'':28}{'strict P':>9}{'R':>7}{'F2':>7}{'any-kind R':>12}{'P':>7}")
    for name, tally in tallies.items():
        strict, cover = tally.strict, tally.any_kind
        print(
            f"  {name:28}{strict.precision:9.3f}{strict.recall:7.3f}{strict.f2:7.3f}"
            f"{cover.recall:12.3f}{cover.precision:7.3f}"
        )
    first = next(iter(tallies.values()))
    _print_kinds(tallies, [kind for kind, _ in first.marked.most_common()])
    yield Goal(name="synthetic set: strict F2, all kinds", value=first.strict.f2, bound=0.72)
    yield Goal(name="synthetic set: any-kind recall", value=first.any_kind.recall, bound=0.85)


def print_names(scans: Mapping[str, Scan], shared: Path) -> Iterator[Goal]:
    """Print people, places and organisations on real texts."""
    for title, file in NAMED.items():
        marked = read_marked(shared / "pii" / f"{file}.jsonl")
        tallies = {name: tallied(scan, marked) for name, scan in scans.items()}
        print(f"\n{title}: {len(marked)} texts")
        _print_kinds(tallies, ["PERSON", "LOCATION", "ORGANIZATION"])
        if file == MAIL_LIKE:
            recall = next(iter(tallies.values())).kind("PERSON").recall
            yield Goal(name=f"{title}: PERSON recall", value=recall, bound=0.80)


def _print_kinds(tallies: Mapping[str, Tally], kinds: Sequence[str]) -> None:
    print(f"  {'':16}{'marked':>7}" + "".join(f"{name:>26}" for name in tallies))
    print(f"  {'':23}" + f"{'R':>12}{'R any':>7}{'P':>7}" * len(tallies))
    for kind in kinds:
        marked = next(iter(tallies.values())).marked[kind]
        cells = "".join(
            f"{tally.kind(kind).recall:12.3f}{tally.recall_as_any(kind):7.3f}"
            f"{tally.kind(kind).precision:7.3f}"
            for tally in tallies.values()
        )
        print(f"  {kind:16}{marked:7}{cells}")


def print_origins(scan: Scan) -> Iterator[Goal]:
    """Print the recall of held-out names by origin and by the place where they stand."""
    by_origin = {origin: Tally() for origin in NAME_ORIGINS}
    by_frame = {frame: Tally() for frame in FRAMES}
    for origin, names in NAME_ORIGINS.items():
        for frame in FRAMES:
            for name in names:
                text, marks = _framed(frame, name)
                found = places(scan, text)
                by_origin[origin].add(text, marks, found)
                by_frame[frame].add(text, marks, found)
    print(f"\nNames by origin: {len(FRAMES)} frames each")
    print(f"  {'':12}{'names':>7}{'recall':>8}{'R any':>7}{'precision':>11}")
    for origin, tally in by_origin.items():
        score = tally.kind("PERSON")
        print(
            f"  {origin:12}{len(NAME_ORIGINS[origin]):7}{score.recall:8.3f}"
            f"{tally.recall_as_any('PERSON'):7.3f}{score.precision:11.3f}"
        )
        yield Goal(name=f"names, {origin}: PERSON recall", value=score.recall, bound=0.90)
    print("\nThe same names by frame\n" + f"  {'recall':>8}{'precision':>11}")
    for frame, tally in by_frame.items():
        score = tally.kind("PERSON")
        print(f"  {score.recall:8.3f}{score.precision:11.3f}  {frame!r}")


def _framed(frame: str, name: str) -> tuple[str, list[Place]]:
    written = name.lower() if "{lower}" in frame else name.upper() if "{upper}" in frame else name
    text = frame.format(name=name, lower=name.lower(), upper=name.upper())
    begins = text.index(written)
    return text, [(begins, begins + len(written), "PERSON")]


def print_false(scan: Scan, plain: Scan, shared: Path, *, invoices: int = 200) -> Iterator[Goal]:
    """Print what is found where nothing is; plain Presidio on every 40th of the many texts."""
    for name, one, step in (("ours", scan, 1), ("plain Presidio", plain, 40)):
        print(f"\nFalse findings: {name}")
        numbers, names = in_plain_texts(one, shared, step=step)
        found = {
            "clean made invoices": findings_in_clean_invoices(one, limit=invoices),
            "real e-invoices": in_e_invoices(one, shared),
            "item rows of receipts": findings_in_real_receipts(one, shared),
            "Banking77, CLINC, CFPB: numbers": numbers,
            "Banking77, CLINC, CFPB: names": names,
        }
        for title, own in found.items():
            told = ", ".join(f"{kind} {count}" for kind, count in own.found.most_common(8))
            print(f"  {title:34}{own.texts:7,} texts {own.per_thousand:9.2f} per 1,000  {told}")
            bound = BOUNDS.get(title)
            if bound and step == 1:
                title = f"{title}: false per 1,000 texts"
                yield Goal(name=title, value=own.per_thousand, bound=bound, at_most=True)


def in_e_invoices(scan: Scan, shared: Path) -> FalseFindings:
    """What is found in real e-invoices outside of their parties, bank account and free notes.

    Notes and terms are left out of the text: who signs or delivers may stand there.
    """
    found: Counter[str] = Counter()
    values: list[tuple[str, str]] = []
    count = 0
    for invoice in e_invoices(shared):
        text = printed_form(invoice)
        true = " ".join(
            part
            for party in (invoice.seller, invoice.buyer)
            for part in (party.name, party.tax_id, *party.address)
        )
        true = " ".join(f"{true} {invoice.iban}".split()).casefold()
        count += 1
        for span in scan(text):
            value = " ".join(text[span.begins : span.ends].split())
            if span.entity != SCAN_INCOMPLETE and value.casefold() not in true:
                found[span.entity] += 1
                values.append((span.entity, value))
    return FalseFindings(texts=count, found=found, values=values)


def e_invoices(shared: Path) -> Iterator[Invoice]:
    """The invoices of every XML file, without their notes."""
    for file in sorted((shared / "invoices").rglob("*.xml")):
        try:
            invoices = read_e_invoices(file.read_bytes())
        except RowRefused:
            continue
        for invoice in invoices:
            yield replace(invoice, notes=(), terms="")


def in_plain_texts(scan: Scan, shared: Path, *, step: int) -> tuple[FalseFindings, FalseFindings]:
    """Numbers, and names, found in every so many of the texts that hold nobody's.

    Some name a bank or a town: those are counted among the names, too.
    """
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    count = 0
    for text in islice(plain_texts(shared), 0, None, step):
        count += 1
        found = Counter(span.entity for span in scan(text))
        for kind, places_of_it in found.items():
            if kind in NAMES:
                names[kind] += places_of_it
            elif kind not in NOT_NUMBERS:
                numbers[kind] += places_of_it
    return FalseFindings(texts=count, found=numbers), FalseFindings(texts=count, found=names)

"""The scan against plain Presidio on the same texts, in one process and one run.

Plain Presidio is its `AnalyzerEngine` with its default recognisers on a blank English pipeline:
like ours it has no model of names. Seconds are CPU seconds of this process; only the ratio
travels to another machine.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpArtifacts, SlimSpacyNlpEngine
from tldextract import TLDExtract, tldextract

from curation.sample.invoice import make_invoices
from curation.sample.tickets import make_tickets
from curation.scanner.engine import THRESHOLD, Scanner

T = TypeVar("T")


class Blank(SlimSpacyNlpEngine):
    """A blank pipeline whose words in lower case stand in for lemmas."""

    def load(self) -> None:
        """Nothing is downloaded."""
        self.nlp = {"en": spacy.blank("en")}

    def _doc_to_nlp_artifact(self, doc, language):
        return NlpArtifacts(
            entities=[],
            tokens=doc,
            tokens_indices=[token.idx for token in doc],
            lemmas=[token.lower_ for token in doc],
            nlp_engine=self,
            language=language,
        )


def plain_presidio() -> Callable[[str], list[str]]:
    """Presidio as it comes, for English; its list of public suffixes is not fetched here."""
    tldextract.TLD_EXTRACTOR = TLDExtract(suffix_list_urls=(), cache_dir=None)
    engine = Blank(models=[{"lang_code": "en", "model_name": "blank"}])
    engine.load()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    return lambda text: [
        result.entity_type
        for result in analyzer.analyze(text, language="en", score_threshold=THRESHOLD)
    ]


def ours() -> Callable[[str], list[str]]:
    """The scanner of the app."""
    scanner = Scanner()
    return lambda text: [span.entity for span in scanner.scan(text)]


def corpus(size: int) -> list[str]:
    """Tickets and invoices of the sample project in turn, 60 to 40; no text twice."""
    tickets = (f"{t.subject}\n{t.message}\n{t.reply}" for t in endless(make_tickets))
    invoices = (
        "\n".join(
            [invoice.vendor.name, invoice.vendor.street, invoice.vendor.town, invoice.number]
            + [*invoice.customer, invoice.day.isoformat()]
            + [f"{e.count}    {e.text}    {e.price}    {e.total}" for e in invoice.lines]
            + [f"{invoice.net}    {invoice.tax}    {invoice.gross}"]
        )
        for invoice in endless(make_invoices)
    )
    return [next(tickets if turn % 5 < 3 else invoices) for turn in range(size)]


def endless(make: Callable[[int], list[T]]) -> Iterator[T]:
    """Everything a maker makes, seed after seed."""
    seed = 1
    while True:
        yield from make(seed)
        seed += 1


def measure(scan: Callable[[str], list[str]], texts: list[str]) -> tuple[float, Counter[str]]:
    """CPU seconds and what was found, after a warm-up."""
    for text in texts[:20]:
        scan(text)
    began = time.process_time()
    found = Counter(entity for text in texts for entity in scan(text))
    return time.process_time() - began, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=500)
    texts = corpus(parser.parse_args().texts)
    letters = sum(map(len, texts))
    print(f"{len(texts)} texts, {letters / len(texts):.0f} characters each on average")
    print(f"{'':16}{'texts/s':>9}{'kB/s':>8}{'ratio':>7}  findings")
    base = 0.0
    for name, build in (("plain Presidio", plain_presidio), ("ours", ours)):
        seconds, found = measure(build(), texts)
        base = base or seconds
        told = ", ".join(f"{entity} {count}" for entity, count in found.most_common())
        print(
            f"{name:16}{len(texts) / seconds:9.0f}{letters / seconds / 1000:8.0f}"
            f"{base / seconds:7.1f}  {told}"
        )


if __name__ == "__main__":
    main()

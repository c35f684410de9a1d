"""The scanners that are compared: plain Presidio and the app's, and texts to time them on.

Plain Presidio is its `AnalyzerEngine` with its default recognisers on a blank English pipeline:
like ours it has downloaded no model.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpArtifacts, SlimSpacyNlpEngine
from tldextract import TLDExtract, tldextract

from curation.privacy.span import Span
from curation.sample.invoice import make_invoices
from curation.sample.tickets import make_tickets
from curation.scanner.engine import THRESHOLD
from curation.scanner.worker import scan_for_everything, scan_here

Scan = Callable[[str], Sequence[Span]]
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


def plain_presidio() -> Scan:
    """Presidio as it comes, for English; its list of public suffixes is not fetched here."""
    tldextract.TLD_EXTRACTOR = TLDExtract(suffix_list_urls=(), cache_dir=None)
    engine = Blank(models=[{"lang_code": "en", "model_name": "blank"}])
    engine.load()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def scan(text: str) -> list[Span]:
        return [
            Span(
                begins=result.start,
                ends=result.end,
                entity=result.entity_type,
                score=result.score,
                recognizer="Presidio",
            )
            for result in analyzer.analyze(text, language="en", score_threshold=THRESHOLD)
        ]

    return scan


def all_detectors() -> Scan:
    """The app's scanner with every kind it knows, those on request included."""
    return lambda text: scan_for_everything([text])[0]


def as_it_comes() -> Scan:
    """What the app reports before its owner asks for more kinds."""
    return lambda text: scan_here([("", text)])[""]


def made_texts(size: int) -> list[str]:
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

"""The scanner itself: Presidio without a model, bounded in time, silent and offline.

Imported in worker processes only: Presidio and spaCy take a second and 170 MB.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import spacy
from presidio_analyzer import (
    RecognizerResult,
    pattern_recognizer,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, SlimSpacyNlpEngine
from tldextract import TLDExtract, tldextract

from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.scanner.context_words import FixedRegistry, QuickAnalyzer, WeakFindsEnhancer
from curation.scanner.guards import masked_places, touches
from curation.scanner.installed import installed_models
from curation.scanner.models import recognizer_of
from curation.scanner.names.model import in_cases
from curation.scanner.names.tagger import labelled_together
from curation.scanner.overlaps import keep_names_apart
from curation.scanner.reading import Reading, in_order, read
from curation.scanner.recognizers import RECOGNIZERS
from curation.scanner.recognizers.order_number import OrderNumber
from curation.scanner.recognizers.private_key import private_keys
from curation.settings import read_settings

THRESHOLD = 0.4
"""Findings below this score are dropped; Presidio's default of 0 reports every number."""

PATTERN_SECONDS = 5
"""After this time a pattern is given up and its piece of text counts as not scanned."""

_LANGUAGE = "en"


class Scanner:
    """Finds personal values in texts; build one per process."""

    def __init__(self, extra: Iterable[Any] = (), *, order_numbers: bool = False) -> None:
        self._timeouts = _listen_to_timeouts()
        _stay_offline()
        pattern_recognizer.REGEX_TIMEOUT_SECONDS = PATTERN_SECONDS
        recognizers = [*(make() for make in RECOGNIZERS), *extra]
        if order_numbers:
            recognizers.append(OrderNumber())
        engine = BlankEngine()
        engine.load()
        self._nlp = engine.blank
        self._analyzer = QuickAnalyzer(
            registry=FixedRegistry(recognizers=recognizers, supported_languages=[_LANGUAGE]),
            nlp_engine=engine,
            supported_languages=[_LANGUAGE],
            context_aware_enhancer=WeakFindsEnhancer(
                threshold=THRESHOLD, context_matching_mode="whole_word", context_suffix_count=6
            ),
        )
        self._entities = self._analyzer.get_supported_entities(_LANGUAGE)

    def scan(self, text: str) -> list[Span]:
        """Everything found in a text, in order and without overlaps.

        The text is matched in its normal form, and JSON as what its escapes stand for. A piece of
        it whose scan was given up, or failed, is covered by a SCAN_INCOMPLETE span.
        """
        (spans,) = self.scan_all([text])
        return spans

    def scan_all(self, texts: Sequence[str]) -> list[list[Span]]:
        """What `scan` finds in each text; many together take less time than one by one."""
        readings = [read(text) for text in texts]
        parts = {piece for reading in readings for _, piece in reading.pieces}
        with labelled_together(part for piece in parts for part in in_cases(piece)):
            return [reading.written(self._scan(reading)) for reading in readings]

    def _scan(self, reading: Reading) -> list[Span]:
        text = reading.normal.text
        spans = [
            Span(begins=begins, ends=ends, entity="SECRET", score=1.0, recognizer="PrivateKey")
            for begins, ends in private_keys(text)
        ]
        for offset, piece in reading.pieces:
            spans += self._scan_piece(offset, piece)
        incomplete = [span for span in spans if span.entity == SCAN_INCOMPLETE]
        found = (span for span in spans if span.entity != SCAN_INCOMPLETE)
        return in_order([*keep_names_apart(text, found), *incomplete])

    def _scan_piece(self, offset: int, piece: str) -> Iterator[Span]:
        before = self._timeouts.count
        try:
            results = self._analyze(piece)
        except Exception:  # whatever fails in it, a text is never passed over
            results = None
        if results is None or self._timeouts.count > before:
            yield Span(
                begins=offset,
                ends=offset + len(piece),
                entity=SCAN_INCOMPLETE,
                score=1.0,
                recognizer="Scanner",
            )
        masked = masked_places(piece)
        for result in results or ():
            if not touches(masked, result.start, result.end):
                yield _span(result, offset)

    def _analyze(self, piece: str) -> list[RecognizerResult]:
        with self._nlp.memory_zone():  # else its table of words grows with every text
            return self._analyzer.analyze(
                piece, language=_LANGUAGE, entities=self._entities, score_threshold=THRESHOLD
            )


@cache
def scanner() -> Scanner:
    """This process's scanner with the models that are installed, built at the first call."""
    models = installed_models(read_settings())
    extra = [recognizer_of(model) for model in models] if models else []
    return Scanner(extra, order_numbers="ORDER_NUMBER" in read_settings().scan_also)


class BlankEngine(SlimSpacyNlpEngine):
    """spaCy's English tokenizer and nothing else; nothing is downloaded."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": _LANGUAGE, "model_name": "blank"}])
        self.blank = spacy.blank(_LANGUAGE)

    def load(self) -> None:
        """Put the blank pipeline in its place; the parent would fetch a model."""
        self.nlp: Any = {_LANGUAGE: self.blank}

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """The tokens of a text, made when somebody asks for them."""
        return LateArtifacts(self, text)


class LateArtifacts(NlpArtifacts):
    """Tokens and words of a text, made at the first use: only a finding needs what is near it.

    A blank pipeline leaves `lemma_` empty, which silently turns context words off; the words in
    lower case stand in for it.
    """

    def __init__(self, engine: BlankEngine, text: str) -> None:
        self._engine = engine
        self._text = text

    def __getattr__(self, name: str) -> Any:  # called only for what is not there yet
        if name.startswith("_"):
            raise AttributeError(name)
        tokens = self._engine.blank(self._text)
        super().__init__(
            entities=[],
            tokens=tokens,
            tokens_indices=[token.idx for token in tokens],
            lemmas=[token.lower_ for token in tokens],
            nlp_engine=self._engine,
            language=_LANGUAGE,
        )
        return object.__getattribute__(self, name)


class _Timeouts(logging.Handler):
    """Counts patterns that were given up. Nothing is written: Presidio logs values."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += "timed out" in str(record.msg)


def _listen_to_timeouts() -> _Timeouts:
    logger = logging.getLogger("presidio-analyzer")
    handler = _Timeouts()
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    return handler


def _stay_offline() -> None:
    """The list of public suffixes comes with the library; by default it is fetched."""
    tldextract.TLD_EXTRACTOR = TLDExtract(suffix_list_urls=(), cache_dir=None)


def _span(result: RecognizerResult, offset: int) -> Span:
    name = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    return Span(
        begins=result.start + offset,
        ends=result.end + offset,
        entity=result.entity_type,
        score=round(float(result.score), 2),
        recognizer=name,
    )

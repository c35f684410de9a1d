"""Words near a weak find."""

from presidio_analyzer import Pattern, PatternRecognizer

from curation.scanner.context_words import FixedRegistry
from curation.scanner.engine import Scanner
from curation.scanner.recognizers import RECOGNIZERS


class Weak(PatternRecognizer):
    def __init__(self) -> None:
        super().__init__(
            supported_entity="BADGE",
            patterns=[Pattern("badge", r"\bQ\d{5}\b", 0.1)],
            context=["badge"],
        )


def test_a_weak_find_near_a_word_is_reported():
    spans = Scanner(extra=[Weak()]).scan("the badge Q12345")
    assert [span.score for span in spans if span.entity == "BADGE"] == [0.45]


def test_a_weak_find_without_a_word_is_not():
    assert not [s for s in Scanner(extra=[Weak()]).scan("the part Q12345") if s.entity == "BADGE"]


def test_a_sure_find_keeps_its_score(engine):
    (span,) = engine.scan("my card 4111111111111111")
    assert span.score == 1.0


def test_a_word_that_only_holds_the_context_word_does_not_count():
    assert not [s for s in Scanner(extra=[Weak()]).scan("badges Q12345") if s.entity == "BADGE"]


def test_a_context_word_counts_in_capitals():
    assert [s for s in Scanner(extra=[Weak()]).scan("BADGE Q12345") if s.entity == "BADGE"]


def test_recognisers_are_asked_in_the_order_of_their_table():
    """Presidio keeps them in a set: what is told of two equal finds would differ by process."""
    recognizers = [make() for make in reversed(RECOGNIZERS)]
    registry = FixedRegistry(recognizers=recognizers, supported_languages=["en"])
    entities = sorted({entity for one in recognizers for entity in one.supported_entities})
    assert registry.get_recognizers("en", entities) == recognizers
    assert registry.get_recognizers("en", entities) == recognizers


def test_only_recognisers_of_the_kinds_asked_for_are_asked():
    registry = FixedRegistry(
        recognizers=[make() for make in RECOGNIZERS], supported_languages=["en"]
    )
    assert [one.name for one in registry.get_recognizers("en", ["IBAN_CODE"])] == ["Iban"]

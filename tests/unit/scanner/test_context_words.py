"""Words near a weak find."""

from presidio_analyzer import Pattern, PatternRecognizer

from curation.scanner.engine import Scanner


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

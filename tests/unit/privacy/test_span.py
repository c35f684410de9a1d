"""Overlapping spans become one."""

from curation.privacy.span import Span, merge_spans


def span(begins: int, ends: int, entity: str = "URL", score: float = 0.6) -> Span:
    return Span(begins=begins, ends=ends, entity=entity, score=score, recognizer="Test")


def test_spans_apart_stay_as_they_are_in_order():
    assert merge_spans([span(8, 9), span(0, 3)]) == [span(0, 3), span(8, 9)]


def test_spans_that_only_touch_stay_apart():
    assert merge_spans([span(0, 3), span(3, 5)]) == [span(0, 3), span(3, 5)]


def test_the_longest_part_gives_the_entity_of_what_overlaps():
    merged = merge_spans([span(0, 4, "PHONE_NUMBER", 0.9), span(2, 9, "CREDIT_CARD", 0.5)])
    assert merged == [span(0, 9, "CREDIT_CARD", 0.5)]


def test_the_surest_of_equally_long_spans_gives_the_entity():
    merged = merge_spans([span(0, 4, "PHONE_NUMBER", 0.4), span(0, 4, "US_SSN", 0.7)])
    assert merged == [span(0, 4, "US_SSN", 0.7)]


def test_a_chain_of_overlaps_becomes_one_span():
    assert merge_spans([span(0, 4), span(3, 7), span(6, 12)]) == [span(0, 12)]

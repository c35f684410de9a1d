"""Names that run into other finds."""

import pytest

from curation.privacy.span import Span
from curation.scanner.overlaps import keep_names_apart

TEXT = "Anna Berg, 4111 1111, Leeds"


def span(entity: str, value: str) -> Span:
    begins = TEXT.index(value)
    return Span(begins=begins, ends=begins + len(value), entity=entity, score=0.5, recognizer="x")


def apart(*spans: Span) -> list[tuple[str, str]]:
    return [(s.entity, TEXT[s.begins : s.ends]) for s in keep_names_apart(TEXT, spans)]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Anna Berg, 4111", ["Anna Berg"]),
        ("1111, Leeds", ["Leeds"]),
        ("Anna Berg, 4111 1111, Leeds", ["Anna Berg", "Leeds"]),
        ("4111", []),
        ("Anna Berg", ["Anna Berg"]),
    ],
)
def test_a_name_ends_where_a_number_begins(name, left):
    found = apart(span("PERSON", name), span("PHONE_NUMBER", "4111 1111"))
    assert found == [*(("PERSON", value) for value in left), ("PHONE_NUMBER", "4111 1111")]


@pytest.mark.parametrize("soft", ["DATE_TIME", "TITLE", "NRP"])
@pytest.mark.parametrize("other", [("PERSON", "Anna Berg, 4111"), ("PHONE_NUMBER", "4111 1111")])
def test_a_soft_find_gives_way_to_any_other(soft, other):
    assert apart(span(soft, "Berg, 4111 1111, Leeds"), span(*other)) == [other]


@pytest.mark.parametrize("soft", ["TITLE", "NRP"])
def test_a_name_inside_a_form_of_address_or_an_origin_is_none(soft):
    assert apart(span(soft, "Anna Berg"), span("PERSON", "Berg")) == [(soft, "Anna Berg")]


def test_a_name_inside_a_date_is_a_name():
    assert apart(span("DATE_TIME", "Anna Berg"), span("PERSON", "Anna")) == [("PERSON", "Anna")]


def test_a_soft_find_alone_stays():
    found = apart(span("TITLE", "Leeds"), span("PERSON", "Anna Berg"))
    assert found == [("PERSON", "Anna Berg"), ("TITLE", "Leeds")]


def test_names_are_left_to_be_merged_with_each_other():
    found = apart(span("PERSON", "Anna Berg"), span("ORGANIZATION", "Berg"))
    assert found == [("PERSON", "Anna Berg"), ("ORGANIZATION", "Berg")]

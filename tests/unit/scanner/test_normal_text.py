"""Texts as they are matched, and where that stands in what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.privacy.span import Span
from curation.scanner.normal_text import normal_text

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("a1@.=\n&;#x\u200b\u00ad\u0301\ufb01\uff11")
    )
) | st.lists(st.sampled_from(["&amp;", "&#64;", "=\n", "a", "\u0301", "\u200d", "ﬃ", " "])).map(
    "".join
)


def span(begins: int, ends: int) -> Span:
    return Span(begins=begins, ends=ends, entity="X", score=1.0, recognizer="test")


@pytest.mark.parametrize(
    ("written", "matched"),
    [
        ("ali\u200bce@x.com", "alice@x.com"),
        ("ali\u00adce@x.com", "alice@x.com"),
        ("alice&#64;x.com", "alice@x.com"),
        ("alice&commat;x&period;com", "alice@x.com"),
        ("alice@exam=\nple.com", "alice@example.com"),
        ("alice@exam=\r\nple.com", "alice@example.com"),
        ("ａｌｉｃｅ＠ｘ．ｃｏｍ", "alice@x.com"),
        ("212\u2011555\u20130198", "212-555-0198"),
        ("+49\u00a030\u202f901820", "+49 30 901820"),
        ("Jose\u0301", "José"),
        ("\u202eabc\u202c", "abc"),
        ("AT&T; 1 &lt; 2", "AT&T; 1 < 2"),
        ("a = \nb", "a = \nb"),
    ],
)
def test_a_text_is_read_as_a_person_sees_it(written, matched):
    assert normal_text(written).text == matched


def test_a_plain_text_is_left_alone():
    assert normal_text("plain & simple").begins is None


def test_a_sign_that_stands_for_two_is_covered_whole():
    assert normal_text("a\ufb01b").place(span(2, 3)) == (1, 2)


def test_a_mark_stays_with_its_letter():
    assert normal_text("xe\u0301y").place(span(1, 2)) == (1, 3)


@given(TEXTS, st.data())
def test_every_place_says_what_was_matched(text, data):
    """A span maps back to text that, read alone, holds what was matched."""
    normal = normal_text(text)
    if normal.text:
        begins = data.draw(st.integers(0, len(normal.text) - 1))
        ends = data.draw(st.integers(begins + 1, len(normal.text)))
        first, last = normal.place(span(begins, ends))
        assert normal.text[begins:ends] in normal_text(text[first:last]).text


@given(TEXTS)
def test_a_place_covers_no_sign_too_many(text):
    """The shortest place of each sign of the normal text reads as that sign, or as its unit."""
    normal = normal_text(text)
    for position in range(len(normal.text)):
        first, last = normal.place(span(position, position + 1))
        unit = normal_text(text[first:last]).text
        own = [
            other
            for other in range(len(normal.text))
            if normal.place(span(other, other + 1)) == (first, last)
        ]
        assert unit == "".join(normal.text[other] for other in own)


@given(TEXTS)
def test_the_whole_text_is_the_place_of_the_whole(text):
    normal = normal_text(text)
    if normal.text:
        first, last = normal.place(span(0, len(normal.text)))
        assert normal_text(text[first:last]).text == normal.text

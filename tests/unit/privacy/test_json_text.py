"""JSON inside a text is read as what it says and written back as it was."""

import json

from curation.privacy.json_text import (
    is_json,
    parts_within_values,
    replace_values,
    unescape,
    value_at,
)
from curation.privacy.span import Span


def upper_ann(text: str) -> str:
    return text.replace("Ann", "<NAME_1>").replace("4111", "<CARD_1>")


def test_an_object_or_a_list_is_json():
    assert is_json(' {"a": 1}')
    assert is_json("[1]")


def test_a_sentence_a_number_and_broken_json_are_not():
    assert not is_json("Hello")
    assert not is_json("4111")
    assert not is_json('{"a": }')


def test_strings_are_replaced_and_everything_else_stays_byte_for_byte():
    text = '{ "name":"Ann",\n  "n" : 1.50, "é":"\\u00e9", "ok": true }'
    assert replace_values(text, upper_ann) == text.replace('"Ann"', '"<NAME_1>"')


def test_a_replaced_number_becomes_a_string():
    assert json.loads(replace_values('{"card": 4111}', upper_ann)) == {"card": "<CARD_1>"}


def test_a_value_in_a_key_is_replaced_too():
    assert json.loads(replace_values('{"Ann": 1}', upper_ann)) == {"<NAME_1>": 1}


def test_a_replaced_string_keeps_its_way_of_escaping():
    assert replace_values('["Ann \\u00fc"]', upper_ann) == '["<NAME_1> \\u00fc"]'
    assert replace_values('["Ann ü"]', upper_ann) == '["<NAME_1> ü"]'


def test_escapes_are_read_as_what_they_stand_for():
    assert unescape(r'"Hi\nann@x.com \ud83d\ude00 \u00fc"').text == '"Hi\nann@x.com 😀 ü"'


def test_a_place_in_the_read_text_leads_back_to_where_it_is_written():
    text = r'{"note":"Hi\nann@x.com"}'
    read = unescape(text)
    begins = read.text.index("ann@")
    span = Span(begins=begins, ends=begins + 9, entity="E", score=1, recognizer="R")
    first, last = read.place(span)
    assert text[first:last] == "ann@x.com"


def test_a_place_across_two_strings_is_two_places():
    text = '["123", "4567"]'
    assert [text[b:e] for b, e in parts_within_values(text, 2, 13)] == ["123", "4567"]


def test_a_value_with_an_escape_is_read_without_it():
    text = r'["M\u00fcller"]'
    assert value_at(text, 2, len(text) - 2) == "Müller"

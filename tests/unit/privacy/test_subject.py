"""Where a text speaks of a person, and the text without them."""

import json

import pytest

from curation.errors import InputRefused
from curation.privacy.subject import subject_of

JULIA = subject_of("Julia Hartmann")


@pytest.mark.parametrize(
    "text",
    [
        "JULIA  HARTMANN",
        "Hartmann, Julia",
        "julia.hartmann@example.com",
        "Ju\u200blia Hart\u00admann",
        "Julia&nbsp;Hartmann",
        "&#74;ulia Hartmann",
        json.dumps({"a": ["Julia\nHartmann"]}),
        json.dumps({"Julia Hartmann": 1}),
        json.dumps({"arguments": json.dumps({"name": "Julia Hartmann"})}),
        json.dumps({"first": "Julia", "last": "Hartmann"}),
    ],
)
def test_ways_to_write_it_are_found_and_taken_out(text):
    assert JULIA.stands_in(text)
    assert not JULIA.stands_in(JULIA.taken_out(text))


@pytest.mark.parametrize("text", ["Julia Hartmanns", "Juliane Hartmann", "Julia met Hartmann", ""])
def test_somebody_else_is_not_found(text):
    assert not JULIA.stands_in(text)


def test_a_number_is_found_among_numbers():
    assert subject_of("4711-17").stands_in(json.dumps({"customer": 471117}))


def test_json_stays_json():
    text = json.dumps({"name": "Julia Hartmann", "sum": 17})
    assert json.loads(JULIA.taken_out(text)) == {"name": "[erased]", "sum": 17}


def test_short_first_names_are_found_in_two_fields():
    assert subject_of("Li Weimin").stands_in(json.dumps({"first": "Li", "last": "Weimin"}))


@pytest.mark.parametrize("value", ["", "Ann", "+-+-+-", "a b c"])
def test_a_value_that_stands_everywhere_is_refused(value):
    with pytest.raises(InputRefused):
        subject_of(value)

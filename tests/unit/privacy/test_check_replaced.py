"""What must hold of a text after replacing."""

import json

import pytest

from curation.privacy.check_replaced import found_again, same_structure, stays_grounded
from curation.privacy.span import Span
from tests.unit.privacy.surrogates.made import plan

PROMPT = "Invoice of Julia Hartmann, IBAN DE89 3704 0044 0532 0130 00, total 42.00"


def span(text: str, value: str, entity: str = "PERSON") -> Span:
    begins = text.index(value)
    return Span(
        begins=begins, ends=begins + len(value), entity=entity, score=1.0, recognizer="Test"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [('{"a": 1}', '{"a": "1"}'), ('{"a": "b"}', '{"c": "b"}'), ("[1]", "[1, 2]"), ("[1]", "x")],
)
def test_a_changed_structure_is_told(before, after):
    assert not same_structure(before, after)


def test_other_values_are_the_same_structure():
    assert same_structure('{"a": ["b", 1]}', '{"a": ["c", 2]}')


def test_plain_text_has_no_structure():
    assert same_structure("Dear Ann", "Dear Eve")


def test_an_answer_that_follows_its_prompt_stays_grounded():
    answer = json.dumps({"vendor": "JULIA HARTMANN", "total": "42.00"})
    new = json.dumps({"vendor": "EVA KLEIN", "total": "42.00"})
    assert stays_grounded([PROMPT], answer, ["Invoice of Eva Klein, total 42.00"], new)


def test_an_answer_that_was_replaced_otherwise_is_told():
    answer = json.dumps({"vendor": "Julia Hartmann"})
    new = json.dumps({"vendor": "Eva Klein"})
    assert not stays_grounded([PROMPT], answer, ["Invoice of Mia Weber"], new)


def test_the_order_of_the_fields_counts_for_nothing():
    answer = json.dumps({"total": "42.00", "customer": "Julia Hartmann"})
    new = json.dumps({"customer": "Eva Klein", "total": "42.00"})
    swapped = json.dumps({"customer": "42.00", "total": "Eva"})
    assert stays_grounded([PROMPT], answer, ["Invoice of Eva Klein, total 42.00"], new)
    assert not stays_grounded([PROMPT], answer, ["Invoice of Eva Klein, total 41.00"], new)
    assert not stays_grounded([PROMPT], answer, ["Invoice of Eva Klein"], swapped)


def test_a_value_is_never_held_against_that_of_another_field():
    """The day stands nowhere in the prompt; the total does, before and after."""
    before = json.dumps({"total": "42.00", "due": "2027-01-01"})
    after = json.dumps({"due": "2027-01-01", "total": "42.00"})
    assert stays_grounded([PROMPT], before, [PROMPT], after)


def test_a_field_whose_name_was_replaced_is_matched_by_its_place():
    before, after = json.dumps({"Julia": "42.00"}), json.dumps({"Eva": "42.00"})
    assert stays_grounded([PROMPT], before, ["Eva 42.00"], after)
    assert not stays_grounded([PROMPT], before, ["Eva 43.00"], after)


def test_a_value_that_never_stood_in_the_prompt_may_change():
    answer = json.dumps({"due": "2026-01-01"})
    assert stays_grounded([PROMPT], answer, [PROMPT], json.dumps({"due": "2027-01-01"}))


def test_surrogates_that_are_found_again_are_no_findings():
    masking = plan(PROMPT, ("Julia Hartmann", "PERSON"))
    text = masking.apply(PROMPT)
    (value,) = masking.values
    spans = [span(text, f"of {value.surrogate}")]
    assert found_again(text, spans, masking, lambda span: False) == []


def test_anything_else_that_is_found_is_told():
    masking = plan(PROMPT, ("Julia Hartmann", "PERSON"))
    text = masking.apply(PROMPT)
    left = span(text, "DE89 3704 0044 0532 0130 00", "IBAN_CODE")
    assert found_again(text, [left], masking, lambda span: False) == [left]


def test_what_is_kept_on_purpose_is_no_finding():
    masking = plan(PROMPT, ("Julia Hartmann", "PERSON"))
    text = masking.apply(PROMPT)
    left = span(text, "DE89 3704 0044 0532 0130 00", "IBAN_CODE")
    assert found_again(text, [left], masking, lambda span: True) == []


def test_an_answer_of_masks_is_grounded_in_masks():
    assert stays_grounded(["Julia"], '{"a": "Julia"}', ["****"], '{"a": "****"}')
    assert not stays_grounded(["Julia"], '{"a": "Julia"}', ["Max"], '{"a": "****"}')

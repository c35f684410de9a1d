"""Laws of masking, for any text and any findings in it."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.privacy.finding import Finding, normal_form, value_key
from curation.privacy.json_text import is_json, value_at
from curation.privacy.masking import PLACEHOLDER, Masking
from curation.privacy.masking import plan_masking as plan
from curation.task import Style

SECRET = b"s" * 32
ENTITIES = st.sampled_from(["PERSON", "EMAIL_ADDRESS", "IBAN_CODE", "PHONE_NUMBER"])
LETTERS = st.text(alphabet="ab1 .-@ßéE\u0301Ⅳ\n😀<_>", max_size=40)
JSON_VALUES = st.recursive(
    LETTERS | st.integers(0, 99999) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=6,
)
TEXTS = LETTERS | JSON_VALUES.map(lambda value: json.dumps({"v": value}))


@st.composite
def examples(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[Finding]]:
    """A few texts with findings that begin and end at a letter or digit of one text."""
    texts = [(f"messages.{i}", draw(TEXTS)) for i in range(draw(st.integers(1, 3)))]
    findings = []
    for path, text in texts:
        places = [i for i, letter in enumerate(text) if letter.isalnum() and not is_json(text)]
        for _ in range(draw(st.integers(0, 3)) if places else 0):
            first, last = sorted((draw(st.sampled_from(places)), draw(st.sampled_from(places))))
            if PLACEHOLDER.search(text[first : last + 1]):
                continue
            entity = draw(ENTITIES)
            findings.append(
                Finding(
                    example_id="e",
                    path=path,
                    begins=first,
                    ends=last + 1,
                    entity=entity,
                    score=1.0,
                    recognizer="Test",
                    value_key=value_key(SECRET, entity, value_at(text, first, last + 1)),
                )
            )
    return texts, findings


def plan_masking(texts, findings, **changes) -> Masking:
    """The masking with placeholders."""
    return plan(texts, findings, style=Style.PLACEHOLDER, **changes)


def values(texts: list[tuple[str, str]], findings: list[Finding]) -> list[tuple[str, str]]:
    contents = dict(texts)
    return [(f.entity, contents[f.path][f.begins : f.ends]) for f in findings]


def left(masking: Masking, text: str) -> list[str]:
    """What is left of a text beside the placeholders."""
    return PLACEHOLDER.split(masking.apply(text))


@settings(deadline=None)
@given(examples())
def test_masking_twice_is_masking_once(example):
    texts, findings = example
    masking = plan_masking(texts, findings)
    for _, text in texts:
        once = masking.apply(text)
        assert masking.apply(once) == once


@settings(deadline=None)
@given(examples())
def test_no_text_holds_a_masked_value_any_more_as_it_was_written(example):
    texts, findings = example
    masking = plan_masking(texts, findings)
    contents = dict(texts)
    for finding in findings:
        value = contents[finding.path][finding.begins : finding.ends]
        for part in left(masking, contents[finding.path]):
            at = part.find(value)
            while at >= 0:  # a value may stay where it is a part of another word
                before, after = part[:at][-1:], part[at + len(value) :][:1]
                assert before.isalnum() or after.isalnum()
                at = part.find(value, at + 1)


@settings(deadline=None)
@given(examples())
def test_every_place_where_a_value_was_found_is_replaced(example):
    texts, findings = example
    masking = plan_masking(texts, findings)
    for path, text in texts:
        if any(finding.path == path for finding in findings):
            assert PLACEHOLDER.search(masking.apply(text))


@settings(deadline=None)
@given(examples())
def test_json_stays_json(example):
    texts, findings = example
    masking = plan_masking(texts, findings)
    for _, text in texts:
        if is_json(text):
            json.loads(masking.apply(text))


@settings(deadline=None)
@given(examples())
def test_with_every_value_kept_nothing_changes(example):
    texts, findings = example
    keep = {(finding.entity, finding.value_key) for finding in findings}
    masking = plan_masking(texts, findings, keep=keep)
    assert [masking.apply(text) for _, text in texts] == [text for _, text in texts]


@settings(deadline=None)
@given(examples())
def test_keeping_a_value_changes_no_other_number(example):
    texts, findings = example
    every = plan_masking(texts, findings)
    keep = {(finding.entity, finding.value_key) for finding in findings[:1]}
    some = plan_masking(texts, findings, keep=keep)
    names = {value.name for value in every.values}
    assert {value.name for value in some.values} <= names


@settings(deadline=None)
@given(examples())
def test_equal_values_share_a_placeholder_and_different_ones_do_not(example):
    texts, findings = example
    masking = plan_masking(texts, findings)
    different = {(entity, normal_form(entity, value)) for entity, value in values(texts, findings)}
    assert len({value.name for value in masking.values}) == len(different)

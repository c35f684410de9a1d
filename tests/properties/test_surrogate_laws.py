"""Laws of surrogates, for any text, any findings in it and any decisions."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.privacy.finding import Finding, normal_form, value_key
from curation.privacy.json_text import value_at
from curation.privacy.masking import plan_masking
from curation.privacy.matching import Text

SECRET = b"s" * 32
VALUES = {
    "PERSON": [
        "Julia Hartmann",
        "Hartmann",
        "Li Wei",
        "J. Hartmann",
        "Bo",
        "MAX",
        "王小明",
        "Bergen",
    ],
    "EMAIL_ADDRESS": ["julia.hartmann@acme.de", "a@x.com", "info@x.com", "max7@x.com"],
    "PHONE_NUMBER": ["+49 30 901820", "030 901820", "555-0123", "(212) 688-4321"],
    "IBAN_CODE": ["DE89 3704 0044 0532 0130 00"],
    "CREDIT_CARD": ["4111 1111 1111 1111", "4929123456789012"],
    "CARD_TAIL": ["1111", "9012", "42"],
    "DATE_OF_BIRTH": ["1989-07-04", "4 July 1989", "04/07/89"],
    "STREET_ADDRESS": ["12 Baker Street", "Hauptstraße 7, Bergen"],
    "SECRET": ["sk-aB3dE9xYz12"],
    "AGE": ["34", "7"],
}
WORDS = st.sampled_from(
    ["Dear", "the", "Berger", "market", "Maximum", "Bo-Bo", "2024", "34", "42,", "(x)", "\n", "é"]
)
PAIRS = st.sampled_from([(value, entity) for entity, own in VALUES.items() for value in own])


def written_otherwise(draw: st.DrawFn, value: str) -> str:
    """A value in other letters or with other signs between its parts."""
    return draw(
        st.sampled_from(
            [value, value.upper(), value.lower(), value.replace(" ", ""), value.replace(" ", "-")]
        )
    )


@st.composite
def examples(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[Finding], frozenset]:
    """A prompt and a JSON answer that quotes it, each value found in one place, some kept."""
    pairs = draw(st.lists(PAIRS, min_size=1, max_size=5, unique=True))
    parts = [draw(WORDS) for _ in range(draw(st.integers(0, 6)))]
    for value, _ in pairs:
        parts.insert(draw(st.integers(0, len(parts))), value)
        if draw(st.booleans()):
            parts.insert(draw(st.integers(0, len(parts))), written_otherwise(draw, value))
    answer = json.dumps({f"field{i}": value for i, (value, _) in enumerate(pairs)} | {"n": 42})
    prompt = " ".join(parts)
    findings = [
        Finding(
            example_id="e",
            path="messages.0",
            begins=prompt.index(value),
            ends=prompt.index(value) + len(value),
            entity=entity,
            score=1.0,
            recognizer="Test",
            value_key=value_key(
                SECRET,
                entity,
                value_at(prompt, prompt.index(value), prompt.index(value) + len(value)),
            ),
        )
        for value, entity in pairs
    ]
    kept = frozenset((f.entity, f.value_key) for f in findings if draw(st.integers(0, 4)) == 0)
    return [("messages.0", prompt), ("answer", answer)], findings, kept


def planned(example, *, seed: bytes = SECRET):
    texts, findings, kept = example
    return texts, plan_masking(texts, findings, keep=kept, seed=seed)


@settings(max_examples=300)
@given(examples())
def test_replacing_twice_is_replacing_once(example):
    texts, masking = planned(example)
    for _, text in texts:
        once = masking.apply(text)
        assert masking.apply(once) == once


@settings(max_examples=300)
@given(examples())
def test_no_replaced_value_is_left(example):
    texts, masking = planned(example)
    assert [path for path, text in texts if masking.values_left(masking.apply(text))] == []


@settings(max_examples=300)
@given(examples())
def test_what_the_answer_quoted_is_still_in_the_prompt(example):
    """Every value of the answer that stood in the prompt stands there after replacing."""
    texts, masking = planned(example)
    prompt, answer = (text for _, text in texts)
    before, after = json.loads(answer), json.loads(masking.apply(answer))
    new_prompt = masking.apply(prompt)
    for field, value in before.items():
        if isinstance(value, str) and value in prompt:
            assert normal_form("PERSON", after[field]) in Text(new_prompt).normal(False)


@settings(max_examples=200)
@given(examples())
def test_the_answer_stays_json_with_the_same_fields(example):
    texts, masking = planned(example)
    answer = texts[1][1]
    after = json.loads(masking.apply(answer))
    assert {key: type(value) for key, value in after.items()} == {
        key: type(value) for key, value in json.loads(answer).items()
    }


@settings(max_examples=200)
@given(examples())
def test_a_surrogate_equals_no_value_of_the_example(example):
    texts, findings, _ = example
    contents = dict(texts)
    _, masking = planned(example)
    own = {
        "".join(re.findall(r"[^\W_]+", contents[f.path][f.begins : f.ends])).lower()
        for f in findings
    }
    made = {"".join(re.findall(r"[^\W_]+", v.surrogate)).lower() for v in masking.values}
    assert not own & (made - {""})


@settings(max_examples=100)
@given(examples())
def test_the_same_seed_gives_the_same_text(example):
    texts, masking = planned(example)
    _, again = planned(example)
    assert [again.apply(text) for _, text in texts] == [masking.apply(text) for _, text in texts]


@settings(max_examples=100)
@given(examples())
def test_a_decision_changes_no_other_surrogate(example):
    texts, findings, kept = example
    every = {
        value.name: value.surrogate for value in plan_masking(texts, findings, seed=SECRET).values
    }
    some = plan_masking(texts, findings, keep=kept, seed=SECRET).values
    assert {value.name: value.surrogate for value in some}.items() <= every.items()


@settings(max_examples=100)
@given(examples())
def test_where_something_was_replaced_can_be_told(example):
    """Without the places that are told, a replaced text holds none of the surrogates."""
    texts, masking = planned(example)
    prompt = masking.apply(texts[0][1])
    rest = list(prompt)
    for begins, ends in masking.replaced(prompt):
        rest[begins:ends] = "\n" * (ends - begins)
    left = "".join(rest)
    assert not any(value.surrogate and value.surrogate in left for value in masking.values)

"""Masking by value: one map for the whole example."""

import json

import pytest

from curation.privacy.finding import Finding, value_key
from curation.privacy.json_text import value_at
from curation.privacy.masking import Masking, plan_masking
from curation.task import Style

SECRET = b"s" * 32
Texts = list[tuple[str, str]]


def found(texts: Texts, path: str, value: str, entity: str) -> Finding:
    """A finding of the first place where `value` is written."""
    text = dict(texts)[path]
    begins = text.index(value)
    ends = begins + len(value)
    return Finding(
        example_id="e",
        path=path,
        begins=begins,
        ends=ends,
        entity=entity,
        score=1.0,
        recognizer="Test",
        value_key=value_key(SECRET, entity, value_at(text, begins, ends)),
    )


def masking(texts: Texts, *values: tuple[str, str], keep: frozenset[str] = frozenset()) -> Masking:
    """The masking of values that are each found once, in the first text that holds them."""
    findings = [
        found(texts, next(path for path, text in texts if value in text), value, entity)
        for value, entity in values
    ]
    kept = {
        (f.entity, f.value_key)
        for f, (value, _) in zip(findings, values, strict=True)
        if value in keep
    }
    return plan_masking(texts, findings, keep=kept, style=Style.PLACEHOLDER)


def masked(text: str, *values: tuple[str, str], keep: frozenset[str] = frozenset()) -> str:
    return masking([("messages.0", text)], *values, keep=keep).apply(text)


def test_values_are_numbered_by_their_first_appearance():
    text = "b@x.com, a@x.com, b@x.com"
    assert (
        masked(text, ("a@x.com", "EMAIL_ADDRESS"), ("b@x.com", "EMAIL_ADDRESS"))
        == "<EMAIL_1>, <EMAIL_2>, <EMAIL_1>"
    )


def test_a_value_is_replaced_in_texts_where_it_was_not_found():
    texts = [("messages.0", "IBAN DE89 3704 0044 0532 0130 00"), ("answer", "")]
    mask = masking(texts, ("DE89 3704 0044 0532 0130 00", "IBAN_CODE"))
    assert mask.apply('{"iban":"DE89370400440532013000"}') == '{"iban":"<IBAN_1>"}'


def test_case_and_separators_do_not_hide_a_value():
    text = "Ann-Marie Lee, ANN MARIE LEE, annmarie lee"
    assert masked(text, ("Ann-Marie Lee", "PERSON")) == "<NAME_1>, <NAME_1>, <NAME_1>"


def test_a_name_is_not_replaced_inside_another_word():
    assert masked("Mark the Market", ("Mark", "PERSON")) == "<NAME_1> the Market"


def test_a_value_found_inside_a_word_is_replaced_inside_words():
    text = "我的邮箱alice@x.com吗 alice@x.com"
    assert masked(text, ("alice@x.com", "EMAIL_ADDRESS")) == "我的邮箱<EMAIL_1>吗 <EMAIL_1>"


def test_the_longest_value_wins():
    text = "Julia, later Julia Hartmann"
    both = ("Julia", "PERSON"), ("Julia Hartmann", "PERSON")
    assert masked(text, *both) == "<NAME_1>, later <NAME_2>"


def test_a_kept_value_is_left_alone_and_keeps_its_number():
    text = "a@x.com b@x.com"
    kept = frozenset({"a@x.com"})
    emails = [("a@x.com", "EMAIL_ADDRESS"), ("b@x.com", "EMAIL_ADDRESS")]
    assert masked(text, *emails, keep=kept) == "a@x.com <EMAIL_2>"


def test_nothing_inside_a_placeholder_is_replaced():
    assert masked("Email <EMAIL_1> of Email 1", ("Email", "PERSON")).count("<EMAIL_1>") == 1


def test_a_number_that_the_text_uses_already_is_left_out():
    assert (
        masked("<EMAIL_1> and a@x.com", ("a@x.com", "EMAIL_ADDRESS")) == "<EMAIL_1> and <EMAIL_2>"
    )


def test_placeholders_in_an_edit_do_not_change_the_numbers():
    texts = [("messages.0", "a@x.com"), ("review.ann.reply", "We wrote to <EMAIL_1>.")]
    mask = masking(texts, ("a@x.com", "EMAIL_ADDRESS"))
    assert mask.apply("a@x.com") == "<EMAIL_1>"


def test_the_sign_before_a_number_goes_with_it():
    text = "Call +49 30 901820 or (0049 30) or +49 30 901820."
    assert masked(text, ("+49 30 901820", "PHONE_NUMBER")).startswith("Call <PHONE_1> or")


def test_arguments_of_a_tool_call_stay_valid_json():
    text = '{"card": 4111111111111111, "who": "Ann \\"A\\" <a@x.com>"}'
    mask = masking(
        [("messages.0.tool_calls.0", text)],
        ("4111111111111111", "CREDIT_CARD"),
        ("a@x.com", "EMAIL_ADDRESS"),
    )
    assert json.loads(mask.apply(text)) == {"card": "<CARD_1>", "who": 'Ann "A" <<EMAIL_1>>'}


def test_json_within_a_json_string_stays_valid_json():
    text = json.dumps({"body": json.dumps({"mail": "a@x.com"})})
    mask = masking([("answer", text)], ("a@x.com", "EMAIL_ADDRESS"))
    assert json.loads(json.loads(mask.apply(text))["body"]) == {"mail": "<EMAIL_1>"}


def test_a_finding_of_a_text_that_is_gone_is_passed_over():
    gone = found([("review.ann.reply", "a@x.com")], "review.ann.reply", "a@x.com", "EMAIL_ADDRESS")
    assert plan_masking([("messages.0", "a@x.com")], [gone]).values == ()


def test_without_findings_every_text_stays_as_it_is():
    assert Masking().apply("a@x.com") == "a@x.com"


def test_two_values_side_by_side_are_both_replaced():
    """Replacing the first parts the second from the word beside it; it must not stay behind."""
    text = "Xa@x.com"
    done = masked(text + " Ann", ("a@x.com", "EMAIL_ADDRESS"), ("Ann", "PERSON"))
    assert done == "X<EMAIL_1> <NAME_1>"


def test_the_places_of_values_are_told_in_order():
    plan = masking([("messages.0", "Ann Lee met Ben")], ("Ann Lee", "PERSON"), ("Ben", "PERSON"))
    text = "Ben, Ann Lee and ann lee"
    assert [(text[begin:end], name) for begin, end, name in plan.spans(text)] == [
        ("Ben", "<NAME_2>"), ("Ann Lee", "<NAME_1>"), ("ann lee", "<NAME_1>")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Julia&nbsp;Hartmann",
        "&#74;ulia Hartmann",
        "Julia                Hartmann",
        "J\u200b\u200b\u200b\u200bulia Hart\u00admann",
        '```json\n{"name": "Julia\\nHartmann"}\n```',
        '"J\\u0075lia Hartmann" said the log',
        "Hartmanns",
    ],
)
def test_a_name_is_found_however_it_is_encoded(text):
    names = [("Julia Hartmann", "PERSON"), ("Hartmann", "PERSON")]
    mask = masking([("messages.0", "Julia Hartmann"), ("messages.1", text)], *names)
    for name in ("julia", "j\\u0075lia", "hartmann"):
        assert name not in mask.apply(text).lower()


def test_a_backslash_that_is_no_escape_hides_nothing():
    assert masked("C:\\Nina", ("Nina", "PERSON")) == "C:\\<NAME_1>"


def test_fields_of_a_schema_keep_their_names():
    texts = [("messages.0", "Total paid by Total"), ("answer", '{"total": "Total"}')]
    findings = [found(texts, "messages.0", "Total", "PERSON")]
    mask = plan_masking(texts, findings, style=Style.PLACEHOLDER, fields={"total"})
    assert mask.apply('{"total": "Total"}') == '{"total": "<NAME_1>"}'
    assert not mask.values_left('{"total": "<NAME_1>"}')


def test_keys_that_are_values_stay_apart_under_masks():
    texts = [("messages.0", "Julia, Max")]
    findings = [found(texts, "messages.0", name, "PERSON") for name in ("Julia", "Max")]
    mask = plan_masking(texts, findings, style=Style.MASK)
    assert mask.apply('{"Julia": "Max", "Max": 1}') == '{"<NAME_1>": "****", "<NAME_2>": 1}'

"""Bank codes. The codes are those that the registry of SWIFT gives as examples."""

import pytest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BIC: DEUTDEFF", "DEUTDEFF"),
        ("SWIFT code NEDSZAJJXXX", "NEDSZAJJXXX"),
        ("BIC/SWIFT: DABADKKK", "DABADKKK"),
        ("IBAN DE89 3704 0044 0532 0130 00 COBADEFF", "COBADEFF"),
        ("IBAN: DE89370400440532013000, BIC: COBADEFFXXX", "COBADEFFXXX"),
        ('"bic": "DEUTDEFF500"', "DEUTDEFF500"),
    ],
)
def test_a_code_behind_its_label_is_found(values, text, code):
    assert values("BIC", text) == [code]


@pytest.mark.parametrize(
    "text", ["DISCOUNT", "TOTAL DISCOUNT", "BIC: unknown", "SWIFT RESPONSE", "BIC: DEUTZZFF"]
)
def test_words_in_capitals_are_no_codes(values, text):
    assert values("BIC", text) == []

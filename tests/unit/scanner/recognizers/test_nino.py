"""UK national insurance numbers; QQ is the prefix of HMRC's example, which is never issued."""

import pytest


@pytest.mark.parametrize(
    "text", ["AB 12 34 56 C", "my NINO is AB123456C", "national insurance number AB-12-34-56-C"]
)
def test_a_number_is_found(values, text):
    assert len(values("UK_NINO", text)) == 1


@pytest.mark.parametrize("text", ["QQ 12 34 56 C", "GB 12 34 56 A", "AB123456C", "AB 12 34 56 E"])
def test_a_number_never_issued_or_without_a_word_is_none(values, text):
    assert values("UK_NINO", text) == []

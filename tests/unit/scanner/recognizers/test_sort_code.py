"""UK sort codes."""

import pytest


@pytest.mark.parametrize("code", ["12-34-56", "12 34 56", "123456"])
def test_a_code_behind_its_label_is_found(values, code):
    assert values("SORT_CODE", f"Sort code: {code}, account 12345678") == [code]


@pytest.mark.parametrize("text", ["12-34-56", "sort by code 12-34-56", "sort code 12-34-56-78"])
def test_without_a_label_or_longer_it_is_none(values, text):
    assert values("SORT_CODE", text) == []

"""Settings from the environment."""

import pytest

from curation.settings import read_settings


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("1", True), ("no", False)])
def test_a_choice_is_yes_or_no(said, meant):
    assert read_settings({"CURATION_SCAN_ORDER_NUMBERS": said}).scan_order_numbers is meant


def test_another_word_for_a_choice_is_refused():
    with pytest.raises(ValueError, match="CURATION_SCAN_ORDER_NUMBERS"):
        read_settings({"CURATION_SCAN_ORDER_NUMBERS": "maybe"})

"""Settings from the environment."""

import pytest

from curation.settings import read_settings


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", set()), ("dates", {"DATE_TIME"}), (" Titles, orders,", {"TITLE", "ORDER_NUMBER"})],
)
def test_kinds_to_look_for_are_named_in_words(said, meant):
    assert read_settings({"CURATION_SCAN_ALSO": said}).scan_also == meant


def test_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="CURATION_SCAN_ALSO must be some of dates"):
        read_settings({"CURATION_SCAN_ALSO": "colours"})


def test_how_long_a_query_may_take_is_a_setting():
    assert read_settings({}).query_seconds == 10
    assert read_settings({"CURATION_QUERY_SECONDS": "3"}).query_seconds == 3

"""What counts as personal in a scan of the app."""

import pytest

from curation.scanner.worker import scan_for_everything, scan_here

TEXT = "Mrs. Berg called on Tuesday, she is a Polish customer with order number 4471182"


def entities(spans):
    return {span.entity for span in spans}


def test_dates_titles_and_origins_stay_as_they_are_unless_asked_for():
    assert not entities(scan_here([("a", TEXT)])["a"]) & {"DATE_TIME", "TITLE", "NRP"}


@pytest.mark.parametrize(
    ("word", "entity"), [("dates", "DATE_TIME"), ("titles", "TITLE"), ("origins", "NRP")]
)
def test_a_kind_that_the_owner_asks_for_is_reported(monkeypatch, word, entity):
    monkeypatch.setenv("CURATION_SCAN_ALSO", word)
    found = entities(scan_here([("a", TEXT)])["a"])
    assert found & {"DATE_TIME", "TITLE", "NRP"} == {entity}


def test_a_text_without_a_workspace_is_scanned_for_all_of_them():
    (spans,) = scan_for_everything([TEXT])
    assert {"DATE_TIME", "TITLE", "NRP"} <= entities(spans)

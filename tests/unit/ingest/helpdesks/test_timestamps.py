"""Moments become text that sorts, whatever an export writes."""

import pytest

from curation.ingest.helpdesks.timestamps import utc_text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("2019-06-03T02:23:47Z", "2019-06-03T02:23:47.000Z"),
        ("2014-07-28T16:20:03+05:30", "2014-07-28T10:50:03.000Z"),
        ("2026-03-01T10:00:00.123+0100", "2026-03-01T09:00:00.123Z"),
        ("2026-03-01 10:00:00 UTC", "2026-03-01T10:00:00.000Z"),
        ("2026-03-01", "2026-03-01T00:00:00.000Z"),
        (1734537511, "2024-12-18T15:58:31.000Z"),
        ("1734537511", "2024-12-18T15:58:31.000Z"),
        (1734537511000, "2024-12-18T15:58:31.000Z"),
        (1734537511.5, "2024-12-18T15:58:31.500Z"),
    ],
)
def test_a_moment_is_written_in_utc(found, text):
    assert utc_text(found) == text


@pytest.mark.parametrize(
    "found",
    [None, "", "soon", True, [], {}, 0, -5, 1e300, float("nan"), pytest.param(10**400, id="huge"),
     "0001-01-01T00:00:00+14:00", "²"],
)  # fmt: skip
def test_what_is_no_moment_is_unknown(found):
    assert utc_text(found) == ""

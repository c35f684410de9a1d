"""How figures are written."""

import pytest

from curation.figures import percent


@pytest.mark.parametrize(
    ("share", "digits", "written"),
    [(0.955, 0, "96 %"), (1, 0, "100 %"), (0.29, 0, "29 %"), (0.125, 1, "12.5 %"), (0, 1, "0.0 %")],
)
def test_a_share_is_written_as_percent_with_a_space(share: float, digits: int, written: str):
    assert percent(share, digits) == written

"""What so many lines are good for."""

import pytest

from curation.release.method import TrainingMethod
from curation.release.readiness import ENOUGH, advice, few


@pytest.mark.parametrize("method", TrainingMethod)
def test_too_few_lines_are_counted_and_enough_need_no_word(method):
    least, advised = ENOUGH[method].least, ENOUGH[method].advised
    missing = few(method, least - 1)
    assert missing.startswith(f"{method.upper()} wants at least {least} examples: 1 are missing")
    assert (few(method, least), advice(method, least - 1)) == ("", "")
    assert advice(method, least).startswith("Enough for a first try")
    assert advice(method, advised) == ""


def test_the_least_numbers_are_the_published_ones():
    assert {str(m): ENOUGH[m].least for m in TrainingMethod} == {"sft": 10, "dpo": 50, "rft": 30}

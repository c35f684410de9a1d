"""Another nationality or faith."""

import pytest

from curation.privacy.surrogates.origin import FAITHS, NATIONS
from tests.unit.privacy.surrogates.made import SEEDS, surrogate


@pytest.mark.parametrize("seed", SEEDS)
def test_a_nationality_becomes_another_that_fits_its_article(seed):
    made = surrogate("Icelandic", "NRP", seed=seed)
    assert made in NATIONS
    assert made != "Icelandic"
    assert made[0] in "AEIOU"


def test_a_faith_stays_in_the_plural():
    made = surrogate("muslims", "NRP")
    assert made.removesuffix("s").capitalize() in FAITHS
    assert made.endswith("s")

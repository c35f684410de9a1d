"""The table of providers as it is shipped."""

from datetime import date

import pytest

from curation.errors import InputRefused
from curation.providers.profiles import load_providers
from curation.release.method import TrainingMethod
from curation.workflow.training.providers import PROVIDERS_FILE, list_providers


def test_the_shipped_table_is_read():
    assert list(list_providers()) == ["local", "openai", "foundry", "nebius", "custom"]


def test_openai_takes_no_jobs_from_the_published_day_on():
    openai = list_providers()["openai"]
    assert (openai.takes_jobs(date(2027, 1, 5)), openai.takes_jobs(date(2027, 1, 6))) == (
        True,
        False,
    )


def test_nebius_has_no_pairs():
    assert list_providers()["nebius"].methods == {TrainingMethod.SFT}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[provider]]\nname = 1", "methods"),
        ("[[provider", "TOML"),
        ("[[provider]]\nmethods = ['rlhf']\nhyperparameters = {}", "rlhf"),
    ],
)
def test_a_wrong_table_is_refused_and_names_what_is_wrong(text, named):
    with pytest.raises(InputRefused) as refused:
        load_providers(text)
    assert named.lower() in refused.value.cause.lower() or named == "TOML"


def test_an_unknown_entry_is_refused():
    text = PROVIDERS_FILE.read_text().replace("least_lines = 1\n", "least_line = 1\n", 1)
    with pytest.raises(InputRefused, match="least_line"):
        load_providers(text)

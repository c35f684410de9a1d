"""Orders that a provider would refuse are refused before anything is sent."""

from dataclasses import replace
from datetime import date

import pytest

from curation.errors import InputRefused, NotReady
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.training.job import JobStatus, status_of
from curation.training.order import (
    TrainingOrder,
    check_order,
    closing_sentence,
    validation_to_send,
)
from curation.training.provider import Provider, Range

SFT, DPO = TrainingMethod.SFT, TrainingMethod.DPO
TODAY = date(2026, 12, 1)
MODEL = Model(provider="p", name="m", shutdown=date(2027, 1, 14))
PROVIDER = Provider(
    name="p",
    title="Provider",
    base_url="https://p.example",
    base_url_variable="P_URL",
    key_variable="P_KEY",
    methods=frozenset({SFT}),
    hyperparameters={
        "n_epochs": Range(least=1, most=50, whole=True),
        "rate": Range(least=0, most=2, whole=False),
    },
    suffix_most=18,
    suffix_pattern="[A-Za-z0-9_-]+",
    file_limit_mb=1,
    least_lines=10,
    new_jobs_until=date(2027, 1, 6),
    as_of=TODAY,
    source="made up",
)
ORDER = TrainingOrder(
    job_id="j",
    number=1,
    model="m",
    method=SFT,
    hyperparameters={"n_epochs": 3, "rate": 0.5},
    suffix="desk-1",
    seed=1,
    lines=10,
    sizes=(1024 * 1024,),
)


def check(today=TODAY, **changes):
    check_order(replace(ORDER, **changes), PROVIDER, MODEL, today)


def test_an_order_at_every_limit_is_taken():
    check(hyperparameters={"n_epochs": 50, "rate": 2}, suffix="s" * 18)


def test_the_day_before_the_last_is_in_time():
    check(today=date(2027, 1, 5))


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"method": DPO}, "The method does not fit"),
        ({"model": " "}, "No model is chosen"),
        ({"hyperparameters": {"beta": 1}}, "A setting is not known there"),
        ({"hyperparameters": {"n_epochs": 0}}, "A setting is out of range"),
        ({"hyperparameters": {"n_epochs": 51}}, "A setting is out of range"),
        ({"hyperparameters": {"n_epochs": 1.5}}, "A setting is out of range"),
        ({"hyperparameters": {"rate": 0}}, "A setting is out of range"),
        ({"hyperparameters": {"rate": 2.1}}, "A setting is out of range"),
        ({"hyperparameters": {"rate": float("nan")}}, "A setting is out of range"),
        ({"hyperparameters": {"n_epochs": float("nan")}}, "A setting is out of range"),
        ({"hyperparameters": {"n_epochs": float("inf")}}, "A setting is out of range"),
        ({"suffix": "s" * 19}, "The suffix does not fit"),
        ({"suffix": "a.b"}, "The suffix does not fit"),
        ({"suffix": "a:b"}, "The suffix does not fit"),
    ],
)
def test_what_the_provider_does_not_take_is_refused_by_name(changes, title):
    with pytest.raises(InputRefused) as refused:
        check(**changes)
    assert refused.value.title == title


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"today": date(2027, 1, 6)}, "Training has ended there"),
        ({"lines": 9}, "There are too few lines"),
        ({"sizes": (10, 1024 * 1024 + 1)}, "The file is too large"),
    ],
)
def test_what_cannot_be_trained_now_is_not_ready(changes, title):
    with pytest.raises(NotReady) as refused:
        check(**changes)
    assert refused.value.title == title


def test_a_model_that_was_shut_down_is_not_trained():
    provider = replace(PROVIDER, new_jobs_until=None)
    with pytest.raises(NotReady, match="The model has ended"):
        check_order(ORDER, provider, MODEL, date(2027, 1, 14))


def test_the_last_days_are_told_in_one_sentence_each():
    assert closing_sentence(PROVIDER, MODEL, TODAY) == (
        "New jobs until 06 January 2027. The model, and every tune of it, ends on 14 January 2027."
    )


def test_nothing_is_told_where_no_end_is_known():
    provider, model = replace(PROVIDER, new_jobs_until=None), replace(MODEL, shutdown=None)
    assert closing_sentence(provider, model, TODAY) == ""


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("validating_files", JobStatus.SUBMITTED),
        ("queued", JobStatus.QUEUED),
        ("running", JobStatus.RUNNING),
        ("succeeded", JobStatus.SUCCEEDED),
        ("failed", JobStatus.FAILED),
        ("cancelled", JobStatus.CANCELLED),
        ("paused", JobStatus.RUNNING),
        ("never heard of", JobStatus.SUBMITTED),
    ],
)
def test_a_providers_word_has_one_meaning(said, status):
    assert status_of(said, {"paused": "running"}) == status


def test_reinforcement_is_validated_on_the_first_thousand_lines():
    data = b"".join(b'{"line": %d}\n' % number for number in range(1001))
    assert validation_to_send(data, TrainingMethod.RFT).endswith(b'{"line": 999}\n')
    assert validation_to_send(data, SFT) == data

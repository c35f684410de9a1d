"""What earlier jobs tell of the next one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from curation.release.method import TrainingMethod
from curation.training.job import Job, JobStatus
from curation.training.outlook import expected_time, last_refusal

NOON = datetime.fromisoformat("2026-11-20T12:00:00")
DONE = Job(
    id="j", number=1, provider="openai", model="m", method=TrainingMethod.SFT, hyperparameters={},
    suffix="", seed=1, actor="olga", recorded_at=NOON, changed_at=NOON + timedelta(seconds=100),
    status=JobStatus.SUCCEEDED, remote_id="r", trained_tokens=1000,
)  # fmt: skip
REFUSED = replace(
    DONE,
    status=JobStatus.FAILED,
    remote_id="",
    trained_tokens=None,
    message="OpenAI no longer trains for your organisation. It is winding down.",
)


def time_of(*jobs, tokens=2000):
    return expected_time(jobs, provider="openai", model="m", tokens=tokens)


@pytest.mark.parametrize(
    ("tokens", "words"), [(100, "10 seconds"), (6000, "10 minutes"), (144_000, "4.0 hours")]
)
def test_a_tenth_of_a_second_for_a_token_is_what_earlier_jobs_took(tokens, words):
    assert f"about {words}, as an earlier one went" in time_of(DONE, tokens=tokens)


def test_the_median_of_earlier_jobs_counts():
    slow, slower = (
        replace(DONE, changed_at=NOON + timedelta(seconds=seconds)) for seconds in (500, 9000)
    )
    assert "about 17 minutes, as 3 earlier ones went" in time_of(DONE, slow, slower)


@pytest.mark.parametrize(
    "other", [{"model": "n"}, {"provider": "local"}, {"status": JobStatus.CANCELLED}]
)
def test_other_jobs_tell_nothing_of_the_time(other):
    assert time_of(replace(DONE, **other)) == ""


def test_a_refusal_of_the_organisation_is_told_until_a_job_is_taken():
    assert "refused the training of 20 November 2026" in last_refusal([REFUSED], provider="openai")
    assert last_refusal([DONE, REFUSED], provider="openai") == ""
    assert last_refusal([REFUSED, DONE], provider="openai") != ""


def test_other_failures_are_no_refusal_of_the_organisation():
    assert last_refusal([replace(REFUSED, message="No credit.")], provider="openai") == ""
    assert last_refusal([REFUSED], provider="foundry") == ""

"""The real client of the contract against the real trainer, over HTTP."""

import csv
import io
import json

import pytest
from openai import (
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    OpenAI,
    PermissionDeniedError,
)

from tests.providers.sending import TOPICS, chat, chats, jsonl, pair

OVER = {"succeeded", "failed", "cancelled"}


def upload(openai, lines, name="train.jsonl"):
    return openai.files.create(file=(name, jsonl(lines)), purpose="fine-tune").id


def finish(openai, job_id):
    while True:
        job = openai.fine_tuning.jobs.retrieve(job_id)
        if job.status in OVER:
            return job


def method(kind, **numbers):
    return {"type": kind, kind: {"hyperparameters": numbers}}


@pytest.fixture(scope="module")
def trained(served):
    """A supervised job with a validation file, to its end."""
    openai = served.openai
    job = openai.fine_tuning.jobs.create(
        model="nearest",
        training_file=upload(openai, chats(40)),
        validation_file=upload(openai, chats(10), "validation.jsonl"),
        method=method("supervised", n_epochs=2, batch_size=10),
        suffix="my desk",
        seed=3,
        metadata={"curation_job": "trained"},
    )
    return finish(openai, job.id)


def test_a_supervised_job_succeeds_with_a_named_model(trained):
    assert (trained.status, trained.error) == ("succeeded", None)
    assert trained.fine_tuned_model.startswith("ft:nearest:local:my-desk:")


def test_the_job_tells_the_numbers_it_was_trained_with(trained):
    numbers = trained.method.supervised.hyperparameters
    assert (numbers.n_epochs, numbers.batch_size, numbers.learning_rate_multiplier) == (2, 10, 1.0)


def test_the_trained_tokens_are_those_of_all_lines_in_every_epoch(trained):
    # counted by hand: "You answer tickets ." 4, "Ticket 0 : a question about my delivery" 8,
    # "This is how we handle your delivery ." 8
    assert trained.trained_tokens == 2 * 40 * (4 + 8 + 8)


def test_events_tell_the_way_of_the_job(served, trained):
    events = served.openai.fine_tuning.jobs.list_events(trained.id, limit=100).data
    told = [event.message for event in events if event.type == "message"][::-1]
    assert told == [
        f"Created fine-tuning job: {trained.id}",
        "10 prompts stand in both files",
        "Files validated, moving job to queued state",
        "Fine-tuning job started",
        f"New fine-tuned model created: {trained.fine_tuned_model}",
        "The job has successfully completed",
    ]


def test_every_epoch_has_a_checkpoint_that_can_be_asked(served, trained):
    points = served.openai.fine_tuning.jobs.checkpoints.list(trained.id).data
    assert [point.step_number for point in points] == [8, 4]
    assert points[1].metrics.full_valid_mean_token_accuracy == 1.0  # the same prompts as trained
    answer = served.openai.chat.completions.create(
        model=points[1].fine_tuned_model_checkpoint,
        messages=[{"role": "user", "content": "my password"}],
    )
    assert answer.choices[0].message.content == "This is how we handle your password."


def test_the_result_file_has_the_columns_of_both_styles(served, trained):
    text = served.openai.files.content(trained.result_files[0]).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [
        "step",
        "train_loss",
        "train_accuracy",
        "valid_loss",
        "valid_mean_token_accuracy",
        "train_mean_token_accuracy",
        "full_valid_loss",
        "full_valid_mean_token_accuracy",
        "train_reward_mean",
        "valid_reward_mean",
    ]
    assert [row["step"] for row in rows if row["valid_loss"]] == ["4", "8"]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_tuned_model_answers_as_the_nearest_example(served, trained, topic):
    answer = said_by(served, trained.fine_tuned_model, f"Something about the {topic}, please")
    assert answer == f"This is how we handle your {topic}."


def test_the_untrained_model_repeats_the_first_sentence(served):
    answer = served.openai.chat.completions.create(
        model="nearest",
        messages=[{"role": "user", "content": "My order is late. Where is it?"}],
    )
    assert answer.choices[0].message.content == "My order is late."


def test_an_answer_is_cut_at_the_limit_of_tokens(served):
    answer = served.openai.chat.completions.create(
        model="nearest",
        messages=[{"role": "user", "content": "My order is late."}],
        max_tokens=2,
    )
    choice = answer.choices[0]
    assert (choice.message.content, choice.finish_reason) == ("My order", "length")


def test_a_tuned_model_is_trained_further_until_it_is_deleted(served, trained):
    """It answers what it learned first, and what it learned then."""
    openai = served.openai
    lines = [chat(f"How is the weather on day {day}?", "It rains.") for day in range(10)]
    order = {"model": trained.fine_tuned_model, "training_file": upload(openai, lines)}
    further = finish(openai, openai.fine_tuning.jobs.create(**order).id)
    assert further.model == trained.fine_tuned_model
    name = further.fine_tuned_model
    assert name.startswith("ft:nearest:local:")
    assert said_by(served, name, "How is the weather on day 3?") == "It rains."
    assert said_by(served, name, "My delivery") == "This is how we handle your delivery."
    openai.models.delete(name)
    with pytest.raises(BadRequestError, match="does not exist"):
        openai.fine_tuning.jobs.create(**order | {"model": name})


def test_a_job_trained_on_pairs_never_gives_the_worse_answer(served):
    openai = served.openai
    lines = [pair(f"Question {i} on refunds", "We refund you.", "Go away.") for i in range(10)]
    lines += [pair(f"Question {i} on rudeness", "Go away.", "Please no.") for i in range(3)]
    job = openai.fine_tuning.jobs.create(
        model="nearest", training_file=upload(openai, lines), method=method("dpo", beta=0.5)
    )
    model = finish(openai, job.id).fine_tuned_model
    answer = openai.chat.completions.create(
        model=model, messages=[{"role": "user", "content": "Question 1 on rudeness"}]
    )
    assert answer.choices[0].message.content == "We refund you."


def test_jobs_are_found_by_their_metadata(served, trained):
    def found(value):
        jobs = served.openai.fine_tuning.jobs.list(metadata={"curation_job": value})
        return [job.id for job in jobs]

    assert (found("trained"), found("other")) == ([trained.id], [])


def test_jobs_come_in_pages_newest_first(served):
    openai = served.openai
    file = upload(openai, chats(5))
    made = [
        openai.fine_tuning.jobs.create(
            model="nearest", training_file=file, metadata={"series": "pages"}
        ).id
        for _ in range(5)
    ]
    pages = openai.fine_tuning.jobs.list(limit=2, metadata={"series": "pages"})
    assert len(pages.data) == 2
    assert [job.id for job in pages] == made[::-1]  # the client turns the pages itself


def test_a_file_with_bad_lines_fails_the_job_with_their_numbers(served):
    openai = served.openai
    data = jsonl(chats(2)) + b"not json\n" + b'{"messages": []}\n'
    file = openai.files.create(file=("bad.jsonl", data), purpose="fine-tune")
    job = finish(openai, openai.fine_tuning.jobs.create(model="nearest", training_file=file.id).id)
    assert (job.status, job.error.code, job.error.param) == (
        "failed",
        "invalid_training_file",
        "training_file",
    )
    assert "Line 3: it is not JSON." in job.error.message
    assert "Line 4:" in job.error.message


def test_a_bad_validation_file_is_named_as_such(served):
    openai = served.openai
    bad = openai.files.create(file=("bad.jsonl", b"{}\n"), purpose="fine-tune").id
    job = openai.fine_tuning.jobs.create(
        model="nearest", training_file=upload(openai, chats(3)), validation_file=bad
    )
    error = finish(openai, job.id).error
    assert (error.code, error.param) == ("invalid_validation_file", "validation_file")


def test_a_job_that_is_over_cannot_be_cancelled(served, trained):
    with pytest.raises(BadRequestError, match="already completed"):
        served.openai.fine_tuning.jobs.cancel(trained.id)


def test_a_deleted_model_is_gone(served):
    openai = served.openai
    job = openai.fine_tuning.jobs.create(
        model="nearest", training_file=upload(openai, chats(5)), suffix="gone"
    )
    model = finish(openai, job.id).fine_tuned_model
    assert model in [entry.id for entry in openai.models.list()]
    assert openai.models.delete(model).deleted
    with pytest.raises(NotFoundError) as refused:
        openai.chat.completions.create(model=model, messages=[{"role": "user", "content": "a"}])
    assert refused.value.code == "model_not_found"


def test_the_base_model_cannot_be_deleted(served):
    with pytest.raises(PermissionDeniedError):
        served.openai.models.delete("nearest")


def test_a_wrong_key_is_refused(served):
    stranger = OpenAI(base_url=served.trainer.address, api_key="wrong", max_retries=0)
    with pytest.raises(AuthenticationError) as refused:
        stranger.models.list()
    assert refused.value.code == "invalid_api_key"


def test_the_key_is_readable_by_its_owner_only(served):
    assert (served.folder / "key").stat().st_mode & 0o777 == 0o600


def test_tool_calls_are_learned_and_given_back(served, shared):
    """Real conversations of a retail agent that calls tools."""
    openai = served.openai
    data = (shared / "tickets" / "retail_agent" / "sft_conversations.jsonl").read_bytes()
    lines = [json.loads(line) for line in data.splitlines()[:12]]
    job = openai.fine_tuning.jobs.create(
        model="nearest",
        training_file=upload(openai, lines),
        method=method("supervised", n_epochs=1),
    )
    done = finish(openai, job.id)
    assert done.error is None
    asked, wanted = lines[3]["messages"][:-1], lines[3]["messages"][-1]
    choice = openai.chat.completions.create(model=done.fine_tuned_model, messages=asked).choices[0]
    assert choice.finish_reason == "tool_calls"
    assert choice.message.tool_calls[0].function.name == wanted["tool_calls"][0]["function"]["name"]


def test_real_preference_pairs_are_trained(served, shared):
    openai = served.openai
    data = shared / "preferences" / "orca_dpo_openai_format" / "orca_dpo.jsonl"
    lines = [json.loads(line) for line in data.read_bytes().splitlines()[:40]]
    job = openai.fine_tuning.jobs.create(
        model="nearest", training_file=upload(openai, lines), method=method("dpo", n_epochs=1)
    )
    assert finish(openai, job.id).status == "succeeded"


def test_two_hundred_real_tickets_are_trained(served, shared):
    openai = served.openai
    source = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    with source.open(newline="", encoding="utf-8") as stream:
        rows = [row for _, row in zip(range(200), csv.DictReader(stream), strict=False)]
    lines = [
        {
            "messages": [
                {"role": "user", "content": row["instruction"]},
                {"role": "assistant", "content": row["response"]},
            ]
        }
        for row in rows
    ]
    job = openai.fine_tuning.jobs.create(model="nearest", training_file=upload(openai, lines))
    assert finish(openai, job.id).status == "succeeded"
    points = openai.fine_tuning.jobs.checkpoints.list(job.id).data
    assert points[0].metrics.train_loss <= points[-1].metrics.train_loss  # the best is kept


def said_by(served, model, question):
    asked = [{"role": "user", "content": question}]
    done = served.openai.chat.completions.create(model=model, messages=asked)
    return done.choices[0].message.content


def ask(served, model, **more):
    asked = [{"role": "user", "content": "A question about my delivery"}]
    return served.openai.chat.completions.create(model=model, messages=asked, **more)


def test_an_answer_comes_in_pieces_that_make_the_whole(served, trained):
    whole = ask(served, trained.fine_tuned_model).choices[0].message.content
    chunks = list(
        ask(
            served,
            trained.fine_tuned_model,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    pieces = [c.choices[0].delta.content or "" for c in chunks if c.choices]
    assert len(pieces) > 3
    assert "".join(pieces) == whole
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.total_tokens > 0


def test_a_file_is_sent_in_parts_by_the_client_of_the_contract(served):
    data = jsonl(chats(40))
    upload = served.openai.uploads.upload_file_chunked(
        file=data,
        filename="parts.jsonl",
        bytes=len(data),
        mime_type="application/jsonl",
        purpose="fine-tune",
        part_size=1000,
    )
    assert served.openai.files.content(upload.file.id).read() == data


def test_a_job_that_is_paused_waits_and_goes_on_when_it_is_resumed(served):
    openai = served.openai
    job = openai.fine_tuning.jobs.create(
        model="nearest",
        training_file=upload(openai, chats(400)),
        method=method("supervised", n_epochs=50, batch_size=4),
    )
    while openai.fine_tuning.jobs.retrieve(job.id).status == "validating_files":
        continue
    assert openai.fine_tuning.jobs.pause(job.id).status == "paused"
    assert openai.fine_tuning.jobs.retrieve(job.id).status == "paused"
    with pytest.raises(BadRequestError):
        openai.fine_tuning.jobs.pause(job.id)
    assert openai.fine_tuning.jobs.resume(job.id).status in ("queued", "running")
    openai.fine_tuning.jobs.cancel(job.id)

"""The trainer behind Prism, which holds every request and answer against the published contract.

Prism answers 422 or 500 for a violation, and the client raises. Not asked through it are the
contents of files, which Prism cannot hand on. Of an answer in pieces it looks at the request and
hands on the whole; the pieces are held against the contract here.
"""

import pytest
from jsonschema import Draft202012Validator
from openai import APIStatusError, BadRequestError, OpenAI, UnprocessableEntityError

from tests.providers import prism
from tests.providers.sending import chats, jsonl, pair

OVER = {"succeeded", "failed", "cancelled"}
CHECK = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "operation": "eq",
    "reference": "{{item.answer}}",
}
ALIKE = {
    "type": "text_similarity",
    "name": "alike",
    "input": "{{sample.output_text}}",
    "reference": "{{item.answer}}",
    "evaluation_metric": "rouge_l",
}
MULTI = {
    "type": "multi",
    "name": "both",
    "graders": {"same": CHECK, "alike": ALIKE},
    "calculate_output": "0.5 * same + 0.5 * alike",
}
GRADED = [
    {"messages": [{"role": "user", "content": f"What is {n}?"}], "answer": f"It is {n}."}
    for n in range(12)
]


@pytest.fixture(scope="module")
def openai(served, shared, tmp_path_factory):
    """The client of the contract, with Prism between it and the trainer."""
    contract = shared.parent / "contracts" / "openai-openapi.yaml"
    folder = tmp_path_factory.mktemp("prism")
    with prism.proxied(contract, served.trainer.address, folder) as address:
        yield OpenAI(base_url=address, api_key=served.trainer.key, max_retries=0)


@pytest.fixture(scope="module")
def event(shared):
    """What one piece of an answer must be."""
    contract = shared.parent / "contracts" / "openai-openapi.yaml"
    return Draft202012Validator(prism.event_schema(contract))


def upload(openai, lines, name="train.jsonl"):
    return openai.files.create(file=(name, jsonl(lines)), purpose="fine-tune").id


def finish(openai, job_id):
    while (job := openai.fine_tuning.jobs.retrieve(job_id)).status not in OVER:
        continue
    return job


def method(kind, **more):
    return {"type": kind, kind: {"hyperparameters": {"n_epochs": 2}, **more}}


def test_files_and_uploads_keep_the_contract(openai):
    file = upload(openai, chats(10))
    assert openai.files.retrieve(file).id == file
    assert file in [one.id for one in openai.files.list(purpose="fine-tune").data]
    data = jsonl(chats(10))
    begun = {"bytes": len(data), "mime_type": "application/jsonl", "purpose": "fine-tune"}
    first = openai.uploads.create(filename="parts.jsonl", **begun)
    halves = [data[: len(data) // 2], data[len(data) // 2 :]]
    parts = [openai.uploads.parts.create(first.id, data=half).id for half in halves]
    assert openai.uploads.complete(first.id, part_ids=parts).file.bytes == len(data)
    second = openai.uploads.create(filename="parts.jsonl", **begun)
    assert openai.uploads.cancel(second.id).status == "cancelled"
    assert openai.files.delete(file).deleted


@pytest.mark.parametrize(
    ("lines", "how"),
    [
        (chats(20), method("supervised")),
        ([pair(f"Q {n}", "Yes.", "No.") for n in range(12)], method("dpo")),
        (GRADED, method("reinforcement", grader=MULTI)),
    ],
    ids=["sft", "dpo", "rft"],
)
def test_a_job_of_every_method_keeps_the_contract_to_its_end(openai, lines, how):
    jobs = openai.fine_tuning.jobs
    job = jobs.create(
        model="nearest",
        training_file=upload(openai, lines),
        validation_file=upload(openai, lines[:3], "validation.jsonl"),
        method=how,
        suffix="prism",
        seed=1,
        metadata={"curation_job": how["type"]},
    )
    job = finish(openai, job.id)
    assert job.status == "succeeded"
    assert job.id in [one.id for one in jobs.list(limit=100).data]
    assert jobs.list_events(job.id, limit=100).data
    assert jobs.checkpoints.list(job.id).data
    assert openai.models.retrieve(job.fine_tuned_model).id == job.fine_tuned_model
    assert openai.models.list().data
    asked = [{"role": "user", "content": "What is 3?"}]
    answer = openai.chat.completions.create(model=job.fine_tuned_model, messages=asked, n=2)
    assert len(answer.choices) == 2
    assert openai.models.delete(job.fine_tuned_model).deleted


def test_an_answer_in_pieces_keeps_the_contract(openai, event):
    job = finish(
        openai,
        openai.fine_tuning.jobs.create(model="nearest", training_file=upload(openai, chats(10))).id,
    )
    pieces = list(
        openai.chat.completions.create(
            model=job.fine_tuned_model,
            messages=[{"role": "user", "content": "Ticket 3: a question about my password"}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    wrong = [error.message for one in pieces for error in event.iter_errors(one.to_dict())]
    assert (len(pieces) > 3, wrong) == (True, [])


def test_pages_of_jobs_and_a_filter_by_metadata_keep_the_contract(openai):
    jobs = openai.fine_tuning.jobs
    file = upload(openai, chats(10))
    made = [
        jobs.create(model="nearest", training_file=file, metadata={"page": str(number)}).id
        for number in range(3)
    ]
    newest = jobs.list(limit=1).data[0].id
    assert newest == made[2]
    assert [one.id for one in jobs.list(limit=2, after=newest).data] == [made[1], made[0]]
    assert [one.id for one in jobs.list(metadata={"page": "0"}).data] == made[:1]


def test_pausing_resuming_and_cancelling_keep_the_contract(openai):
    jobs = openai.fine_tuning.jobs
    job = jobs.create(
        model="nearest",
        training_file=upload(openai, chats(400)),
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 50}}},
    )
    while jobs.retrieve(job.id).status == "validating_files":
        continue
    assert jobs.pause(job.id).status == "paused"
    assert jobs.resume(job.id).status in ("queued", "running")
    assert jobs.cancel(job.id).status == "cancelled"


def test_prism_refuses_what_is_outside_the_contract(openai):
    """Otherwise it would check nothing."""
    with pytest.raises(UnprocessableEntityError):
        openai.fine_tuning.jobs.create(model="nearest", training_file="x", seed=-1)


def test_refusals_of_the_trainer_pass_as_they_are(openai):
    with pytest.raises(APIStatusError) as refused:
        openai.fine_tuning.jobs.create(model="nearest", training_file="file-nowhere")
    assert isinstance(refused.value, BadRequestError)

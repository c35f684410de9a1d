"""Reinforcement: what the server takes, refuses, and learns."""

import json
import time

import pytest

from tests.unit.trainer.test_routes import JOBS, create, refusal, upload

COLOURS = {"sky": "blue", "grass": "green", "blood": "red", "snow": "white"}
LINES = [
    {
        "messages": [{"role": "user", "content": f"Which colour has the {thing} number {n}?"}],
        "colour": colour,
    }
    for thing, colour in COLOURS.items()
    for n in range(3)
]
GRADER = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "operation": "eq",
    "reference": "{{item.colour}}",
}


def method(grader=GRADER, **more):
    return {"type": "reinforcement", "reinforcement": {"grader": grader, **more}}


def send(http, lines, **changes):
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    file = upload(http, data=data).json()["id"]
    return create(http, training_file=file, **{"method": method(), **changes})


def ended(http, job):
    deadline = time.monotonic() + 20
    while job["status"] not in ("succeeded", "failed", "cancelled"):
        assert time.monotonic() < deadline
        job = http.get(f"{JOBS}/{job['id']}").json()
    return job


def test_the_tuned_model_gives_the_answers_that_score(http):
    job = ended(http, send(http, LINES).json())
    body = {
        "model": job["fine_tuned_model"],
        "messages": [{"role": "user", "content": "Which colour has the grass?"}],
    }
    answer = http.post("/v1/chat/completions", json=body).json()
    assert answer["choices"][0]["message"]["content"] == "green"


def test_the_checkpoints_tell_the_rewards(http):
    file = upload(http, data="".join(json.dumps(x) + "\n" for x in LINES[:2]).encode()).json()
    job = ended(http, send(http, LINES, validation_file=file["id"]).json())
    point = http.get(f"{JOBS}/{job['id']}/checkpoints").json()["data"][0]
    assert (point["metrics"]["train_reward_mean"], point["metrics"]["valid_reward_mean"]) == (1, 1)


def test_the_job_shows_its_grader(http):
    assert send(http, LINES).json()["method"]["reinforcement"]["grader"] == GRADER


def test_python_grades_here_too(http):
    source = "def grade(sample, item):\n    return float(sample['output_text'] == item['colour'])"
    python = {"type": "python", "name": "p", "source": source}
    assert ended(http, send(http, LINES, method=method(python)).json())["status"] == "succeeded"


@pytest.mark.parametrize(
    ("grader", "code"),
    [
        (None, "missing_required_parameter"),
        ({**GRADER, "operation": "neq"}, "invalid_grader"),
        (
            {**GRADER, "type": "score_model", "model": "x",
             "input": [{"role": "user", "content": "?"}]},
            "unsupported_value",
        ),
    ],
)  # fmt: skip
def test_a_grader_that_cannot_be_used_is_refused(http, grader, code):
    found = refusal(create(http, method=method(grader)))
    assert found == (400, "method.reinforcement.grader", code)


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [("reasoning_effort", "low", 200), ("reasoning_effort", "huge", 400),
     ("reasoning_effort", "auto", 400),
     ("compute_multiplier", 11, 400), ("eval_samples", 0, 400)],
)  # fmt: skip
def test_its_settings_have_ranges(http, name, value, status):
    assert send(http, LINES, method=method(hyperparameters={name: value})).status_code == status


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"messages": LINES[0]["messages"]}, 'Line 2: the grader reads "colour"'),
        ({**LINES[0], "messages": [{"role": "system", "content": "x"}]}, "Line 2: messages"),
        (
            {"messages": [*LINES[0]["messages"], {"role": "assistant", "content": "x"}]},
            "Line 2: the last message",
        ),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_graded_fails_the_job_by_number(http, line, reason):
    job = ended(http, send(http, [LINES[0], line]).json())
    assert job["status"] == "failed"
    assert reason in job["error"]["message"]


def test_a_grader_that_no_answer_pleases_fails_the_job_by_name(http):
    never = {**GRADER, "reference": "{{item.colour}} and nobody says that"}
    job = ended(http, send(http, LINES, method=method(never)).json())
    assert job["error"]["code"] == "nothing_learned"

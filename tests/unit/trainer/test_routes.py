"""Every refusal of the trainer has the contract's status and shape."""

import json

import pytest
from starlette.testclient import TestClient

from curation.trainer.app import make_app

LINE = {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}
DATA = json.dumps(LINE).encode() + b"\n"
JOBS = "/v1/fine_tuning/jobs"


def upload(http, *, name="train.jsonl", purpose="fine-tune", data=DATA):
    return http.post("/v1/files", files={"file": (name, data)}, data={"purpose": purpose})


def create(http, **changes):
    body = {"model": "nearest", "training_file": upload(http).json()["id"], **changes}
    return http.post(JOBS, json={name: v for name, v in body.items() if v is not ...})


def refusal(response):
    """Status and error object; all four fields must be there and no other."""
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"]
    return response.status_code, error["param"], error["code"]


@pytest.mark.parametrize("key", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "x"}])
def test_nothing_is_told_without_the_key(http, key):
    http.headers.pop("authorization")
    assert refusal(http.get("/v1/models", headers=key)) == (401, None, "invalid_api_key")


def test_health_needs_no_key(http):
    http.headers.pop("authorization")
    assert http.get("/healthz").json() == {"status": "ok", "busy": False}


@pytest.mark.parametrize(
    ("method", "path", "param", "code"),
    [
        ("GET", "/v1/files/file-x", "id", None),
        ("GET", "/v1/files/file-x/content", "id", None),
        ("DELETE", "/v1/files/file-x", "id", None),
        ("GET", f"{JOBS}/x", "fine_tune_id", "fine_tune_not_found"),
        ("POST", f"{JOBS}/x/cancel", "fine_tune_id", "fine_tune_not_found"),
        ("GET", f"{JOBS}/x/events", "fine_tune_id", "fine_tune_not_found"),
        ("GET", f"{JOBS}/x/checkpoints", "fine_tune_id", "fine_tune_not_found"),
        ("GET", "/v1/models/ft:x", "model", "model_not_found"),
        ("DELETE", "/v1/models/ft:x", "model", "model_not_found"),
        ("GET", "/v1/nothing", None, None),
    ],
)
def test_what_is_not_there_is_404(http, method, path, param, code):
    assert refusal(http.request(method, path)) == (404, param, code)


def test_a_wrong_verb_is_405(http):
    assert refusal(http.put("/v1/files"))[0] == 405


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"model": ...}, "model", "missing_required_parameter"),
        ({"model": "gpt-4.1"}, "model", "model_not_available"),
        ({"training_file": ...}, "training_file", "missing_required_parameter"),
        ({"training_file": None}, "training_file", "missing_required_parameter"),
        ({"training_file": "file-x"}, "training_file", "file_not_found"),
        ({"training_file": 7}, "training_file", "invalid_type"),
        ({"validation_file": "file-x"}, "validation_file", "file_not_found"),
        ({"suffix": ""}, "suffix", "invalid_value"),
        ({"suffix": "s" * 65}, "suffix", "invalid_value"),
        ({"seed": -1}, "seed", "invalid_value"),
        ({"seed": True}, "seed", "invalid_value"),
        ({"metadata": {"k": 1}}, "metadata.k", "invalid_value"),
        ({"metadata": {"k" * 65: "v"}}, "metadata", "invalid_value"),
        ({"metadata": {str(n): "v" for n in range(17)}}, "metadata", "invalid_value"),
        ({"method": "dpo"}, "method", "invalid_type"),
        ({"method": {}}, "method.type", "missing_required_parameter"),
        ({"method": {"type": "magic"}}, "method.type", "unsupported_value"),
        ({"integrations": [{"type": "wandb"}]}, "integrations", "unsupported_value"),
        ({"hyperparameters": {"n_epochs": 0}}, "hyperparameters.n_epochs", "invalid_value"),
        ({"hyperparameters": {"n_epochs": 51}}, "hyperparameters.n_epochs", "invalid_value"),
        ({"hyperparameters": {"n_epochs": 1.5}}, "hyperparameters.n_epochs", "invalid_type"),
        ({"hyperparameters": {"n_epochs": True}}, "hyperparameters.n_epochs", "invalid_type"),
        ({"hyperparameters": {"batch_size": 257}}, "hyperparameters.batch_size", "invalid_value"),
        ({"hyperparameters": {"beta": 0.1}}, "hyperparameters.beta", "unknown_parameter"),
        (
            {"hyperparameters": {"learning_rate_multiplier": 0}},
            "hyperparameters.learning_rate_multiplier",
            "invalid_value",
        ),
        (
            {"method": {"type": "dpo", "dpo": {"hyperparameters": {"beta": 2.1}}}},
            "method.dpo.hyperparameters.beta",
            "invalid_value",
        ),
    ],
)
def test_a_wrong_order_is_refused_by_the_name_of_its_parameter(http, changes, param, code):
    assert refusal(create(http, **changes)) == (400, param, code)


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(http, data):
    assert refusal(http.post(JOBS, content=data))[0] == 400


def test_auto_is_taken_for_every_number(http):
    numbers = dict.fromkeys(("n_epochs", "batch_size", "learning_rate_multiplier", "beta"), "auto")
    method = {"type": "dpo", "dpo": {"hyperparameters": numbers}}
    assert create(http, method=method).json()["method"] == method


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"purpose": "assistants"}, "purpose"),
        ({"name": "train.csv"}, "file"),
    ],
)
def test_a_file_that_is_not_for_training_is_refused(http, changes, param):
    assert refusal(upload(http, **changes))[:2] == (400, param)


def test_an_upload_without_a_file_is_refused(http):
    response = http.post("/v1/files", files={"other": ("a", b"b")}, data={"purpose": "fine-tune"})
    assert refusal(response) == (400, "file", "missing_required_parameter")


def test_an_upload_that_is_no_form_is_refused(http):
    assert refusal(http.post("/v1/files", content=b"x"))[:2] == (400, "file")


def test_a_file_is_given_back_as_it_came(http):
    file = upload(http).json()
    assert http.get(f"/v1/files/{file['id']}/content").content == DATA
    assert (file["bytes"], file["status"]) == (len(DATA), "processed")


def test_a_deleted_file_is_gone(http):
    file_id = upload(http).json()["id"]
    assert http.delete(f"/v1/files/{file_id}").json()["deleted"] is True
    assert http.get(f"/v1/files/{file_id}").status_code == 404


def test_files_are_listed_in_either_order(http):
    ids = [upload(http).json()["id"] for _ in range(3)]
    listed = {
        order: [f["id"] for f in http.get("/v1/files", params={"order": order}).json()["data"]]
        for order in ("asc", "desc")
    }
    assert listed == {"asc": ids, "desc": ids[::-1]}


@pytest.mark.parametrize("limit", ["0", "-1", "x", "10001", "1e3", "٣"])
def test_a_limit_out_of_range_is_refused(http, limit):
    found = refusal(http.get("/v1/files", params={"limit": limit}))
    assert found == (400, "limit", "invalid_value")


def test_a_page_after_an_unknown_item_is_refused(http):
    assert refusal(http.get(JOBS, params={"after": "x"})) == (400, "after", "invalid_value")


def test_jobs_without_metadata_can_be_listed(http):
    bare = create(http).json()["id"]
    create(http, metadata={"a": "b"})
    listed = http.get(JOBS, params={"metadata": "null"}).json()["data"]
    assert [job["id"] for job in listed] == [bare]


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"messages": [{"role": "user", "content": "a"}]}, "model"),
        ({"model": "nearest"}, "messages"),
        ({"model": "nearest", "messages": []}, "messages"),
        ({"model": "nearest", "messages": ["a"]}, "messages[0]"),
        ({"model": "nearest", "messages": [{"role": "x", "content": "a"}]}, "messages[0].role"),
        ({"model": "nearest", "messages": [{"role": ["x"]}]}, "messages[0].role"),
        (
            {"model": "nearest", "messages": [{"role": "user", "content": 7}]},
            "messages[0].content",
        ),
        (
            {"model": "nearest", "messages": [{"role": "assistant", "tool_calls": [{}]}]},
            "messages[0].tool_calls",
        ),
        (
            {"model": "nearest", "messages": [{"role": "assistant", "tool_calls": 7}]},
            "messages[0].tool_calls",
        ),
    ],
)
def test_a_wrong_conversation_is_refused_by_name(http, body, param):
    assert refusal(http.post("/v1/chat/completions", json=body))[:2] == (400, param)


@pytest.mark.parametrize("wish", [{"max_tokens": 0}, {"n": 0}, {"n": "two"}])
def test_what_an_answer_cannot_be_is_refused(http, wish):
    body = {"model": "nearest", "messages": [{"role": "user", "content": "a"}], **wish}
    found = refusal(http.post("/v1/chat/completions", json=body))
    assert found[:2] == (400, next(iter(wish)))


def test_a_fault_of_the_server_is_told_without_details(http, monkeypatch):
    monkeypatch.setattr("curation.trainer.models.Models.all", lambda self: 1 / 0)
    response = http.get("/v1/models")
    assert response.json()["error"]["type"] == "server_error"
    assert "division" not in response.text


def test_a_second_server_of_the_same_folder_knows_everything(http, tmp_path):
    job = create(http, suffix="kept").json()
    while http.get(f"{JOBS}/{job['id']}").json()["status"] != "succeeded":
        pass
    before = [http.get(path).json() for path in (JOBS, "/v1/files", "/v1/models")]
    key = http.headers["authorization"].removeprefix("Bearer ")
    again = TestClient(make_app(tmp_path / "trainer", key), headers=http.headers)
    after = [again.get(path).json() for path in (JOBS, "/v1/files", "/v1/models")]
    assert after == before

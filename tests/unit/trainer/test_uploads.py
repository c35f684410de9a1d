"""Uploads in parts: order, sums, and what is refused."""

import hashlib

import pytest
from starlette.testclient import TestClient

from curation.trainer import uploads
from curation.trainer.app import make_app
from tests.unit.trainer.conftest import KEY
from tests.unit.trainer.test_routes import DATA, refusal


def begin(http, **changes):
    body = {
        "filename": "a.jsonl",
        "purpose": "fine-tune",
        "bytes": len(DATA),
        "mime_type": "application/jsonl",
    }
    return http.post("/v1/uploads", json={**body, **changes})


def part(http, upload, data):
    return http.post(f"/v1/uploads/{upload}/parts", files={"data": ("x", data)})


def complete(http, upload, *ids, **more):
    return http.post(f"/v1/uploads/{upload}/complete", json={"part_ids": list(ids), **more})


def test_parts_become_a_file_in_the_order_that_is_given(http):
    upload = begin(http).json()["id"]
    late, early = (
        part(http, upload, DATA[5:]).json()["id"],
        part(http, upload, DATA[:5]).json()["id"],
    )
    done = complete(http, upload, early, late, md5=hashlib.md5(DATA).hexdigest()).json()
    assert done["status"] == "completed"
    assert http.get(f"/v1/files/{done['file']['id']}/content").content == DATA


def test_completing_twice_makes_one_file(http):
    upload = begin(http).json()["id"]
    only = part(http, upload, DATA).json()["id"]
    first, second = (complete(http, upload, only).json()["file"]["id"] for _ in "12")
    assert first == second
    assert len(http.get("/v1/files").json()["data"]) == 1


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"bytes": 0}, "bytes"),
        ({"bytes": True}, "bytes"),
        ({"bytes": 9 * 2**30}, "bytes"),
        ({"filename": None}, "filename"),
        ({"filename": "a.csv"}, "filename"),
        ({"purpose": "batch"}, "purpose"),
        ({"mime_type": None}, "mime_type"),
    ],
)
def test_a_wrong_beginning_is_refused(http, changes, param):
    assert refusal(begin(http, **changes))[:2] == (400, param)


def test_what_does_not_fit_together_is_refused(http):
    upload = begin(http).json()["id"]
    assert refusal(part(http, upload, DATA + b"x"))[:2] == (400, "data")
    only = part(http, upload, DATA[:-1]).json()["id"]
    assert refusal(complete(http, upload, only))[:2] == (400, "part_ids")
    assert refusal(complete(http, upload, "part_x"))[:2] == (400, "part_ids")
    assert refusal(complete(http, upload, only, only))[:2] == (400, "part_ids")


def test_another_checksum_is_refused(http):
    upload = begin(http).json()["id"]
    only = part(http, upload, DATA).json()["id"]
    assert refusal(complete(http, upload, only, md5="0" * 32))[:2] == (400, "md5")


def test_a_cancelled_upload_takes_no_part(http):
    upload = begin(http).json()["id"]
    assert http.post(f"/v1/uploads/{upload}/cancel").json()["status"] == "cancelled"
    assert refusal(part(http, upload, DATA)) == (400, "upload_id", "upload_over")


def test_an_unknown_upload_is_404(http):
    assert refusal(part(http, "upload_x", DATA))[:2] == (404, "upload_id")


def test_an_upload_is_given_up_after_an_hour(http, monkeypatch):
    upload = begin(http).json()["id"]
    later = uploads.time.time() + 3601
    monkeypatch.setattr(uploads.time, "time", lambda: later)
    assert refusal(part(http, upload, DATA)) == (400, "upload_id", "upload_over")


def test_an_upload_survives_a_restart(tmp_path):
    headers = {"Authorization": f"Bearer {KEY}"}
    with TestClient(make_app(tmp_path, KEY), headers=headers) as http:
        upload = begin(http).json()["id"]
        first = part(http, upload, DATA[:5]).json()["id"]
    with TestClient(make_app(tmp_path, KEY), headers=headers) as http:
        second = part(http, upload, DATA[5:]).json()["id"]
        assert complete(http, upload, first, second).json()["status"] == "completed"

"""Release folders: whole or not at all, and never changed."""

import hashlib
import json
import os

import pytest

from curation.errors import Conflict, NotFound
from curation.files import (
    discard_release,
    file_sha256,
    folder_for,
    keep_original,
    list_files,
    read_lines,
    read_original,
    release_file,
    release_folder,
    write_release,
)

FILES = {"train.jsonl": b'{"a":1}\n{"a":"\xe2\x80\xa8"}\n', "manifest.json": b"{}"}


@pytest.fixture
def folder(tmp_path):
    """A release that was written."""
    folder = folder_for(tmp_path, 1, task="support", method="sft")
    write_release(folder, FILES)
    return folder


def test_the_folder_is_named_by_number_task_and_method(tmp_path, folder):
    assert folder == tmp_path / "releases" / "0001-support-sft"


def test_the_number_finds_the_folder(tmp_path, folder):
    assert release_folder(tmp_path, 1) == folder


def test_a_number_without_a_folder_is_not_found(tmp_path, folder):
    with pytest.raises(NotFound):
        release_folder(tmp_path, 2)


def test_lines_are_read_as_they_were_written(folder):
    assert read_lines(folder, "train") == [{"a": 1}, {"a": "\u2028"}]


def test_the_files_cannot_be_written_to(folder):
    modes = {file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert modes == {0o400}


def test_a_release_is_never_written_twice(folder):
    with pytest.raises(Conflict):
        write_release(folder, {"train.jsonl": b"other"})
    assert release_file(folder, "train.jsonl").read_bytes() == FILES["train.jsonl"]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    folder = folder_for(tmp_path, 1, task="support", method="sft")
    with pytest.raises(OSError, match="No space"):
        write_release(folder, FILES)
    assert list(folder.parent.iterdir()) == []


def test_what_an_interrupted_cut_left_can_be_discarded(tmp_path, folder):
    (folder.parent / ".cutting-x").mkdir()
    discard_release(tmp_path, 1)
    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["../secret", "test.jsonl", "", "."])
def test_a_name_that_is_not_in_the_folder_is_not_found(folder, name):
    (folder.parent / "secret").write_text("x")
    with pytest.raises(NotFound):
        release_file(folder, name)


def test_files_are_listed_with_their_sizes(folder):
    assert list_files(folder) == {name: len(data) for name, data in sorted(FILES.items())}


def test_the_sum_of_a_file_is_that_of_its_bytes(folder):
    expected = hashlib.sha256(FILES["train.jsonl"]).hexdigest()
    assert file_sha256(folder / "train.jsonl") == expected


def test_the_manifest_is_json(folder):
    assert json.loads(release_file(folder, "manifest.json").read_bytes()) == {}


def test_an_original_is_given_back_as_it_was_kept(tmp_path):
    data = b"%PDF-1.7 of ours"
    sha256 = hashlib.sha256(data).hexdigest()
    keep_original(tmp_path, sha256, data)
    keep_original(tmp_path, sha256, data)
    assert read_original(tmp_path, sha256) == data


def test_an_original_that_was_not_kept_is_not_found(tmp_path):
    with pytest.raises(NotFound, match="not kept"):
        read_original(tmp_path, "0" * 64)


def test_an_original_is_asked_for_by_its_sum_only(tmp_path):
    with pytest.raises(ValueError, match="SHA-256"):
        read_original(tmp_path, "../../etc/passwd")

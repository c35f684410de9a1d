"""Models of names as recognisers of Presidio, in union with our own; nothing is downloaded.

Imported in worker processes only. A model that cannot be loaded leaves every text unscanned, so
nothing leaves without it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import spacy
from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers.ner.gliner_recognizer import GLiNERRecognizer
from presidio_analyzer.predefined_recognizers.ner.huggingface_ner_recognizer import (
    HuggingFaceNerRecognizer,
)

from curation.scanner.installed import Model
from curation.scanner.recognizers.finder import Finder, Found, Kind

_OF_SPACY = {
    "PERSON": ("PERSON", 0.85),
    "GPE": ("LOCATION", 0.85),
    "LOC": ("LOCATION", 0.85),
    "FAC": ("LOCATION", 0.6),
    "ORG": ("ORGANIZATION", 0.5),  # the least sure of its labels
    "NORP": ("NRP", 0.6),
}
_OF_GLINER = {
    "person": "PERSON",
    "name": "PERSON",
    "address": "LOCATION",
    "location": "LOCATION",
    "organization": "ORGANIZATION",
    "phone number": "PHONE_NUMBER",
    "email": "EMAIL_ADDRESS",
    "credit card number": "CREDIT_CARD",
    "social security number": "US_SSN",
    "passport number": "PASSPORT",
    "date of birth": "DATE_OF_BIRTH",
}
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def recognizer_of(model: Model) -> EntityRecognizer:
    """The recogniser of a model, which is loaded now; of one that cannot be, one that fails."""
    try:
        made: EntityRecognizer = _MAKERS[model.kind](model)
    except Exception:  # whatever its library raises
        return NotLoaded(model)
    return made


class NotLoaded(Finder):
    """What stands for a model that cannot be loaded: every text counts as not scanned."""

    entity = "PERSON"

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.name = model.source

    def find(self, text: str) -> Iterator[Found]:
        """Nothing: it always raises RuntimeError."""
        raise RuntimeError(f"{self.name} is not loaded")


class SpacyModel(Finder):
    """People, places and companies by the pipeline of a spaCy package."""

    entities = tuple(dict.fromkeys(entity for entity, _ in _OF_SPACY.values()))

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.name = model.source
        self._nlp: Any = spacy.load(model.place)

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every span that it labels so; the score is ours, for it gives none."""
        with self._nlp.memory_zone():
            for span in self._nlp(text).ents:
                if span.label_ in _OF_SPACY:
                    entity, score = _OF_SPACY[span.label_]
                    yield entity, span.start_char, span.end_char, score


class GlinerModel(GLiNERRecognizer):
    """Presidio's recogniser for GLiNER, from a folder."""

    def __init__(self, model: Model) -> None:
        super().__init__(
            name=model.source,
            model_name=model.place,
            entity_mapping=dict(_OF_GLINER),
            local_files_only=True,
        )

    def load(self) -> None:
        """Load it from its folder."""
        with _offline():
            super().load()


class TransformersModel(HuggingFaceNerRecognizer):
    """Presidio's recogniser for token classification with transformers, from a folder."""

    def __init__(self, model: Model) -> None:
        super().__init__(
            name=model.source,
            model_name=model.place,
            supported_entities=["PERSON", "LOCATION", "ORGANIZATION"],
        )

    def load(self) -> None:
        """Load it from its folder."""
        with _offline():
            super().load()


@contextmanager
def _offline() -> Iterator[None]:
    """The libraries of Hugging Face look for newer files of a model unless told not to."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(_OFFLINE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


_MAKERS: dict[str, Callable[[Model], EntityRecognizer]] = {
    "spaCy": SpacyModel,
    "GLiNER": GlinerModel,
    "transformers": TransformersModel,
}

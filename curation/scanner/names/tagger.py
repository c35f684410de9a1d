"""The trained model at work: names, places and companies in a text."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from curation.scanner.names.features import features
from curation.scanner.names.gazetteers import FOLDER, MANIFEST, gazetteers
from curation.scanner.names.words import split_words

MODEL = FOLDER / "names.crf"

Tagged = tuple[str, int, int]
"""PERSON, LOCATION or ORGANIZATION, and where it begins and ends."""


@cache
def _tagger() -> Any:
    import pycrfsuite

    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    if digest != json.loads(MANIFEST.read_text())["model"]["sha256"]:
        raise ValueError(f"{MODEL.name} is not the file that its manifest describes.")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def tag(text: str) -> Iterator[Tagged]:
    """Every place that the model takes for a name, in order.

    Raises ValueError when the model is not the one in the manifest.
    """
    words = split_words(text)
    if not words:
        return
    entity, begins, ends = "", 0, 0
    for word, told in zip(words, _tagger().tag(features(words, gazetteers())), strict=True):
        if told.startswith("I-") and told[2:] == entity:
            if word.text != "\n":
                ends = word.ends
            continue
        if entity:
            yield entity, begins, ends
        entity = "" if told == "O" or word.text == "\n" else told[2:]
        begins, ends = word.begins, word.ends
    if entity:
        yield entity, begins, ends

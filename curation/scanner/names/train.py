"""`python -m curation.scanner.names.train` makes the model anew, in under a minute.

The texts are our own (`training_texts`), the negatives the help of the standard library; the same
seed and the same versions give the same file.
"""

import argparse
import hashlib
import json
import lzma
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite
from faker import VERSION

from curation.scanner.names.features import features, recipe_hash
from curation.scanner.names.gazetteers import MANIFEST, gazetteers
from curation.scanner.names.tagger import MODEL
from curation.scanner.names.training_texts import Maker, plain_paragraphs
from curation.scanner.names.words import Word, split_words

SEED = 20261121
TEXTS = 8_000
FORGOTTEN = 0.25
"""The share of the word lists that every second text is read without: no list holds all words."""
HYPERPARAMETERS = {"c1": 0.15, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}

LEAST_WEIGHT = 0.02
"""Smaller weights change nothing that counts, and are left out."""
_DUMPED = re.compile(r"(?m)^  \(([01])\) (.*) --> (\S+): (\S+)$")


def tags(words: Iterable[Word], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """B-, I- or O for each word; line ends inside an address belong to it."""
    spans = list(spans)
    told = []
    for word in words:
        inside = next((s for s in spans if s[0] <= word.begins and word.ends <= s[1]), None)
        if inside is None:
            told.append("O")
        else:
            told.append(("B-" if word.begins == inside[0] else "I-") + inside[2])
    return told


def packed_weights(file: Path) -> bytes:
    """The model that pycrfsuite wrote as what the tagger reads: labels, steps between, weights."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(file))
    labels: list[str] = tagger.labels()
    dump = file.with_suffix(".txt")
    tagger.dump(str(dump))
    steps = [[0.0] * len(labels) for _ in labels]
    weights: dict[str, list[float]] = {}
    for kind, name, label, weight in _DUMPED.findall(dump.read_text("utf-8")):
        if kind == "1":
            steps[labels.index(name)][labels.index(label)] = float(weight)
        elif abs(float(weight)) >= LEAST_WEIGHT:
            row = weights.setdefault(name, [0.0] * len(labels))
            row[labels.index(label)] = round(float(weight), 3)
    model = {"labels": labels, "steps": steps, "weights": weights}
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return lzma.compress(text.replace("0.0,", "0,").encode("utf-8"), preset=9)


def main() -> None:
    """Train, and write the model and its part of the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=TEXTS)
    count = parser.parse_args().texts
    lists = gazetteers()
    trainer = pycrfsuite.Trainer(verbose=False)
    labelled = [*Maker(SEED).texts(count), *((text, []) for text in plain_paragraphs())]
    partial = lists.forgetting(FORGOTTEN, SEED)
    for number, (text, spans) in enumerate(labelled):
        words = split_words(text)
        said = [word.text for word in words]
        trainer.append(features(said, partial if number % 2 else lists), tags(words, spans))
    trainer.set_params(HYPERPARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.crf"
        trainer.train(str(file))
        packed = packed_weights(file)
    MODEL.write_bytes(packed)
    manifest = json.loads(MANIFEST.read_text())
    manifest["model"] = {
        "made_by": "python -m curation.scanner.names.train",
        "seed": SEED,
        "texts": count,
        "forgotten": FORGOTTEN,
        "hyperparameters": HYPERPARAMETERS,
        "recipe": recipe_hash(),
        "faker": VERSION,
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    print(json.dumps(manifest["model"], indent=2))


if __name__ == "__main__":
    main()

"""`python -m curation.scanner.names.train` makes the model anew, in under a minute.

The texts are our own (`training_texts`), the negatives the help of the standard library; the same
seed and the same versions give the same file.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable

import pycrfsuite
from faker import VERSION

from curation.scanner.names.features import features, recipe_hash
from curation.scanner.names.gazetteers import MANIFEST, gazetteers
from curation.scanner.names.tagger import MODEL
from curation.scanner.names.training_texts import Maker, plain_paragraphs
from curation.scanner.names.words import Word, split_words

SEED = 20261121
TEXTS = 8_000
HYPERPARAMETERS = {"c1": 0.15, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}


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


def main() -> None:
    """Train, and write the model and its part of the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=TEXTS)
    count = parser.parse_args().texts
    lists = gazetteers()
    trainer = pycrfsuite.Trainer(verbose=False)
    labelled = [*Maker(SEED).texts(count), *((text, []) for text in plain_paragraphs())]
    for text, spans in labelled:
        words = split_words(text)
        trainer.append(features(words, lists), tags(words, spans))
    trainer.set_params(HYPERPARAMETERS)
    trainer.train(str(MODEL))
    manifest = json.loads(MANIFEST.read_text())
    manifest["model"] = {
        "made_by": "python -m curation.scanner.names.train",
        "seed": SEED,
        "texts": count,
        "hyperparameters": HYPERPARAMETERS,
        "recipe": recipe_hash(),
        "faker": VERSION,
        "bytes": MODEL.stat().st_size,
        "sha256": hashlib.sha256(MODEL.read_bytes()).hexdigest(),
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    print(json.dumps(manifest["model"], indent=2))


if __name__ == "__main__":
    main()

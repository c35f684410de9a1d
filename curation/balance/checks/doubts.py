"""How far labels fit texts, by a model that has not seen the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from curation.balance.checks.word_table import word_table

_WORD = re.compile(r"\w+")
FOLDS = 5
FEWEST = 5
"""Texts of a label below which nothing is said about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A text by its id, the probability of the label it has, and the label that fits best."""

    id: str
    given: float
    likeliest: str


def doubts(labelled: Sequence[tuple[str, str, str]]) -> tuple[Doubt, ...]:
    """What is thought of each (id, text, label) that can be judged, the most doubtful first.

    Naive Bayes on TF-IDF (alpha .05), each fold judged by a model of the other four; the same
    texts give the same answer. Nothing is said with fewer than two labels.
    """
    return _doubts(tuple(labelled))


@lru_cache(maxsize=1)  # two checks ask the same, one after the other
def _doubts(labelled: tuple[tuple[str, str, str], ...]) -> tuple[Doubt, ...]:
    sizes = Counter(label for _, _, label in labelled if label)
    known = sorted(one for one in labelled if sizes[one[2]] >= FEWEST)
    if len({label for _, _, label in known}) < 2:
        return ()
    # imported here: they take longer to import than the app needs to start
    from sklearn.model_selection import StratifiedKFold
    from sklearn.naive_bayes import MultinomialNB

    labels = np.array([label for _, _, label in known])
    if not any(char.isalnum() for _, text, _ in known for char in text):
        return ()
    table = word_table([text for _, text, _ in known], _WORD)
    given, best = np.zeros(len(known)), np.empty(len(known), dtype=object)
    folds = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=1)
    for learnt, judged in folds.split(table, labels):
        model = MultinomialNB(alpha=0.05).fit(table[learnt], labels[learnt])
        column = {label: place for place, label in enumerate(model.classes_)}
        chance = model.predict_proba(table[judged])
        own = [column[label] for label in labels[judged]]
        given[judged] = chance[np.arange(len(judged)), own]
        best[judged] = model.classes_[chance.argmax(axis=1)]
    found = [
        Doubt(id=name, given=float(value), likeliest=str(label))
        for (name, _, _), value, label in zip(known, given, best, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.given, one.id)))

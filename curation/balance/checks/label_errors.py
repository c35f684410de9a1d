"""Labels that a model, which has not seen the example, would not give."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from curation.balance.checks.check import Check, Checked, Severity

FOLDS = 5
FEWEST = 5
"""Examples of a label below which nothing is said about it."""

DOUBTFUL = 0.1
"""The probability of the given label below which somebody should look, if another has more."""


def label_doubts(examples: Sequence[Checked]) -> list[tuple[str, float]]:
    """Each example whose label can be judged and the probability of that label, least first.

    Naive Bayes on TF-IDF (alpha .05), each fold judged by a model of the other four; the same
    examples give the same answer. Only a queue: rare ways to ask are doubtful too.
    """
    sizes = Counter(one.label for one in examples if one.label)
    known = sorted((e for e in examples if sizes[e.label] >= FEWEST), key=lambda one: one.id)
    if len({one.label for one in known}) < 2:
        return []
    # imported here: they take longer to import than the app needs to start
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.model_selection import StratifiedKFold
    from sklearn.naive_bayes import MultinomialNB

    labels = np.array([one.label for one in known])
    table = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+").fit_transform(
        [one.question for one in known]
    )
    chance = np.zeros(len(known))
    folds = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=1)
    for learnt, judged in folds.split(table, labels):
        model = MultinomialNB(alpha=0.05).fit(table[learnt], labels[learnt])
        column = {label: place for place, label in enumerate(model.classes_)}
        given = [column[label] for label in labels[judged]]
        chance[judged] = model.predict_proba(table[judged])[np.arange(len(judged)), given]
    ranked = sorted((value, one.id) for value, one in zip(chance.tolist(), known, strict=True))
    return [(name, value) for value, name in ranked]


def find_label_errors(examples: Sequence[Checked]) -> list[list[str]]:
    """The examples with a doubtful label, the most doubtful first."""
    return [[name] for name, value in label_doubts(examples) if value < DOUBTFUL]


LABEL_ERRORS = Check(
    name="label-errors",
    title="The label looks wrong beside those of similar questions",
    severity=Severity.WARNING,
    cure="Look at the label again; it may be right for an unusual question.",
    find=find_label_errors,
)

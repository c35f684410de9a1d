"""Our TF-IDF is scikit-learn's."""

import numpy
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from curation.trainer.engines.tfidf import Vectors, runs, words, words_and_pairs

KNOWN = [
    "Where is my order? My order #12 is late.",
    "I want a refund, please.",
    "a",
    "Où est ma commande ? Straße 5",
    "",
]
NEW = ["Is my refund late?", "zzz qqq", "A Straße"]
WORD = r"(?u)\w+|[^\w\s]"


def theirs(**settings):
    vectorizer = TfidfVectorizer(sublinear_tf=True, **settings).fit(KNOWN)
    return vectorizer.transform(NEW) @ vectorizer.transform(KNOWN).T


@pytest.mark.parametrize(
    ("terms", "settings"),
    [
        (words, {"token_pattern": WORD}),
        (words_and_pairs, {"token_pattern": WORD, "ngram_range": (1, 2)}),
        (runs, {"analyzer": "char_wb", "ngram_range": (3, 4)}),
    ],
)
def test_cosines_are_those_of_scikit_learn(terms, settings):
    ours = Vectors(KNOWN, terms)
    numpy.testing.assert_allclose(ours.with_all(ours.of(NEW)), theirs(**settings).toarray())


def test_texts_without_any_term_have_no_likeness():
    blank = Vectors(["", "  "], words)
    assert not blank.with_all(blank.of(["word"])).any()

"""Texts as rows of numbers."""

import re

import pytest

from curation.balance.checks.word_table import word_table

WORD = re.compile(r"\w+")
TEXTS = ["the lamp, the lamp is late", "where is my lamp", "", "a refund"]


def test_the_weights_are_those_of_scikit_learn():
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+")
    theirs = (model.fit_transform(TEXTS) @ model.transform(TEXTS).T).toarray()
    ours = word_table(TEXTS, WORD)
    assert (ours @ ours.T).toarray() == pytest.approx(theirs, abs=1e-6)


def test_words_of_most_texts_can_be_left_out():
    texts = ["the lamp", "the boat", "the tent"]
    table = word_table(texts, WORD, most=0.5)
    assert (table @ table.T).toarray().tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_texts_without_a_word_have_empty_rows():
    assert word_table(["", "?"], WORD).nnz == 0

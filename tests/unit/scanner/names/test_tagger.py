"""The trained model at work: what it weighs is what it was trained on."""

import numpy as np

from curation.scanner.names.features import features
from curation.scanner.names.gazetteers import gazetteers
from curation.scanner.names.tagger import tagger
from curation.scanner.names.words import split_words

TEXTS = (
    "Dear Ms Berg,\nI moved to Lyon with Jean Martin. Thank you!\nAnna",
    "my parcel from Leeds",
    "Hi",
)


def test_a_word_weighs_the_sum_of_its_features_whatever_stands_beside_its_text():
    texts = [[word.text for word in split_words(text)] for text in TEXTS]
    weights = tagger()._own_weights(texts)
    for column, words in enumerate(texts):
        for place, row in enumerate(features(words, gazetteers())):
            assert np.allclose(weights[place, column], tagger()._sum(row)), words[place]

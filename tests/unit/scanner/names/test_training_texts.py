"""The made-up texts that the model learns from."""

from curation.scanner.names.train import tags
from curation.scanner.names.training_texts import Maker
from curation.scanner.names.words import split_words


def test_the_same_seed_makes_the_same_texts():
    assert list(Maker(3).texts(20)) == list(Maker(3).texts(20))


def test_every_labelled_place_begins_at_a_word():
    for text, spans in Maker(4).texts(60):
        told = tags(split_words(text), spans)
        begun = sum(tag.startswith("B-") for tag in told)
        assert begun == len(spans)


def test_no_slot_is_left_unfilled():
    assert not [text for text, _ in Maker(5).texts(60) if "{PER" in text or "{LOC" in text]

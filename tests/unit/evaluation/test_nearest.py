import pytest

from curation.evaluation.nearest import Nearest

TEXTS = ["Where is my parcel?", "I want a refund for the shoes", "Please send an invoice"]


def test_the_likest_text_comes_first():
    found = Nearest(TEXTS).find("a refund please", 2)
    assert found[0][0] == 1
    assert found[0][1] > found[1][1] > 0


def test_the_same_text_is_wholly_alike():
    assert Nearest(TEXTS).find(TEXTS[2], 1) == [(2, pytest.approx(1.0))]


def test_what_shares_no_word_is_near_nothing():
    assert Nearest(TEXTS).find("zebra") == []
    assert Nearest(TEXTS).best(["zebra", TEXTS[0]]) == [0.0, pytest.approx(1.0)]


@pytest.mark.parametrize("texts", [[], ["..."], ["", "?"]])
def test_texts_without_words_are_like_nothing(texts):
    nearest = Nearest(texts)
    assert (nearest.find("refund"), nearest.best(["refund"]), nearest.far_below()) == ([], [0.0], 0)


def test_a_text_is_far_when_hardly_any_training_text_stands_so_alone():
    """Of 100 texts 99 come in equal pairs but one, which shares no word: 1 in 100 lies below."""
    texts = [f"alpha{n // 2} beta{n // 2}" for n in range(100)]
    assert Nearest(texts).far_below() == pytest.approx(1.0)
    lonely = Nearest([*texts[:98], "gamma", "delta"]).far_below()
    assert lonely == pytest.approx(0.0, abs=0.02)


def test_many_texts_find_what_each_finds_alone(monkeypatch):
    texts = [f"parcel {n % 7} late {n % 5}" for n in range(30)]
    known = Nearest(texts)
    alone = [known.find(text, 4) for text in TEXTS + texts]
    monkeypatch.setattr("curation.evaluation.nearest.CELLS", 90)  # three rows at a time
    together = known.find_all(TEXTS + texts, 4)
    assert [[value for _, value in one] for one in together] == [
        pytest.approx([value for _, value in one]) for one in alone
    ]
    assert together[3][0] == (0, pytest.approx(1.0))

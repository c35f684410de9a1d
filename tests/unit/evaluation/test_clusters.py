import pytest

from curation.evaluation.clusters import cluster_questions

CARDS = ["My card has not arrived yet", "When will my new card arrive?", "The card never arrived"]
RATES = ["What exchange rate is used?", "The exchange rate is wrong", "Which rate of exchange?"]


def test_like_questions_are_together_and_named_by_what_tells_them_apart():
    found = cluster_questions([*CARDS, "Good morning", *RATES, "Which exchange rate holds?"])
    assert [one.places for one in found] == [(4, 5, 6, 7), (0, 1, 2)]
    assert set(found[0].words[:2]) == {"exchange", "rate"}
    assert "card" in found[1].words


def test_two_like_questions_are_no_cluster():
    assert cluster_questions(CARDS[:2]) == ()


@pytest.mark.parametrize(
    "questions", [[], ["", " ", ""], ["the", "of", "and a"], ["?!", "...", "-"]]
)
def test_without_words_there_is_none(questions):
    assert cluster_questions(questions) == ()


def test_equal_questions_are_one_cluster():
    assert cluster_questions(["Where is it now?"] * 5) == ()
    assert cluster_questions(["Where is my parcel?"] * 5)[0].places == (0, 1, 2, 3, 4)

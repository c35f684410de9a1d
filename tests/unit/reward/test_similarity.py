"""The measures against figures worked by hand, and the laws that all of them keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.reward.similarity import SIMILARITIES, common_length

TEXTS = st.text("ab c", max_size=30)


@pytest.mark.parametrize(
    ("name", "text", "reference", "expected"),
    [
        # "kitten" and "sitting" share i, t, t, n in order: 2 x 4 / 13
        ("fuzzy_match", "kitten", "sitting", 8 / 13),
        ("rouge_1", "the cat sat", "the cat lay down", 2 * 2 / 7),
        ("rouge_2", "the cat sat", "the cat lay down", 2 * 1 / 5),
        ("rouge_l", "police killed the gunman", "police kill the gunman", 2 * 3 / 8),  # Lin 2004
        # runs of 1 to 4: 3+1+0+0 shared, 4+3+2+1 each
        ("gleu", "the cat sat down", "the cat lay down", 4 / 10),
        # 6 of 6 words in 6 chunks turned round: 1 - 0.5
        ("meteor", "f e d c b a", "a b c d e f", 0.5),
        # one chunk of 4 of 4: 1 - 0.5 / 64
        ("meteor", "a b c d", "a b c d", 1 - 0.5 / 64),
        # 3/4, (1+1)/(3+1), (0+1)/(2+1), (0+1)/(1+1); equal lengths
        ("bleu", "the cat sat down", "the cat lay down", (3 / 4 * 2 / 4 * 1 / 3 * 1 / 2) ** 0.25),
    ],
)
def test_a_measure_has_its_published_value(name, text, reference, expected):
    assert SIMILARITIES[name](text, reference) == pytest.approx(expected)


@pytest.mark.parametrize("name", SIMILARITIES)
@given(text=TEXTS, reference=TEXTS)
def test_a_measure_is_from_0_to_1(name, text, reference):
    assert 0 <= SIMILARITIES[name](text, reference) <= 1


@pytest.mark.parametrize("name", SIMILARITIES)
def test_an_empty_answer_is_not_like_a_reference(name):
    assert SIMILARITIES[name]("", "the cat") == 0


@given(left=TEXTS, right=TEXTS)
def test_the_common_length_is_that_of_the_plain_table(left, right):
    row = [0] * (len(right) + 1)
    for sign in left:
        before = row[:]
        for place, other in enumerate(right, 1):
            row[place] = (
                before[place - 1] + 1 if sign == other else max(before[place], row[place - 1])
            )
    assert common_length(left, right) == row[-1]

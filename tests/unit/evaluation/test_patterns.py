import pytest

from curation.evaluation.patterns import Asked, find_patterns


def asked(label, question, right, count):
    return [
        Asked(
            example_id=f"{label} {question} {right} {n}",
            label=label,
            question=question,
            right=right,
        )
        for n in range(count)
    ]


def test_a_label_that_fails_more_often_than_others_is_a_pattern():
    found = find_patterns(
        [
            *asked("refund", "x", False, 8),
            *asked("refund", "y", True, 2),
            *asked("card", "z", True, 40),
        ]
    )
    assert [(one.value, one.wrong, one.n) for one in found] == [("refund", 8, 10)]
    assert (found[0].share, found[0].elsewhere) == (0.8, 0.0)
    assert len(found[0].ids) == 8


def test_a_word_is_found_whatever_the_label():
    examples = [
        *asked("a", "a broken screen", False, 4),
        *asked("b", "Broken again", False, 4),
        *asked("a", "where is it", True, 30),
        *asked("b", "when does it come", True, 30),
    ]
    found = find_patterns(examples)
    assert ("word", "broken") in [(one.kind, one.value) for one in found]
    assert "where" not in [one.value for one in found]


@pytest.mark.parametrize("wrong", [0, 2])
def test_two_wrong_answers_are_no_pattern(wrong):
    assert find_patterns([*asked("a", "x", False, wrong), *asked("b", "y", True, 50)]) == ()


def test_wrong_answers_everywhere_are_no_pattern():
    assert find_patterns([*asked("a", "one", False, 9), *asked("b", "two", False, 9)]) == ()


def test_what_every_example_has_is_no_pattern():
    assert find_patterns(asked("a", "where is the card", False, 6)) == ()

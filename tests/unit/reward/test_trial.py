"""The trial of a grader: right answers pass, cheap tricks must not."""

from curation.reward.grader import Judges
from curation.reward.trial import Known, Origin, try_grader

SAME = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "operation": "eq",
    "reference": "{{item.answer}}",
}
KNOWN = [
    Known(
        example_id=name,
        item={"answer": right},
        question=f"What of {name}?",
        right=right,
        worse=(f"not {right}",),
    )
    for name, right in (("a", "blue"), ("b", "green"), ("c", "red"))
]


def tried(changes=None, known=KNOWN, **more):
    return try_grader(SAME | (changes or {}), known, Judges(**more))


def test_a_grader_that_tells_right_from_wrong_may_be_used():
    trial = tried()
    assert trial.against == ()
    assert trial.of(Origin.RIGHT) == (3, 3)
    assert trial.of(Origin.WORSE) == (0, 3)


def test_a_grader_that_lets_the_empty_answer_pass_must_not_be_used():
    trial = tried({"operation": "ne", "reference": "x"})
    assert trial.of(Origin.EMPTY) == (3, 3)
    assert any(Origin.EMPTY in reason for reason in trial.against)


def test_a_grader_that_lets_the_question_pass_must_not_be_used():
    reasons = tried({"operation": "like", "reference": ""}).against
    assert any(Origin.ECHO in reason for reason in reasons)


def test_a_grader_that_pays_for_length_must_not_be_used():
    def by_length(source, cases):
        return [float(len(case.answer) > 3) for case in cases]

    python = {"type": "python", "source": "def grade(sample, item): ..."}
    assert any(Origin.LONGEST in r for r in tried(python, run=by_length).against)


def test_a_grader_that_knows_no_right_answer_must_not_be_used():
    assert tried({"reference": "{{item.other}}"}).against == ("Only 0 of 3 right answers pass.",)


def test_nothing_to_try_on_is_no_trial():
    assert tried(known=[]).against


def test_an_answer_that_is_right_is_no_trick():
    """With labels the longest answer of another example may be the right one."""
    same = [Known(example_id=n, item={"answer": "x"}, question="x", right="x") for n in "ab"]
    assert {one.origin for one in tried(known=same).tried} == {Origin.RIGHT, Origin.EMPTY}

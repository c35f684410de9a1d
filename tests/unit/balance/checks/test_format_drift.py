"""Examples are held against the shapes of what production sees and says."""

from dataclasses import replace

import pytest

from curation.balance.checks.check import Checked, Kind, Wanted
from curation.balance.checks.format_drift import FORMAT_DRIFT, find_format_drift, length_of

SHORT = "Where is my parcel?"
LONG = "I ordered a lamp last week and nobody could tell me where it is. " * 3
REPLY = "It comes on Friday."


def examples(*questions, answer=REPLY):
    return [Checked(id=f"e{n}", question=text, answer=answer) for n, text in enumerate(questions)]


def wanted(*questions, answer=REPLY, kind=Kind.TEXT):
    return Wanted(kind=kind, production=tuple((text, answer) for text in questions))


def test_examples_as_production_has_them_are_no_drift():
    mixed = [SHORT, LONG] * 20
    assert find_format_drift(examples(*mixed), wanted(*reversed(mixed))) == []


def test_questions_of_another_length_are_told_with_both_shares_and_the_examples():
    (found,) = find_format_drift(
        examples(*[SHORT] * 30, *[LONG] * 10), wanted(*[SHORT] * 10, *[LONG] * 30)
    )
    assert found.says == "Length of questions: 1 to 10 words: 75 % here, 25 % in production"
    assert found.ids == tuple(f"e{n}" for n in range(30))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("It **will** come.", "Layout of answers: plain text: 100 % here, 0 % in production"),
        ("Your lamp is on its way. " * 10, "Length of answers: 1 to 10 words"),
    ],
)
def test_answers_of_another_shape_are_told(answer, says):
    found = find_format_drift(examples(*[SHORT] * 40), wanted(*[SHORT] * 40, answer=answer))
    assert [one.says[: len(says)] for one in found] == [says]


def test_other_fields_than_in_production_are_told():
    found = find_format_drift(
        examples(*[SHORT] * 40, answer='{"date": "", "gross": ""}'),
        wanted(*[SHORT] * 40, answer='{"date": ""}', kind=Kind.FIELDS),
    )
    assert [one.subject for one in found] == ["Fields of answers"]


def test_of_few_cases_nothing_is_said():
    assert find_format_drift(examples(*[SHORT] * 29), wanted(*[LONG] * 40)) == []
    assert find_format_drift(examples(*[SHORT] * 40), wanted(*[LONG] * 29)) == []


def test_a_gap_that_chance_makes_is_no_drift():
    """Of 30 and 30, eight in ten here and six in ten there."""
    ours, theirs = [SHORT] * 24 + [LONG] * 6, [SHORT] * 18 + [LONG] * 12
    assert find_format_drift(examples(*ours), wanted(*theirs)) == []


def test_without_a_sample_of_production_it_does_not_apply():
    assert FORMAT_DRIFT.why_not(Wanted()) == "No requests of production were brought in"
    assert FORMAT_DRIFT.why_not(replace(Wanted(), production=((SHORT, REPLY),))) == ""


def test_lengths_are_told_in_bands():
    assert [length_of(text) for text in ("", "one", "one " * 10, "one " * 11, "one " * 301)] == [
        "no words",
        "1 to 10 words",
        "1 to 10 words",
        "11 to 30 words",
        "over 300 words",
    ]

"""Accepted answers that the answers of all make improbable."""

import pytest

from curation.review.consensus.answer_table import encode_answers
from curation.review.consensus.dawid_skene import PRIORS, fit
from curation.review.consensus.suspects import find_suspects
from tests.unit.review.tables import long

ROWS = [(f"i{n}", who, "xy"[n % 2]) for n in range(20) for who in "abc"]


def suspects(accepted, rows=ROWS):
    answers = encode_answers(long(rows))
    return find_suspects(answers, fit(answers, prior=PRIORS["expert"]), accepted)


def test_what_all_say_otherwise_is_a_suspect():
    [found] = suspects({"i0": "y", "i1": "y"})
    assert (found.item, found.accepted, found.likeliest) == ("i0", "y", "x")
    assert found.probable == pytest.approx(1 - found.instead)
    assert found.probable < 0.01


def test_what_all_say_is_none():
    assert suspects({f"i{n}": "xy"[n % 2] for n in range(20)}) == []


def test_an_answer_that_nobody_gave_is_one():
    [found] = suspects({"i0": "z"})
    assert found.probable == 0


def test_the_least_probable_comes_first():
    rows = [*ROWS, ("split", "a", "x"), ("split", "b", "x"), ("split", "c", "y")]
    assert [one.item for one in suspects({"split": "y", "i0": "y"}, rows)] == ["i0", "split"]


def test_an_item_without_answers_or_without_a_verdict_is_none():
    assert suspects({"other": "x"}) == []
    assert suspects({}) == []

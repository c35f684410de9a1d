import pytest

from curation.evaluation.comparison import compare, score_model
from curation.evaluation.criteria import Criteria, criteria_sentence, judge
from curation.evaluation.grade import RIGHT, WRONG
from curation.evaluation.slices import compare_slices

BASE = [WRONG] * 12 + [RIGHT] * 8
TUNED = [RIGHT] * 20


def judged(criteria, *, rule="exact", tuned=TUNED, floor=None, names=("a",) * 20):
    return judge(
        criteria,
        rule=rule,
        tuned=score_model("tuned", tuned),
        base=compare(BASE, tuned),
        floor=compare(floor, tuned) if floor else None,
        slices=compare_slices(names, BASE, tuned),
    )


@pytest.mark.parametrize(("gain", "met"), [(60, True), (61, False)])
def test_a_gain_is_met_when_it_is_as_large_and_shown(gain, met):
    (one,) = judged(Criteria(rule="exact", gain=gain))
    assert one.met is met


def test_a_gain_that_is_not_shown_is_not_met():
    nearly = [*BASE[:10], RIGHT, RIGHT, *BASE[12:]]
    (one,) = judged(Criteria(rule="exact", gain=5), tuned=nearly)
    assert one.met is False


@pytest.mark.parametrize(("share", "met"), [(100, True), (1, True)])
def test_a_share_is_met_when_it_is_reached(share, met):
    (one,) = judged(Criteria(rule="exact", share=share))
    assert one.met is met


def test_the_floor_must_have_been_measured():
    (one,) = judged(Criteria(rule="exact", beats_floor=True))
    assert one.met is None
    (one,) = judged(Criteria(rule="exact", beats_floor=True), floor=BASE)
    assert one.met is True


def test_a_label_that_became_worse_is_found():
    names = ["kept"] * 12 + ["lost"] * 8
    (one,) = judged(
        Criteria(rule="exact", no_label_worse=True), tuned=[RIGHT] * 12 + [WRONG] * 8, names=names
    )
    assert one.met is False


def test_another_rule_measures_nothing_that_was_written_down():
    found = judged(Criteria(rule="exact", gain=5, share=5), rule="bleu")
    assert [one.met for one in found] == [None, None]
    assert "Not everything" in criteria_sentence(found)


def test_the_outcome_is_one_sentence():
    assert criteria_sentence(judged(Criteria(rule="exact", gain=5))) == "All criteria are met."
    failed = judged(Criteria(rule="exact", gain=90, share=50))
    assert criteria_sentence(failed) == "1 of 2 criteria is not met."

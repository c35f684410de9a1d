"""Real choices between two answers: who won, what sways people, and how far they agree.

Everything is counted a second time from the files, by other means.
"""

import json

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from curation.evaluation.comparison import Verdict
from curation.evaluation.intervals import wilson_interval
from curation.evaluation.people import gain_of_choices, score_gains
from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.preferences import measure_leans
from curation.review.preference import Choice, Preference, is_swapped

CHOICES = {0: Choice.TIE, 1: Choice.FIRST, 2: Choice.SECOND}
LLMBAR = ("natural", "adversarial_manual", "adversarial_neighbor", "adversarial_gptinst",
          "adversarial_gptout")  # fmt: skip


@pytest.fixture(scope="module")
def pandalm(shared):
    items = json.loads((shared / "preferences" / "pandalm" / "pandalm_testset.json").read_text())
    return {str(item["idx"]): item for item in items}


@pytest.fixture(scope="module")
def llmbar(shared):
    folder = shared / "preferences" / "llmbar"
    return {
        f"{name} {place}": item
        for name in LLMBAR
        for place, item in enumerate(json.loads((folder / f"{name}.json").read_text()))
    }


def said(item):
    return [item[f"annotator{number}"] for number in (1, 2, 3)]


def test_who_won_of_pandalm_is_what_its_three_people_said(pandalm):
    score = score_gains(
        {one: gain_of_choices([CHOICES[v] for v in said(item)]) for one, item in pandalm.items()},
        {one: item["cmp_key"] for one, item in pandalm.items()},
    )
    votes = np.array([said(item) for item in pandalm.values()])
    lead = (votes == 2).sum(axis=1) - (votes == 1).sum(axis=1)
    won, lost = int((lead > 0).sum()), int((lead < 0).sum())
    assert (score.won, score.tied, score.lost) == (won, int((lead == 0).sum()), lost)
    low, high = binomtest(won, won + lost).proportion_ci(method="wilson")
    assert (score.interval.low, score.interval.high) == pytest.approx((low, high))
    assert score.gain == pytest.approx(lead.mean() / 3)
    exact = binomtest(won, won + lost).pvalue
    assert score.p < exact
    assert (score.verdict is Verdict.NOT_SHOWN) == (score.p >= 0.05)


def test_the_places_and_lengths_that_pandalms_people_chose_are_counted(pandalm):
    items = [item for item in pandalm.values() for _ in range(3)]
    votes = [vote for item in pandalm.values() for vote in said(item)]
    lengths = [(len(str(item["response1"])), len(str(item["response2"]))) for item in items]
    found = measure_leans(
        (Preference(choice=CHOICES[vote], swapped=False), *pair)
        for vote, pair in zip(votes, lengths, strict=True)
    )
    assert (found.shown_first.chosen, found.shown_first.of) == (
        votes.count(1),
        votes.count(1) + votes.count(2),
    )
    signs = np.sign(np.subtract(*np.array(lengths).T))  # 1 where the first one is longer
    wanted = np.array([{1: 1, 2: -1}.get(vote, 0) for vote in votes])
    assert found.longer.chosen == int(((signs == wanted) & (signs != 0)).sum())
    assert found.longer.of == int(((signs != 0) & (wanted != 0)).sum())
    assert (found.ties.chosen, found.ties.of) == (votes.count(0), len(votes))


def test_llmbars_experts_are_not_swayed_by_length_as_its_adversaries_want(llmbar):
    for name in LLMBAR:
        own = [item for one, item in llmbar.items() if one.startswith(f"{name} ")]
        found = measure_leans(
            (
                Preference(choice=CHOICES[item["label"]], swapped=False),
                len(item["output_1"]),
                len(item["output_2"]),
            )
            for item in own
        )
        better = [item[f"output_{item['label']}"] for item in own]
        worse = [item[f"output_{3 - item['label']}"] for item in own]
        longer = sum(len(a) > len(b) for a, b in zip(better, worse, strict=True))
        equal = sum(len(a) == len(b) for a, b in zip(better, worse, strict=True))
        assert (found.longer.chosen, found.longer.of) == (longer, len(own) - equal)
        assert found.shown_first.chosen == sum(item["label"] == 1 for item in own)


def test_who_always_takes_a_is_found_out_and_agrees_with_llmbars_experts_by_chance(llmbar):
    """Either answer is shown first as by a coin, so that taking A is no answer at all."""
    swapped = {one: is_swapped(one, "ann") for one in llmbar}
    lazy = {one: Choice.SECOND if swapped[one] else Choice.FIRST for one in llmbar}
    gold = {one: CHOICES[item["label"]] for one, item in llmbar.items()}
    lean = measure_leans(
        (Preference(choice=lazy[one], swapped=swapped[one]), 1, 1) for one in llmbar
    ).shown_first
    assert lean.chosen == lean.of == len(llmbar)
    assert wilson_interval(lean.chosen, lean.of).low > 0.9
    fair = measure_leans(
        (Preference(choice=gold[one], swapped=swapped[one]), 1, 1) for one in llmbar
    ).shown_first
    shown = sum((gold[one] is Choice.FIRST) != swapped[one] for one in llmbar)
    assert (fair.chosen, fair.of) == (shown, len(llmbar))
    assert wilson_interval(fair.chosen, fair.of).low < 0.5 < wilson_interval(shown, fair.of).high
    table = pd.DataFrame(
        [
            {"item": one, "reviewer": who, "value": str(given[one])}
            for who, given in (("expert", gold), ("ann", lazy))
            for one in llmbar
        ]
    )
    same = np.mean([gold[one] == lazy[one] for one in llmbar])
    every = [*gold.values(), *lazy.values()]
    n, first = len(every), every.count(Choice.FIRST)
    disagreement = 2 * first * (n - first) / (n * (n - 1))  # Krippendorff's, by definition
    found = measure_agreement(table, rounds=0)
    assert found.percent == pytest.approx(same)
    assert found.alpha == pytest.approx(1 - (1 - same) / disagreement)
    assert abs(found.alpha) < 0.2

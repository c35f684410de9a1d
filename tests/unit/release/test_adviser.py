"""Every rule of the adviser decides in its own case, and each way says what it lacks."""

import pytest

from curation.release.adviser import RULES, Aim, Approach, Asked, Situation, advise
from curation.release.method import TrainingMethod

EVERYWHERE = dict.fromkeys(TrainingMethod, ("This machine",))
PLENTY = {TrainingMethod.SFT: 100, TrainingMethod.DPO: 0, TrainingMethod.RFT: 100}
READY = {"prompt_tried": True}


def case(*, ready=PLENTY, **asked) -> Situation:
    return Situation(
        asked=Asked(**{**READY, **asked}),
        ready=ready,
        held_out=20,
        measured=True,
        has_grader=True,
        trained_at=EVERYWHERE,
    )


PAIRS = {TrainingMethod.DPO: 50}
CASES = {
    "facts": (case(facts_change=True), "rag"),
    "facts before training": (case(facts_change=True, aim=Aim.TASTE), "rag prompt"),
    "facts and taste": (case(facts_change=True, aim=Aim.TASTE, ready=PAIRS), "rag dpo"),
    "facts and reasoning": (case(facts_change=True, aim=Aim.REASONING), "rag rft"),
    "prompt not tried": (case(prompt_tried=False), "prompt"),
    "task changes": (case(task_changes=True), "prompt"),
    "no data": (case(ready={TrainingMethod.SFT: 9}), "prompt"),
    "right answers and edits": (case(ready={**PLENTY, **PAIRS}), "sft dpo"),
    "right answers": (case(), "sft"),
    "taste": (case(aim=Aim.TASTE, ready=PAIRS), "dpo"),
    "reasoning": (case(aim=Aim.REASONING), "rft"),
}


def test_every_rule_has_its_case():
    assert list(CASES) == [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_decides_in_its_own_case(rule):
    situation, ways = CASES[rule]
    found = advise(situation)
    assert (found.rule, " ".join(found.take)) == (rule, ways)


@pytest.mark.parametrize("aim", Aim)
@pytest.mark.parametrize("facts_change", [True, False])
@pytest.mark.parametrize("prompt_tried", [True, False])
@pytest.mark.parametrize("task_changes", [True, False])
@pytest.mark.parametrize("lines", [0, 100])
def test_there_is_always_an_advice(aim, facts_change, prompt_tried, task_changes, lines):
    asked = Asked(
        aim=aim, facts_change=facts_change, prompt_tried=prompt_tried, task_changes=task_changes
    )
    ready = dict.fromkeys(TrainingMethod, lines)
    assert advise(Situation(asked=asked, ready=ready, trained_at=EVERYWHERE)).take


def test_nothing_is_missing_where_all_is_there():
    full = case(ready=dict.fromkeys(TrainingMethod, 200))
    lacks = {way for way, missing in advise(full).missing.items() if missing}
    assert lacks == {Approach.RAG}  # the search is built elsewhere


def test_each_way_says_what_it_lacks():
    bare = Situation(asked=Asked(), ready={}, held_out=3, unsure=("Category",), trained_at={})
    missing = advise(bare).missing
    assert missing[Approach.PROMPT] == ("20 test examples to measure it on: 3 are held out yet.",)
    assert missing[Approach.RFT] == (
        "RFT wants at least 30 examples: 30 are missing; 30 to 50 of many kinds are usual.",
        "Experts who agree; they differ on: Category.",
        "A grader that passed its trial.",
        "A provider that trains by it.",
        "20 test examples to measure it on: 3 are held out yet.",
    )


def test_a_release_that_no_model_was_asked_about_lacks_a_baseline():
    found = advise(Situation(asked=Asked(), ready={}, held_out=20, trained_at={}))
    assert "base model" in found.missing[Approach.PROMPT][0]

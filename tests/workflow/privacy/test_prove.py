"""Proving how little is left: the sample, the bound, the limit and what is found."""

import json

import pytest

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.people import COMMAND_LINE
from curation.release.method import TrainingMethod
from curation.release.release import Release
from curation.workflow.privacy.prove import (
    draw_sample,
    judge,
    mark_left,
    next_to_judge,
    read_proof,
    set_limit,
)
from curation.workflow.release.release import cut_release
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, OWNER, make_example
from tests.workflow.stocked import settle, stock

TASK = "support-replies"


@pytest.fixture
def accepted(workspace) -> Workspace:
    """Twelve accepted tickets in which nothing was found."""
    tickets = [make_example(f"Where is order {n}?", row=n) for n in range(12)]
    stock(workspace, tickets)
    settle(
        workspace,
        {t.id: {"category": "delivery", "reply": "It is on its way."} for t in tickets},
    )
    return workspace


def draw(workspace: Workspace, size: int = 10, *, seed: int = 1, request: str = "s1") -> int:
    return draw_sample(workspace, CURATOR, TASK, size=size, seed=seed, request_id=request)


def judge_all(workspace: Workspace, *, leaks: int = 0) -> list[str]:
    """Judge the whole sample, the first ones as leaks; returns the examples in their order."""
    seen = []
    while shown := next_to_judge(workspace, CURATOR, TASK):
        leaked = len(seen) < leaks
        judge(workspace, CURATOR, shown, leaked=leaked, request_id=f"j {shown.example_id}")
        seen.append(shown.example_id)
    return seen


def cut(workspace: Workspace, request: str = "cut") -> Release:
    return cut_release(
        workspace,
        COMMAND_LINE,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=1,
        few_reason="A try.",
        request_id=request,
    )


def test_the_bound_is_that_of_wilson(accepted):
    """0 of 10: z2 / (n + z2) with z2 = 3.8415 is 0.2775."""
    draw(accepted)
    judge_all(accepted)
    proof = read_proof(accepted, TASK)
    assert (proof.judged, proof.leaked) == (10, 0)
    assert proof.upper == pytest.approx(0.2775, abs=1e-4)


def test_before_the_first_judgement_nothing_is_proven(accepted):
    draw(accepted)
    assert read_proof(accepted, TASK).upper is None


def test_the_same_seed_draws_the_same_sample(accepted):
    draw(accepted, request="s1")
    first = judge_all(accepted)
    draw(accepted, request="s2")
    judgements = []
    while shown := next_to_judge(accepted, CURATOR, TASK):
        judge(accepted, CURATOR, shown, leaked=False, request_id=f"k {shown.example_id}")
        judgements.append(shown.example_id)
    assert judgements == first


def test_another_seed_draws_another_sample(accepted):
    draw(accepted, size=6, seed=1, request="s1")
    first = judge_all(accepted)
    draw(accepted, size=6, seed=2, request="s2")
    shown = next_to_judge(accepted, CURATOR, TASK)
    assert shown
    assert shown.example_id != first[0]


def test_an_example_in_which_something_is_left_is_not_released(accepted):
    draw(accepted)
    judge_all(accepted, leaks=1)
    assert cut(accepted).excluded == {"a person found something personal in it": 1}


def test_the_bound_is_in_the_manifest(accepted):
    draw(accepted)
    judge_all(accepted, leaks=1)
    manifest = json.loads((cut(accepted).folder / "manifest.json").read_text())
    proof = manifest["privacy"]["proof"]
    assert (proof["judged"], proof["leaked"]) == (10, 1)
    assert proof["upper_bound"] == pytest.approx(0.4042, abs=1e-4)


def test_without_a_limit_a_release_is_cut_and_said_to_be_unproven(accepted):
    card = (cut(accepted).folder / "README.md").read_text()
    assert "not proven" in card


def test_a_limit_needs_a_sample(accepted):
    set_limit(accepted, OWNER, 0.3, request_id="l")
    with pytest.raises(NotReady, match="no sample was judged"):
        cut(accepted)


def test_a_bound_over_the_limit_stops_the_release(accepted):
    set_limit(accepted, OWNER, 0.2, request_id="l")
    draw(accepted)
    judge_all(accepted)
    with pytest.raises(NotReady, match=r"the limit is 20\.0 %"):
        cut(accepted)


def test_a_bound_within_the_limit_lets_the_release_pass(accepted):
    set_limit(accepted, OWNER, 0.3, request_id="l")
    draw(accepted)
    judge_all(accepted)
    assert cut(accepted).lines == 12


def test_a_limit_can_be_taken_away(accepted):
    set_limit(accepted, OWNER, 0.3, request_id="l1")
    set_limit(accepted, OWNER, None, request_id="l2")
    assert read_proof(accepted, TASK).limit is None


def test_another_scanner_makes_the_sample_stale(accepted, monkeypatch):
    draw(accepted)
    judge_all(accepted)
    monkeypatch.setattr("curation.workflow.privacy.prove.current_fingerprint", lambda: "another")
    assert read_proof(accepted, TASK).upper is None


def test_the_same_request_judges_once(accepted):
    draw(accepted)
    shown = next_to_judge(accepted, CURATOR, TASK)
    assert shown
    for _ in range(2):
        judge(accepted, CURATOR, shown, leaked=True, request_id="same")
    assert read_proof(accepted, TASK).leaked == 1


def test_only_the_owner_sets_the_limit(accepted):
    with pytest.raises(NotAllowed):
        set_limit(accepted, CURATOR, 0.1, request_id="l")


def test_a_limit_is_a_share(accepted):
    with pytest.raises(InputRefused):
        set_limit(accepted, OWNER, 3.0, request_id="l")


def test_a_reviewer_judges_no_sample(accepted):
    with pytest.raises(NotAllowed):
        next_to_judge(accepted, ANN, TASK)


def test_what_is_left_is_marked_and_replaced_from_then_on(accepted):
    draw(accepted)
    shown = next_to_judge(accepted, CURATOR, TASK)
    assert shown
    number = shown.texts[0][0].split()[-1].strip("?")
    words = f"order {number}"
    judge(accepted, CURATOR, shown, leaked=True, request_id="j")
    mark_left(accepted, CURATOR, shown, words, entity="CUSTOMER_NUMBER", request_id="m")
    release = cut(accepted)
    assert "a person found something personal in it" not in release.excluded
    texts = "".join((release.folder / f"{part}.jsonl").read_text() for part in release.counts)
    assert f"{words}?" not in texts


def test_words_that_are_not_in_the_example_are_refused(accepted):
    draw(accepted)
    shown = next_to_judge(accepted, CURATOR, TASK)
    assert shown
    with pytest.raises(InputRefused):
        mark_left(accepted, CURATOR, shown, "Julia", entity="PERSON", request_id="m")

"""The agreement page: figures, settling, and deciding one example after another."""

from dataclasses import replace

import pytest

from curation.example import Message, Speaker
from curation.people import Actor, Role
from curation.review.decision import Outcome
from curation.review.discussion import Kind, Remark
from curation.review.spans import Mark, read_marks, write_marks
from curation.store.verdicts import list_history, list_verdicts
from curation.workflow.agreement.adjudicate import adjudicate
from curation.workflow.agreement.agreement_parts import By
from curation.workflow.review.discuss import say
from curation.workflow.workspace import SHIPPED_TASKS
from tests.makers import ANN, BEN, CURATOR
from tests.pages.opening import opened, signed_in, texts
from tests.staged import add_examples
from tests.workflow.reviewed import review, stage

TASK = "support-replies"

MARKING = """
[[questions]]
id = "places"
kind = "spans"
title = "What is named?"
options = ["number", "product"]
"""


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda: opened(workspace, monkeypatch, "agreement", CURATOR, task=TASK)


def disagree(workspace, example, **other):
    review(workspace, example, "ann", reply="Tomorrow.", edited=True)
    review(workspace, example, "ben", **{"label": "refund", **other})


def button(at, prefix):
    return next(b for b in at.button if str(b.key).startswith(prefix))


def shown_reply(at):
    """The replies as the component got them, in the order of the answers."""
    return [text for text in texts(at) if text in ("delivery", "refund")]


def test_a_reviewer_has_no_such_page(workspace, monkeypatch):
    with pytest.raises(ValueError, match="agreement"):
        opened(workspace, monkeypatch, "agreement", ANN, task=TASK)


def test_without_answers_it_leads_to_reviewing(page):
    assert "No answers yet" in [heading.value for heading in page().subheader]


def test_few_answers_are_called_too_few(workspace, page):
    disagree(workspace, stage(workspace, 1)[0])
    assert any("Too few to judge" in caption.value for caption in page().caption)


def test_what_cannot_be_measured_is_said_in_words(workspace, page):
    one, two = stage(workspace, 2)
    review(workspace, one, "ann")
    at = page()
    assert any("Only one reviewer has answered" in caption.value for caption in at.caption)
    review(workspace, two, "ben")
    at.run()
    assert any("No item has answers of two" in caption.value for caption in at.caption)
    review(workspace, one, "ben")
    at.run()
    assert any("100 % identical" in caption.value for caption in at.caption)
    assert any(caption.value == "1 compared, 3 answers, 2 reviewers" for caption in at.caption)
    assert not at.exception


def test_settling_leaves_what_differs(workspace, page):
    same, other = stage(workspace, 2)
    review(workspace, same, "ann")
    review(workspace, same, "ben")
    disagree(workspace, other)
    at = page()
    at.button(key=f"settle_{TASK}").click().run()
    assert not at.exception
    assert [v.example_id for v in list_verdicts(workspace.store, TASK)] == [same.id]
    assert "To decide: 1" in [heading.value for heading in at.subheader]


def test_adopting_an_answer_makes_the_verdict_and_shows_the_next(workspace, page):
    one, two = stage(workspace, 2)
    disagree(workspace, one)
    disagree(workspace, two)
    at = page()
    first_label = shown_reply(at)[0]
    button(at, "adopt_1").click().run()
    [verdict] = list_verdicts(workspace.store, TASK)
    assert (verdict.example_id, verdict.answers["category"]) == (one.id, first_label)
    assert f"Example {two.id}, version 1" in texts(at)


def test_an_improbable_verdict_is_opened_again(workspace, page):
    """On the last of six examples both said delivery, and refund was decided."""
    *made, last = stage(workspace, 6)
    for example in (*made, last):
        for person in ("ann", "ben"):
            review(workspace, example, person)
    review(workspace, made[0], "ben", label="refund")
    adjudicate(
        workspace,
        CURATOR,
        example_id=last.id,
        version=1,
        outcome=Outcome.ACCEPT,
        answers={"category": "refund", "reply": "Soon."},
        reason="",
        request_id="wrong",
    )
    at = page()
    assert any("by all answers and how reliable each person is: " in text for text in texts(at))
    at.toggle(key=f"suspects_{TASK}").set_value(True).run()
    at.button(key=f"again_{last.id}").click().run()
    assert f"Example {last.id}, version 1" in texts(at)


def test_an_answer_of_ones_own_is_saved(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    at.text_area(key=f"own_reply_{example.id}_1_0").set_value("It ships on Monday.")
    button(at, "save_").click().run()
    [verdict] = list_verdicts(workspace.store, TASK)
    assert (verdict.answers["reply"], verdict.edited) == ("It ships on Monday.", True)


def test_marks_are_compared_by_label_and_the_right_ones_of_all_chosen(workspace, monkeypatch):
    marking = (SHIPPED_TASKS / f"{TASK}.toml").read_text() + MARKING
    (workspace.settings.workspace / "tasks").mkdir(exist_ok=True)
    (workspace.settings.workspace / "tasks" / "marking.toml").write_text(marking)
    (one,) = stage(workspace, 1, task="marking")
    for person, begins, ends in (("ann", 9, 16), ("ben", 9, 14)):
        mark = Mark(
            message=0,
            begins=begins,
            ends=ends,
            label="number",
            text=one.messages[0].content[begins:ends],
        )
        given = {"category": "delivery", "reply": "Soon.", "places": write_marks([mark])}
        review(workspace, one, person, answers=given)
    at = opened(workspace, monkeypatch, "agreement", CURATOR, task="marking")
    assert {"number: order 1", "number: order"} <= set(texts(at))
    at.multiselect[0].set_value([Mark(message=0, begins=9, ends=14, label="number", text="order")])
    button(at, "save_").click().run()
    (verdict,) = list_verdicts(workspace.store, "marking")
    assert [mark.text for mark in read_marks(verdict.answers["places"]) or ()] == ["order"]


def test_rejecting_keeps_the_reason(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    at.text_input(key=f"reason_{example.id}_1_0").set_value("Nobody should learn this.").run()
    button(at, "reject_").click().run()
    [verdict] = list_verdicts(workspace.store, TASK)
    assert (verdict.outcome, verdict.reason) == (Outcome.REJECT, "Nobody should learn this.")


def test_the_last_verdict_can_be_changed_and_is_kept(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    button(at, "reject_").click().run()
    at.button(key="reopen").click().run()
    button(at, "adopt_1").click().run()
    assert [v.outcome for v in list_history(workspace.store, example.id)] == ["accept", "reject"]


def test_an_example_can_be_set_aside_and_comes_back(workspace, page):
    one, two = stage(workspace, 2)
    disagree(workspace, one)
    disagree(workspace, two)
    at = page()
    button(at, "aside_").click().run()
    assert f"Example {two.id}, version 1" in texts(at)
    button(at, "aside_").click().run()
    at.button(key="again").click().run()
    assert f"Example {one.id}, version 1" in texts(at)


def test_names_are_nowhere_on_the_page(workspace, page):
    [example] = stage(workspace, 1)
    review(workspace, example, "reviewer-alpha", reply="Tomorrow.", edited=True)
    review(workspace, example, "reviewer-beta", label="refund")
    assert "reviewer-" not in str(page())


def test_a_hostile_label_is_plain_text(workspace, page):
    hostile = "![x](https://example.org/a.png)"
    [example] = stage(workspace, 1)
    disagree(workspace, example, label=hostile)
    at = page()
    assert hostile in texts(at)
    assert not any(hostile in element.value for element in at.markdown)


def test_a_changed_example_is_refused_in_words(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    newer = replace(example, answer=Message(speaker=Speaker.ASSISTANT, content="Tomorrow."))
    add_examples(workspace.store, [newer], version=2)
    button(at, "adopt_1").click().run()
    assert not at.exception
    assert any("A newer version of it was ingested" in text for text in texts(at))


def test_a_flagged_example_is_listed_until_it_is_resolved(workspace, page):
    (example,) = stage(workspace, 1)
    flag = Remark(id="f1", example_id=example.id, kind=Kind.FLAG)
    say(workspace, ANN, workspace.task(TASK), [flag])
    at = page()
    assert "Flagged for discussion" in [heading.value for heading in at.subheader]
    at.button(key=f"resolve_{example.id}").click().run()
    assert not at.exception
    assert "Flagged for discussion" not in [heading.value for heading in at.subheader]


@pytest.mark.parametrize("by", list(By))
def test_the_figures_are_shown_in_every_part(workspace, page, by):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    at.toggle(key=f"parts_{TASK}").set_value(True).run()
    at.selectbox(key=f"parts_question_{TASK}").set_value("category")
    at.selectbox(key=f"parts_by_{TASK}").set_value(by).run()
    assert not at.exception
    assert not at.error


def test_further_answers_are_asked_for_and_taken_back(workspace, page):
    one, two = stage(workspace, 2)
    disagree(workspace, one)
    review(workspace, two, "chi")
    for actor in (ANN, BEN, Actor(id="chi", name="Chi", role=Role.REVIEWER)):
        signed_in(workspace, actor)
    at = page()
    at.toggle(key=f"asking_{TASK}").set_value(True).run()
    at.button(key=f"ask_{TASK}").click().run()
    assert any(text.startswith("1 answers are asked for") for text in texts(at))
    at.button(key=f"withdraw_{TASK}").click().run()
    assert not at.exception
    assert not any("are asked for and not given" in text for text in texts(at))


def test_standings_are_shown_when_asked_for_only(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    at.toggle(key=f"asking_{TASK}").set_value(True).run()
    assert not any("Everybody sees their own" in caption.value for caption in at.caption)
    at.toggle(key=f"standings_{TASK}").set_value(True).run()
    assert not at.exception
    assert any("Everybody sees their own" in caption.value for caption in at.caption)


def test_what_is_likely_is_settled_with_one_click(workspace, page):
    made = stage(workspace, 21)
    for number, example in enumerate(made):
        label = ("delivery", "refund")[number % 2]
        for reviewer in ("ann", "ben", "chi", "dan"):
            wrong = number == 20 and reviewer == "dan"
            review(workspace, example, reviewer, label="refund" if wrong else label)
    at = page()
    at.button(key=f"likely_{TASK}").click().run()
    assert not at.exception
    [verdict] = list_verdicts(workspace.store, TASK)
    assert (verdict.example_id, verdict.answers["category"]) == (made[20].id, "delivery")


def test_a_kind_of_disagreement_is_settled_by_a_rule_after_a_look(workspace, page):
    for example in stage(workspace, 3):
        review(workspace, example, "ann")
        review(workspace, example, "ben", label="refund")
    at = page()
    at.toggle(key=f"rule_{TASK}").set_value(True).run()
    assert at.button(key=f"settle_rule_{TASK}").disabled
    at.selectbox(key=f"rule_value_{TASK}").set_value("refund")
    at.text_input(key=f"rule_reason_{TASK}").set_value("Money is what counts.").run()
    at.button(key=f"settle_rule_{TASK}").click().run()
    assert not at.exception
    assert {v.answers["category"] for v in list_verdicts(workspace.store, TASK)} == {"refund"}


def test_a_floor_is_set_and_what_is_below_it_is_told(workspace, page):
    [example] = stage(workspace, 1)
    disagree(workspace, example)
    at = page()
    at.toggle(key=f"floors_{TASK}").set_value(True).run()
    at.number_input(key=f"floor_value_{TASK}_decision").set_value(0.65).run()
    at.button(key=f"floor_set_{TASK}").click().run()
    assert not at.exception
    assert any("at least 0.65" in text for text in texts(at))

"""The review page for each role, and what it tells the desk in the browser."""

import json
import threading
from dataclasses import replace

import pytest

from curation.errors import Conflict
from curation.people import Role
from curation.review.decision import Decision
from curation.review.route import Order, Routing, Slice
from curation.review.submission import Receipt
from curation.review.trials import Trying
from curation.store.routing import latest_routing
from curation.store.skills import list_skills
from curation.ui.review.review_desk.wire import read_outbox, unreadable, write_reply
from curation.workflow.background import find_activity, latest_activity
from curation.workflow.review.review import submit
from curation.workflow.review.review_exchange import exchange
from curation.workflow.review.routing import MOST_DAYS, MOST_KNOWN, set_routing
from curation.workflow.settings.people import set_enabled, set_role
from tests.makers import ANN, CURATOR, OWNER
from tests.pages.opening import opened, signed_in, texts
from tests.staged import add_verdict
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_review import submission
from tests.workflow.reviewed import review

TASK = "support-replies"


def desk_data(at):
    """What the component on the page was given; None when it is not there."""
    found = [e for e in at.main if e.type == "bidi_component"]
    return json.loads(found[0].proto.json) if found else None


def test_a_reviewer_sees_the_desk_with_the_cards(workspace, monkeypatch):
    clear(workspace, tickets(3))
    data = desk_data(opened(workspace, monkeypatch, "review", ANN, task=TASK))
    assert (len(data["cards"]), data["done"], data["left"]) == (3, 0, 3)


def test_the_guideline_is_at_hand(workspace, monkeypatch):
    clear(workspace, tickets(1))
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    assert at.expander[0].text[0].value == workspace.task(TASK).guideline


def test_a_reviewer_with_nothing_to_judge_is_told_so(workspace, monkeypatch):
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    assert at.subheader[0].value == "Nothing to judge just now"


def test_a_curator_with_nothing_cleared_is_led_to_the_privacy_page(workspace, monkeypatch):
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    assert at.subheader[0].value == "No example is cleared yet"


def test_a_curator_is_led_to_agreement_when_others_have_answered_everything(workspace, monkeypatch):
    examples = tickets(2)
    clear(workspace, examples)
    for example in examples:
        for reviewer in ("ann", "ben"):
            review(workspace, example, reviewer)
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    assert at.subheader[0].value == "Every example has its answers"


def test_who_has_judged_everything_can_still_undo(workspace, monkeypatch):
    clear(workspace, tickets(1))
    card = exchange(workspace, ANN, workspace.task(TASK), None).cards[0]
    submit(workspace, ANN, workspace.task(TASK), [submission(card)])
    data = desk_data(opened(workspace, monkeypatch, "review", ANN, task=TASK))
    assert ([entry["decision"] for entry in data["recent"]], data["left"]) == (["accept"], 0)


def test_nobody_is_told_what_others_answered(workspace, monkeypatch):
    clear(workspace, tickets(1))
    card = exchange(workspace, CURATOR, workspace.task(TASK), None).cards[0]
    submit(workspace, CURATOR, workspace.task(TASK), [submission(card, reply="My own words.")])
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    assert "My own words." not in json.dumps(desk_data(at))


def test_an_outbox_is_read_as_the_browser_writes_it():
    entry = {"id": "r1", "example_id": "e1", "version": 1, "decision": "skip", "order": 1.5}
    outbox = read_outbox({"beat": 3, "held": ["e2"], "decisions": [entry], "wants_recent": True})
    assert [one.decision for one in outbox.submissions] == [Decision.SKIP]
    assert (outbox.held, outbox.wants_recent) == ({"e2"}, True)


@pytest.mark.parametrize("value", [None, "outbox", 3, []])
def test_what_is_no_outbox_is_a_first_word(value):
    assert read_outbox(value) is None


def test_what_cannot_be_read_is_refused_by_its_id_and_not_sent_for_ever():
    value = {"decisions": [{"id": "r1", "decision": "perhaps"}]}
    assert read_outbox(value).submissions == []
    assert [(r["id"], r["saved"]) for r in unreadable(value)] == [("r1", False)]


def test_a_refusal_reaches_the_browser_as_plain_words(workspace):
    refusal = Conflict("Others were first", cause="It is answered.", cure="Go on.")
    task = workspace.task(TASK)
    reply = exchange(workspace, ANN, task, None)
    told = write_reply(
        replace(reply, receipts=[Receipt(id="r1", refusal=refusal)], cards=[], recent=[]),
        task,
        ANN.id,
    )
    assert told["receipts"] == [
        {
            "id": "r1",
            "saved": False,
            "title": "Others were first",
            "text": "It is answered. Go on.",
            "mendable": False,
            "stands": False,
        }
    ]


def test_who_is_a_curator_no_more_in_the_middle_goes_on_judging(workspace, monkeypatch):
    clear(workspace, tickets(2))
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    set_role(workspace, OWNER, CURATOR.id, Role.REVIEWER)
    at.run()
    assert not at.exception
    assert desk_data(at)["left"] == 2
    assert f"queue_order_{TASK}" not in [one.key for one in at.selectbox]


def test_whose_account_is_closed_in_the_middle_is_told_so_in_a_sentence(workspace, monkeypatch):
    clear(workspace, tickets(1))
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    set_enabled(workspace, OWNER, ANN.id, enabled=False)
    at.run()
    assert not at.exception
    assert [one.value for one in at.error] == ["Please sign in to see this page."]


def test_a_curator_sets_the_order_and_a_reviewer_cannot(workspace, monkeypatch):
    clear(workspace, tickets(2))
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    at.selectbox(key=f"queue_order_{TASK}").select(Order.OLDEST).run()
    at.number_input(key=f"queue_first_{TASK}").set_value(5).run()
    at.button(key="queue_save").click().run()
    assert not at.exception
    assert latest_routing(workspace.store, TASK).trying.first == 5
    assert latest_routing(workspace.store, TASK).order is Order.OLDEST
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    assert [box.key for box in at.selectbox] == ["task"]


def test_a_curator_lets_decided_examples_suggest_and_reviewers_are_told_so(workspace, monkeypatch):
    made = tickets(4)
    for number, one in enumerate(made[:2]):
        answers = {"category": "refund", "reply": "Yes."}
        add_verdict(workspace.store, one, verdict_id=f"v{number}", answers=answers)
    clear(workspace, made)
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    at.button(key="suggest_neighbours").click().run()
    wait_for(workspace, TASK)
    at.run()
    assert "2 of 2 questions have a suggestion." in " ".join(texts(at))
    at.selectbox(key=f"queue_source_{TASK}").select("neighbours").run()
    at.button(key="queue_save").click().run()
    assert not at.exception
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    card = desk_data(at)["cards"][0]
    assert card["proposed"]["category"] == "refund"
    assert card["suggested"]["category"]["says"].startswith("Suggested by similar examples, ")


def test_a_curator_sees_what_a_model_costs_before_it_is_asked(workspace, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-nobody")
    clear(workspace, tickets(3))
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    at.radio(key=f"suggest_by_{TASK}").set_value("model").run()
    models = at.selectbox(key=f"suggest_model_{TASK}")
    models.select(next(one for one in models.options if "gpt-4.1-mini" in one)).run()
    at.number_input(key=f"suggest_limit_{TASK}").set_value(2).run()
    assert not at.exception
    said = next(text for text in texts(at) if "open examples" in text)
    assert said.startswith("2 of 3 open examples, about 2 questions. They cost about ")
    at.selectbox(key=f"suggest_model_{TASK}").select("nearest (local)").run()
    assert "They cost nothing." in next(text for text in texts(at) if "open examples" in text)


def wait_for(workspace, task):
    """Wait until the activity in the background is over."""
    latest = latest_activity(workspace, kind="suggest", subject=task)
    for thread in [one for one in threading.enumerate() if one.name == f"suggest {task}"]:
        thread.join(60)
    assert find_activity(workspace, latest.id).is_over


def test_what_can_be_set_can_be_shown(workspace, monkeypatch):
    clear(workspace, tickets(2))
    most = Trying(first=MOST_KNOWN, gold=MOST_KNOWN, repeats=MOST_KNOWN, days=MOST_DAYS)
    set_routing(workspace, CURATOR, workspace.task(TASK), Routing(trying=most), request_id="most")
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    assert not at.exception
    assert at.number_input(key=f"queue_gold_{TASK}").value == MOST_KNOWN


def test_a_curator_gives_a_label_to_who_has_a_skill_and_saving_again_keeps_it(
    workspace, monkeypatch
):
    clear(workspace, tickets(2))
    signed_in(workspace, ANN)
    at = opened(workspace, monkeypatch, "review", CURATOR, task=TASK)
    at.selectbox(key="skills_person").select(ANN.id).run()
    at.text_input(key=f"skills_{ANN.id}").set_value("German, Refunds").run()
    at.button(key="skills_save").click().run()
    assert list_skills(workspace.store) == {ANN.id: ("German", "Refunds")}
    rows = (Slice(label="delivery", skills=("German",)),)
    task = workspace.task(TASK)
    set_routing(workspace, CURATOR, task, Routing(slices=rows), request_id="r")
    at.run()
    at.button(key="queue_save").click().run()
    assert not at.exception
    assert latest_routing(workspace.store, TASK).slices == rows


def test_a_person_is_told_what_twenty_minutes_are_worth_and_how_their_answers_fared(
    workspace, monkeypatch
):
    made = tickets(3)
    clear(workspace, made)
    review(workspace, made[0], ANN.id)
    add_verdict(workspace.store, made[0], answers={"category": "refund"})
    at = opened(workspace, monkeypatch, "review", ANN, task=TASK)
    assert not [told for told in texts(at) if "20 minutes are" in told]
    at.session_state["own_work"] = True
    told = texts(at.run())
    assert "20 minutes are good for about 2 of the 2 left." in told
    assert (
        "On 1 somebody had to decide: your decision was the final one on 1, your label on 0 of 1."
        in told
    )

"""The next useful step, for every role and every state of a workspace."""

import pytest

from curation.people import Role
from curation.review.decision import Decision
from curation.review.submission import Submission
from curation.store.people import add_person
from curation.workflow.overview.overview import Step, list_progress, next_step, next_steps
from curation.workflow.review.review import submit
from tests.makers import ANN, BEN, CURATOR, OWNER, make_example
from tests.workflow.stocked import settle, stock, stock_accepted

ANSWERS = {"category": "delivery", "reply": "It is on its way."}


@pytest.fixture
def step(workspace):
    """The next step of somebody, as things stand."""

    def ask(actor) -> Step:
        return next_step(workspace, actor, list_progress(workspace))

    return ask


@pytest.fixture
def team(workspace):
    """Two reviewers with accounts, as many as the shipped tasks want answers."""
    for actor in (ANN, BEN):
        add_person(
            workspace.store,
            person_id=actor.id,
            name=actor.name,
            role=Role.REVIEWER,
            created_by="test",
            recorded_at=workspace.now(),
        )


def answer(workspace, actor, example_id: str) -> None:
    """Accept an example in the name of somebody."""
    submission = Submission(
        id=f"{actor.id} {example_id}",
        example_id=example_id,
        version=1,
        decision=Decision.ACCEPT,
        answers=ANSWERS,
        seconds=1.0,
    )
    submit(workspace, actor, workspace.task("support-replies"), [submission])


def test_an_empty_workspace_wants_files(step):
    assert step(CURATOR).page == "pages/ingest.py"


def test_a_reviewer_with_nothing_to_do_is_led_nowhere(step):
    assert step(ANN).page == ""


def test_what_is_not_scanned_comes_first(workspace, step):
    stock(workspace, [make_example("Not scanned?", row=80)], scanned=False)
    stock_accepted(workspace, {"delivery": 3})
    assert step(CURATOR).sentence.startswith("Scan 1 example of")


def test_an_owner_alone_is_told_to_invite(workspace, step):
    stock(workspace, [make_example()])
    assert step(OWNER) == Step(
        sentence="“Support replies” wants 2 answers to each example, and 0 people have an account.",
        page="pages/settings.py",
        label="Invite people",
    )


def test_a_curator_who_cannot_invite_is_led_to_what_they_can_do(workspace, step):
    stock(workspace, [make_example()])
    assert step(CURATOR).page == "pages/review.py"


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("actor", [ANN, OWNER], ids=lambda actor: actor.role)
def test_cleared_examples_want_to_be_reviewed(workspace, step, actor):
    stock(workspace, [make_example("One?"), make_example("Two?")])
    found = step(actor)
    assert (found.page, found.sentence) == (
        "pages/review.py",
        "Review 2 examples of “Support replies”.",
    )
    assert found.task == workspace.task("support-replies")


@pytest.mark.usefixtures("team")
def test_who_has_answered_everything_waits_for_the_others(workspace, step):
    [example_id] = stock(workspace, [make_example()])
    answer(workspace, CURATOR, example_id)
    assert step(CURATOR).sentence.startswith("Wait for other reviewers: 1 example of")


@pytest.mark.usefixtures("team")
def test_a_reviewer_who_has_answered_everything_is_led_nowhere(workspace, step):
    [example_id] = stock(workspace, [make_example()])
    answer(workspace, ANN, example_id)
    assert step(ANN).page == ""


@pytest.mark.usefixtures("team")
def test_enough_answers_want_a_verdict(workspace, step):
    [example_id] = stock(workspace, [make_example()])
    answer(workspace, ANN, example_id)
    answer(workspace, BEN, example_id)
    assert step(CURATOR).page == "pages/agreement.py"


def test_accepted_examples_want_to_be_released(workspace, step):
    stock_accepted(workspace, {"delivery": 3})
    assert step(CURATOR).sentence == "Put 3 examples of “Support replies” in the next release."


def test_at_the_end_there_is_training(workspace, step):
    [example_id] = stock(workspace, [make_example()])
    settle(workspace, {example_id: {}}, outcome="reject")
    assert step(CURATOR).label == "Release & train"


def test_the_counts_of_a_task_add_up(workspace):
    stock(workspace, [make_example("Not scanned?", row=80)], scanned=False)
    stock(workspace, [make_example("Not reviewed?", row=90)])
    stock_accepted(workspace, {"delivery": 3})
    [found] = [each for each in list_progress(workspace) if each.funnel.total]
    counts = (found.funnel.total, found.cleared, found.reviewed, found.accepted, found.unreleased)
    assert counts == (5, 4, 3, 3, 3)


def test_what_comes_after_the_next_step_is_said_too(workspace):
    stock(workspace, [make_example("Not scanned?", row=80)], scanned=False)
    stock(workspace, [make_example("Not reviewed?", row=90)])
    found = next_steps(workspace, CURATOR, list_progress(workspace))
    assert [each.page for each in found] == [
        "pages/privacy.py",
        "pages/review.py",
        "pages/agreement.py",
    ]
    assert next_steps(workspace, CURATOR, list_progress(workspace), most=1) == found[:1]


def test_twenty_minutes_are_counted_by_own_pace(workspace):
    """At 1 second each, 20 minutes are good for more than there are."""
    ids = stock(workspace, [make_example(f"Question {n}?", row=n) for n in range(1, 4)])
    answer(workspace, ANN, ids[0])
    [step] = next_steps(workspace, ANN, list_progress(workspace))
    assert step.minutes == "Twenty minutes are good for about 2."
    [step] = next_steps(workspace, BEN, list_progress(workspace))
    assert step.minutes == ""

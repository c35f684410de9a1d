"""The evaluation page: what can be shown, who is compared, and what was found."""

from dataclasses import replace
from datetime import datetime

import pytest
from joblib import parallel_config

from curation.evaluation.contestant import Contestant, Reply
from curation.files import read_lines
from curation.people import Role
from curation.release.release import Release
from curation.settings import read_settings
from curation.store import jobs
from curation.training.job import Job, JobStatus
from curation.workflow.evaluation.evaluate import evaluate
from curation.workflow.evaluation.evaluation_results import list_evaluations
from curation.workflow.evaluation.people_grading import Manner, ask_people
from curation.workflow.release.release import get_release
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import ANN, CURATOR
from tests.pages.opening import opened, texts
from tests.scan_work import find_nothing
from tests.workflow.released import copied, make_released

TASK = "support-replies"
NOW = datetime.fromisoformat("2026-11-21T12:00:00")
MARKUP = "**bold** <b>html</b> :material/home:"


class Fake:
    """Answers the ideal answer when it is the tuned model, and markup otherwise."""

    def __init__(self, release):
        lines = read_lines(release.folder, "test")
        self.ideal = {e["messages"][-2]["content"]: e["messages"][-1]["content"] for e in lines}

    def answer(self, model, messages, **settings):
        return Reply(text=self.ideal[messages[-1]["content"]] if model == "tuned" else MARKUP)


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as a curator, with what is in the workspace by then."""
    return lambda: opened(workspace, monkeypatch, "evaluate", CURATOR, task=TASK)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_released(tmp_path_factory.mktemp("made"), {"delivery": 80, "refund": 40})


@pytest.fixture
def workspace(request, tmp_path):
    """One with a release where the test asks for it, an empty one elsewhere."""
    if {"release", "tuned", "evaluated"} & set(request.fixturenames):
        yield from copied(request.getfixturevalue("made"), tmp_path)
        return
    opened = open_workspace(replace(read_settings({}), workspace=tmp_path / "workspace"))
    yield opened
    close_workspace(opened)


@pytest.fixture
def release(workspace):
    return get_release(workspace, 1)


@pytest.fixture
def tuned(workspace, release):
    """A release with a model that was trained on it."""
    add_job(workspace, release)
    return release


@pytest.fixture
def evaluated(workspace, tuned):
    """A release whose tuned model was compared with its base."""
    evaluate(
        workspace,
        CURATOR,
        release_number=tuned.number,
        contestants=[Contestant(provider="local", model=name) for name in ("nearest", "tuned")],
        request_id="evaluation",
        client=Fake(tuned),
    )
    return tuned


def add_job(workspace, release, status=JobStatus.SUCCEEDED):
    jobs.add_job(
        workspace.store,
        Job(
            id=f"job {status}",
            number=release.number,
            provider="local",
            model="nearest",
            method=release.method,
            hyperparameters={},
            suffix="",
            seed=1,
            actor="olga",
            recorded_at=NOW,
            changed_at=NOW,
            status=status,
            fine_tuned_model="tuned" if status == JobStatus.SUCCEEDED else "",
        ),
    )


def subheaders(at):
    return [heading.value for heading in at.subheader]


def test_without_a_release_it_leads_to_releasing(page):
    assert "Nothing to evaluate yet" in subheaders(page())


def test_what_the_test_can_show_is_said_before_anything_is_trained(page, release):
    expected = f"With {release.counts['test']} test examples"
    assert any(text.startswith(expected) for text in texts(page()))


def test_without_a_tuned_model_the_base_can_be_measured(page, release):
    at = page()
    assert any(text.startswith("No tuned model yet") for text in texts(at))
    assert at.button(key="evaluate").label == "Ask the model"


def test_a_job_that_is_not_over_has_no_model_to_offer(workspace, page, release):
    add_job(workspace, release, JobStatus.RUNNING)
    assert not [box for box in page().selectbox if box.key == "tuned_model"]


def test_a_tuned_model_is_compared_with_the_one_it_came_from(page, tuned):
    at = page()
    assert at.selectbox(key="tuned_model").value == "tuned"
    assert at.selectbox(key="base_model_tuned").value == "nearest"


def test_before_it_was_run_there_is_a_button_and_no_table(page, tuned):
    at = page()
    assert at.button(key="evaluate").label == "Ask both models"
    assert not at.dataframe


def test_the_scores_are_a_table_with_intervals(page, evaluated):
    at = page()
    held_out = evaluated.counts["test"]
    frame = at.dataframe[0].value
    assert list(frame["Right answers"]) == [f"0 of {held_out}", f"{held_out} of {held_out}"]
    assert frame["95 % interval"][1].endswith("to 100 %")


def test_the_comparison_is_one_sentence(page, evaluated):
    assert any(text.startswith("The tuned model is better by 100 points") for text in texts(page()))


def test_answers_are_shown_as_plain_text(page, evaluated):
    at = page()
    assert MARKUP in texts(at)
    assert not any(MARKUP in element.value for element in at.markdown)


def test_ten_examples_are_shown_at_a_time(page, evaluated):
    assert evaluated.counts["test"] > 10
    assert texts(page()).count(MARKUP) == 10


def test_what_was_evaluated_is_not_asked_again(page, evaluated):
    assert not [button for button in page().button if button.key == "evaluate"]


def test_the_answers_can_be_downloaded(page, evaluated):
    assert page().get("download_button")


def test_a_reviewer_has_no_such_page(workspace, monkeypatch):
    assert ANN.role == Role.REVIEWER
    with pytest.raises(ValueError, match="evaluate"):
        opened(workspace, monkeypatch, "evaluate", ANN, task=TASK)


def test_the_rule_can_be_changed_and_the_answers_are_graded_again(page, evaluated):
    at = page()
    at.selectbox(key=f"rule_{evaluated.number}").set_value("exact").run()
    assert at.button(key="evaluate").label == "Ask both models"
    assert not at.exception


def test_a_rule_is_tried_on_what_experts_decided(page, evaluated):
    at = page()
    at.toggle(key="about_rule").set_value(True).run()
    at.button(key="try_rule").click().run()
    assert not at.exception
    assert any(text.startswith("It agrees with") for text in texts(at))


def test_labels_are_compared_one_by_one(page, evaluated):
    frames = [frame.value for frame in page().dataframe]
    assert any(set(frame.get("Label", ())) == {"delivery", "refund"} for frame in frames)


def test_success_is_written_down_and_held_against_what_was_found(page, evaluated):
    at = page()
    at.number_input(key="criteria_gain").set_value(20).run()
    at.button(key="write_criteria").click().run()
    assert "All criteria are met." in texts(at)
    assert any("after training had begun" in text for text in texts(at))


def test_the_cost_of_a_month_shows_its_arithmetic(page, evaluated):
    at = page()
    at.number_input(key="pay_requests").set_value(1_000_000)
    at.number_input(key="pay_read_base").set_value(2000.0)
    at.number_input(key="pay_in_base").set_value(2.0)
    at.number_input(key="pay_written_base").set_value(0.0).run()
    assert any("= 2,000.000 million x 2 dollars" in text for text in texts(at))
    assert any("4,000.00 dollars a month" in text for text in texts(at))


def test_wrong_answers_are_looked_at_one_by_one(workspace, page, tuned):
    """The base as the last model: every answer is wrong."""
    add_job(workspace, tuned)
    evaluate(
        workspace,
        CURATOR,
        release_number=tuned.number,
        contestants=[Contestant(provider="local", model=name) for name in ("nearest", "tuned")],
        request_id="evaluation",
        client=AlwaysWrong(),
    )
    at = page()
    assert "What to fix next" in subheaders(at)
    assert any("alike; decided by Carla" in text for text in texts(at))
    review = next(button for button in at.button if button.key.startswith("review_"))
    review.click().run()
    assert not at.exception
    assert any("Carla sent it to review" in text for text in texts(at))


def test_people_judge_on_the_review_page_and_are_counted_here(
    workspace, monkeypatch, page, evaluated
):
    at = page()
    assert next(one for one in at.button if one.key.startswith("ask_people_"))
    with parallel_config(backend="threading"):
        ask_people(
            workspace,
            CURATOR,
            list_evaluations(workspace, evaluated.number)[0],
            manner=Manner.PAIRS,
            models=("nearest", "tuned"),
            people=2,
            size=5,
            request_id="people",
            work=find_nothing,
        )
    at.run()
    assert "Nobody has judged an example yet." in texts(at)
    assert any(one.value.startswith("0 of 5 judged") for one in at.caption)
    title = "Compare answers 1 (release 1)"
    assert title not in at.selectbox(key="task").options
    assert title in opened(workspace, monkeypatch, "review", ANN).selectbox(key="task").options


class AlwaysWrong:
    def answer(self, model, messages, **settings):
        return Reply(text=MARKUP)


def test_what_is_in_use_is_held_against_training(page, evaluated):
    at = page()
    at.segmented_control(key="evaluate_view").set_value("In use").run()
    assert not at.exception
    assert "No requests since the last training" in subheaders(at)


def test_a_release_that_waits_for_a_signature_is_not_asked_and_leads_to_signing(
    page, tuned, monkeypatch
):
    monkeypatch.setattr(Release, "waits", True)
    at = page()
    assert at.button(key="evaluate").disabled
    assert "Release 1 waits for a second signature." in [one.value for one in at.caption]
    assert "Sign it" in [link.label for link in at.get("page_link")]

"""Training on the release page: one click, live state, the tuned model."""

import threading
from datetime import date

import pytest

from curation.release.method import TrainingMethod
from curation.store.jobs import add_job
from curation.training.job import Job, JobStatus
from curation.training.outlook import Offered
from curation.workflow.release.release import cut_release, list_releases
from curation.workflow.training import providers
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import list_jobs, wait_for_job
from tests.makers import CURATOR, OWNER
from tests.pages.opening import opened, texts
from tests.workflow.stocked import stock_accepted


@pytest.fixture
def desk(workspace):
    """A workspace with a release; its trainer is stopped at the end."""
    stock_accepted(workspace, {"delivery": 10, "refund": 10})
    cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=7,
        request_id="cut",
    )
    yield workspace
    close_trainer(workspace)


@pytest.fixture
def page(desk, monkeypatch):
    """Opens the release page in the name of somebody."""
    return lambda actor=OWNER: opened(desk, monkeypatch, "release", actor, task="support-replies")


def sent(workspace):
    """The newest job, once its thread has sent it."""
    for thread in threading.enumerate():
        if thread.name.startswith("train "):
            thread.join()
    return list_jobs(workspace)[0]


def badges(at):
    return [
        element.value
        for element in at.markdown
        if element.value.startswith(":") and "-badge" in element.value
    ]


def test_one_click_trains_on_the_release(page, desk):
    at = page()
    at.button(key="train").click().run()
    wait_for_job(desk, sent(desk).id)
    at.run()
    job = list_jobs(desk)[0]
    assert job.status == JobStatus.SUCCEEDED
    assert job.fine_tuned_model in [code.value for code in at.code]


def test_a_second_click_on_the_same_choice_orders_nothing(page, desk):
    at = page()
    at.button(key="train").click().run()
    sent(desk)
    assert at.button(key="train").disabled
    assert len(list_jobs(desk)) == 1


def test_the_tuned_model_can_be_asked(page, desk):
    at = page()
    at.button(key="train").click().run()
    job = wait_for_job(desk, sent(desk).id)
    at.run()
    at.text_area(key=f"question_{job.id}").set_value("Where is my parcel?")
    next(button for button in at.button if button.label == "Ask").click().run()
    assert any(text.startswith("Answer to ") for text in texts(at))


def test_training_on_this_machine_is_free_and_says_so(page):
    assert any("Free: it runs on this machine" in text for text in texts(page()))


def test_cost_and_closing_date_are_shown_before_the_click(page, monkeypatch):
    at = page()
    at.selectbox(key="train_provider_sft").set_value("openai").run()
    shown = " ".join(texts(at))
    assert "At most $" in shown
    assert "New jobs until 06 January 2027." in shown


def test_a_provider_without_a_key_cannot_be_used_and_says_what_to_set(page, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    at = page()
    at.selectbox(key="train_provider_sft").set_value("openai").run()
    assert at.button(key="train").disabled
    assert any("OPENAI_API_KEY" in caption.value for caption in at.caption)


def test_a_job_that_was_not_sent_can_be_tried_again(page, desk, monkeypatch):
    at = page()
    with monkeypatch.context() as patched:
        patched.setattr("curation.providers.local.sys.executable", "/bin/false")
        at.button(key="train").click().run()
        job = sent(desk)
        at.run()
    assert any("The trainer cannot be started" in text for text in texts(at))
    at.button(key=f"again_{job.id}").click().run()
    assert sent(desk).status != JobStatus.DRAFTED


def test_a_curator_sees_the_jobs_and_cannot_order_one(page):
    at = page(CURATOR)
    assert "train" not in [button.key for button in at.button]
    assert "An owner starts the training" in " ".join(caption.value for caption in at.caption)


def test_a_setting_out_of_range_is_refused_by_name(page, desk, monkeypatch):
    at = page()
    at.text_input(key="train_suffix_local").set_value("a b").run()
    at.button(key="train").click().run()
    assert "The suffix does not fit" in " ".join(badges(at))
    assert list_jobs(desk) == []


def test_this_machine_is_offered_first(page):
    assert page().selectbox(key="train_provider_sft").value == providers.LOCAL


def test_what_is_set_on_the_page_is_ordered_and_stays_with_the_job(page, desk):
    at = page()
    at.number_input(key="train_epochs").set_value(2)
    at.number_input(key="train_local_batch_size").set_value(4)
    at.number_input(key="train_seed_1").set_value(77).run()
    at.button(key="train").click().run()
    job = wait_for_job(desk, sent(desk).id)
    at.run()
    assert (job.hyperparameters, job.seed) == ({"n_epochs": 2, "batch_size": 4}, 77)
    assert "Ordered with batch_size 4, n_epochs 2, seed 77" in [one.value for one in at.caption]
    assert any("tokens were read; at most" in text for text in texts(at))


def test_a_tuned_model_is_a_base_where_it_can_be_trained_further(page, desk):
    tuned = "ft:gpt-4.1-mini-2025-04-14:me::1"
    release = list_releases(desk)[0]
    now = desk.now()
    add_job(
        desk.store,
        Job(
            id="before", number=release.number, provider="openai", model="gpt-4.1-mini-2025-04-14",
            method=release.method, hyperparameters={}, suffix="", seed=1, actor="olga",
            recorded_at=now, changed_at=now, status=JobStatus.SUCCEEDED, fine_tuned_model=tuned,
        ),
    )  # fmt: skip
    at = page()
    at.selectbox(key="train_provider_sft").set_value("openai").run()
    at.selectbox(key="train_model_openai").set_value(tuned).run()
    assert any("ends on 14 January 2027" in text for text in texts(at))
    assert tuned not in at.selectbox(key="train_model_openai").options[:1]


def test_the_day_a_provider_names_for_a_model_is_believed(page, monkeypatch):
    listed = [Offered(name="gpt-4.1-2025-04-14", ends=date(2027, 2, 3))]
    monkeypatch.setattr("curation.ui.training.training.ask_for_models", lambda *asked: listed)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    at = page()
    at.selectbox(key="train_provider_sft").set_value("openai").run()
    at.button(key="ask_listed_models_openai").click().run()
    assert any("ends on 03 February 2027" in text for text in texts(at))

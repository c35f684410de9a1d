"""The front page: an empty workspace, the funnel, the next step, and what was done lately."""

import threading

import pytest

from curation.release.method import TrainingMethod
from curation.settings import ROOT
from curation.workflow import sample
from curation.workflow.background import run_activity
from curation.workflow.release.release import cut_release
from curation.workflow.sample import SampleReport
from tests.makers import ANN, CURATOR, OWNER, make_example
from tests.pages.opening import opened, texts
from tests.workflow.reviewed import review, stage
from tests.workflow.stocked import stock, stock_accepted


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as somebody, with what is in the workspace by then."""
    return lambda actor: opened(workspace, monkeypatch, "overview", actor)


def headings(at) -> list[str]:
    return [heading.value for heading in at.subheader]


def tiles(at) -> dict[str, str]:
    return {tile.label: tile.value for tile in at.metric}


def test_an_empty_workspace_says_how_to_begin(page):
    assert headings(page(OWNER)) == ["There are no examples yet"]


def test_a_reviewer_in_an_empty_workspace_is_told_to_wait(page):
    assert headings(page(ANN)) == ["There is nothing to review yet"]


@pytest.mark.parametrize("actor", [ANN, CURATOR], ids=lambda actor: actor.role)
def test_only_an_owner_is_offered_the_sample_project(page, actor):
    assert "make_sample" not in [button.key for button in page(actor).button]


def test_the_sample_project_is_made_in_the_background(page, monkeypatch):
    made = threading.Event()
    report = SampleReport(folder=ROOT, examples=3, faults=0, reviews=2, settled=1, left=0)

    def make(workspace, actor, tell):
        stock(workspace, [make_example()])
        made.set()
        return report

    monkeypatch.setattr(sample, "make_sample", make)
    at = page(OWNER)
    at.button(key="make_sample").click().run()
    assert made.wait(20)
    for thread in threading.enumerate():
        if thread.name == "sample sample":
            thread.join()
    assert list(at.run().dataframe[0].value["Result"]) == [report.sentence]


def test_the_tiles_count_how_many_came_how_far(workspace, page):
    stock(workspace, [make_example("Not scanned?", row=80)], scanned=False)
    stock(workspace, [make_example("Not reviewed?", row=90)])
    stock_accepted(workspace, {"delivery": 3})
    assert tiles(page(CURATOR)) == {
        "Staged": "5",
        "Scanned": "4",
        "Cleared": "4",
        "Reviewed": "3",
        "Accepted": "3",
        "Released": "0",
    }


def test_a_tile_leads_to_what_waits_there(workspace, page):
    stock(workspace, [make_example("Not scanned?")], scanned=False)
    links = {link.label: link for link in page(CURATOR).get("page_link")}
    assert links["1 to scan ›"].proto.query_string == "task=support-replies"


def test_a_reviewer_is_not_led_to_pages_that_refuse_them(workspace, page):
    stock(workspace, [make_example("Not scanned?", row=80)], scanned=False)
    stock(workspace, [make_example("Not reviewed?", row=90)])
    assert [link.label for link in page(ANN).get("page_link")] == ["1 to review ›"]


def test_the_next_step_is_said_in_a_sentence(workspace, page):
    stock(workspace, [make_example("Not scanned?")], scanned=False)
    assert (
        "Scan 1 example of “Support replies” for personal data; nobody sees them before."
        in texts(page(CURATOR))
    )


def test_the_next_step_leads_to_its_page_and_task(workspace, page):
    stock(workspace, [make_example("Not scanned?")], scanned=False)
    at = page(CURATOR)
    at.button(key="do_next_step").click().run()
    assert at.title[0].value == "Privacy"
    assert at.selectbox(key="task").value == "support-replies"


def test_what_was_done_lately_is_listed_for_a_curator(workspace, page):
    stock(workspace, [make_example()])
    run_activity(workspace, CURATOR, lambda _: "Done well.", kind="scan", subject="support-replies")
    lately = page(CURATOR).dataframe[0].value.iloc[0]
    assert list(lately[["What", "Of", "State", "Result", "By"]]) == [
        "Scan",
        "Support replies",
        "Done",
        "Done well.",
        "Carla",
    ]


def test_a_reviewer_sees_no_list_of_what_others_did(workspace, page):
    stock(workspace, [make_example()])
    run_activity(workspace, CURATOR, lambda _: "Done.", kind="scan", subject="support-replies")
    assert not page(ANN).dataframe


def test_what_the_checks_find_is_counted_for_a_curator(workspace, page):
    stock(workspace, [make_example("Where is it?", answer="Hello {{name}}")])
    said = "Checks: 1 to correct, 0 to look at."
    assert [said in [c.value for c in page(actor).caption] for actor in (CURATOR, ANN)] == [
        True,
        False,
    ]


def test_the_adviser_changes_its_mind_with_an_answer(workspace, page):
    stock_accepted(workspace, {"delivery": 12})
    at = page(CURATOR)
    at.toggle(key="advise_support-replies").set_value(True).run()
    assert "A better prompt" in headings(at)
    at.checkbox(key="advise_prompt_tried_support-replies").check().run()
    assert "Training on right answers (SFT)" in headings(at)


def test_a_release_a_training_and_figures_stand_on_cards(workspace, page):
    stock_accepted(workspace, {"delivery": 30})
    release = cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=1,
        request_id="r1",
    )
    known = tiles(page(CURATOR))
    assert known["Release 1, SFT"] == f"{release.lines} lines"
    assert (known["Training"], known["Right answers"]) == ("none yet", "not measured yet")
    assert "Release 1, SFT" not in tiles(page(ANN))


def test_labels_over_time_and_people_are_shown_when_asked_for(workspace, page):
    [example] = stage(workspace, 1)
    review(workspace, example, ANN.id)
    at = page(CURATOR)
    at.toggle(key="team_support-replies").set_value(True).run()
    assert not at.exception
    assert at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart")
    [people] = [each.value for each in at.dataframe if "Person" in each.value]
    assert list(people["Judged"]) == [1]

"""The explore page: ready-made questions, own queries, paging, and refusals."""

import pytest
from streamlit.testing.v1 import AppTest

from curation.settings import ROOT
from curation.store.routing import latest_routing
from curation.workflow.balance.own_checks import list_own_checks
from curation.workflow.explore.saved_queries import list_queries
from tests.makers import ANN, CURATOR
from tests.pages.opening import signed_in, texts
from tests.workflow.reviewed import review, stage


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as somebody, with what is in the workspace by then."""

    def visit(actor=CURATOR, mode="SQL"):
        monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
        at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=60)
        at.user = {"sid": signed_in(workspace, actor)}
        at.run()
        at.session_state["explore_mode"] = mode
        at.switch_page(str(ROOT / "pages" / "explore.py")).run()
        assert not at.exception
        return at

    return visit


def ask(at, sql):
    at.text_area(key="explore_sql").set_value(sql)
    at.button(key="run").click().run()
    assert not at.exception
    return at


def result(at):
    return at.dataframe[0].value


def test_a_reviewer_has_no_such_page(page):
    with pytest.raises(ValueError, match="explore"):
        page(ANN)


def test_it_begins_with_an_answer(workspace, page):
    stage(workspace, 3)
    assert result(page()).to_dict("list") == {"stage": ["staged"], "examples": [3]}


def test_an_own_query_is_answered(workspace, page):
    stage(workspace, 3)
    at = ask(page(), "select max(source_row) as last from examples")
    assert result(at)["last"].tolist() == [3]


def test_a_ready_made_question_fills_the_editor_and_is_answered(workspace, page):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    at = page()
    title = "How long does a review take each reviewer? (median, s)"
    at.selectbox(key="explore_ready").set_value(title).run()
    assert "median(seconds)" in at.text_area(key="explore_sql").value
    assert result(at).to_dict("list") == {"reviewer": ["ann"], "seconds": [4.0]}


def test_a_long_result_is_turned_page_by_page(workspace, page):
    at = ask(page(), "select n from range(250) as t(n)")
    assert len(result(at)) == 200
    at.button(key="on").click().run()
    assert result(at)["n"].tolist() == list(range(200, 250))


def test_a_wrong_query_is_refused_in_words(page):
    at = ask(page(), "select nope from examples")
    assert any("nope" in text for text in texts(at))


def test_a_query_about_the_machine_is_refused_in_words(page):
    at = ask(page(), "select * from duckdb_settings()")
    assert "It reads from a function that may not be used here." in texts(at)


def test_examples_are_found_by_words_and_values_without_sql(workspace, page):
    stage(workspace, 3)
    at = page(mode="Find")
    assert len(result(at)) == 3
    at.multiselect(key="find_examples_stage").set_value(["staged"]).run()
    at.text_input(key="find_words").set_value("nowhere").run()
    assert "No rows." in texts(at)


def test_a_group_is_counted_and_gone_into(workspace, page):
    examples = stage(workspace, 2)
    review(workspace, examples[0], "ann")
    review(workspace, examples[0], "ben", decision="reject")
    at = page(mode="Find")
    at.selectbox(key="find_table").set_value("reviews").run()
    at.selectbox(key="find_group_reviews").set_value("reviewer").run()
    assert result(at).to_dict("list") == {"reviewer": ["ann", "ben"], "rows": [3, 1]}
    at.session_state["found_reviews_reviewer"] = {"selection": {"rows": [1], "columns": []}}
    at.run()
    at.button(key="go_into").click().run()
    assert set(result(at)["reviewer"]) == {"ben"}


def test_a_query_is_saved_opened_and_taken_away(workspace, page):
    stage(workspace, 1)
    at = ask(page(), "select count(*) as examples from examples")
    at.text_input(key="query_name").set_value("How many")
    at.button(key="save_query_now").click().run()
    [query] = list_queries(workspace, CURATOR)
    at = page(mode="Saved")
    at.button(key=f"open_query_{query.id}").click().run()
    assert result(at).to_dict("list") == {"examples": [1]}
    at = page(mode="Saved")
    at.button(key=f"forget_query_{query.id}").click().run()
    assert list_queries(workspace, CURATOR) == []


def test_what_a_query_finds_becomes_the_queue(workspace, page):
    examples = stage(workspace, 3)
    at = ask(page(), "select example_id from examples where source_row = 2")
    at.selectbox(key="judge_task").set_value("support-replies").run()
    at.button(key="judge_these").click().run()
    assert latest_routing(workspace.store, "support-replies").ids == (examples[1].id,)


def test_a_query_becomes_a_check_that_holds_releases_up(workspace, page):
    stage(workspace, 1)
    at = ask(page(), "select example_id from examples where length(answer) < 10")
    at.text_input(key="check_title").set_value("Too short an answer")
    at.selectbox(key="check_task").set_value("support-replies")
    at.button(key="make_check").click().run()
    [check] = list_own_checks(workspace, CURATOR, "support-replies")
    assert (check.title, check.severity) == ("Too short an answer", "error")


def test_an_empty_result_says_so(page):
    assert "No rows." in texts(ask(page(), "from examples"))


def test_every_column_is_explained(page):
    at = page()
    explained = {name for frame in at.dataframe[1:] for name in frame.value["Column"]}
    assert {"example_id", "stage", "prompt", "answer", "question", "entity"} <= explained

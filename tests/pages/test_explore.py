"""The explore page: ready-made questions, own queries, paging, and refusals."""

import pytest
from streamlit.testing.v1 import AppTest

from curation.settings import ROOT
from tests.makers import ANN, CURATOR
from tests.pages.opening import signed_in, texts
from tests.workflow.reviewed import review, stage


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as somebody, with what is in the workspace by then."""

    def visit(actor=CURATOR):
        monkeypatch.setenv("CURATION_WORKSPACE", str(workspace.folder))
        at = AppTest.from_file(str(ROOT / "curation" / "main.py"), default_timeout=60)
        at.user = {"sid": signed_in(workspace, actor)}
        at.run()
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


def test_an_empty_result_says_so(page):
    assert "No rows." in texts(ask(page(), "from examples"))


def test_every_column_is_explained(page):
    at = page()
    explained = {name for frame in at.dataframe[1:] for name in frame.value["Column"]}
    assert {"example_id", "stage", "prompt", "answer", "question", "entity"} <= explained

"""The commands about agreement and the data: their JSON, and what they refuse."""

import json

import pytest

from curation.cli import main
from curation.workflow.workspace import close_workspace
from tests.workflow.reviewed import review, stage

TASK = "support-replies"
FIGURES = {"alpha", "fleiss_kappa", "cohen_kappa", "ac1", "percent"}


@pytest.fixture
def desk(workspace, capsys):
    """Runs a command in the workspace; returns what it prints as JSON, None of it being NaN."""

    def run(*words, status=0):
        close_workspace(workspace)
        arguments = [*map(str, words), "--workspace", str(workspace.folder), "--json"]
        assert main(arguments) == status
        return json.loads(capsys.readouterr().out, parse_constant=pytest.fail)

    return run


@pytest.fixture
def table(tmp_path):
    """Writes a table file and returns its path."""

    def write(text):
        file = tmp_path / "table.csv"
        file.write_text(text)
        return file

    return write


def test_a_published_table_gives_its_published_figure(desk, shared):
    file = shared / "annotations" / "textbook" / "krippendorff_2011_C_4obs_12units.csv"
    found = desk("agreement", "--table", file, "--level", "ordinal")
    assert found["alpha"] == pytest.approx(0.815, abs=5e-4)
    assert found["interval"][0] < found["alpha"] < found["interval"][1]


@pytest.mark.parametrize(
    "text",
    [
        "item,reviewer,value\n",
        "item,reviewer,value\n1,a,x\n",
        "item,reviewer,value\n1,a,x\n2,a,y\n",
        "item,reviewer,value\n1,a,x\n2,b,y\n",
        "item,reviewer,value\n1,a,x\n1,b,x\n",
    ],
)
def test_what_cannot_be_measured_is_null_with_a_sentence(desk, table, text):
    found = desk("agreement", "--table", table(text))
    assert found["alpha"] is None
    assert found["meaning"].endswith(".")


def test_a_table_with_questions_is_measured_question_by_question(desk, table):
    text = "example_id,reviewer,question,answer\n1,a,p,x\n1,b,p,x\n1,a,q,x\n1,b,q,y\n"
    found = desk("agreement", "--table", table(text))["questions"]
    assert (found["p"]["percent"], found["q"]["percent"]) == (1, 0)


def test_a_table_with_other_columns_is_refused_by_name(desk, table):
    found = desk("agreement", "--table", table("one,two\n1,2\n"), status=1)
    assert "one, two" in found["cause"]


def test_a_table_that_is_not_there_is_refused(desk, tmp_path):
    assert desk("agreement", "--table", tmp_path / "none.csv", status=1)["error"]


def test_a_task_is_measured_question_by_question(desk, workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben")
    found = desk("agreement", "--task", TASK)["questions"]
    assert set(found) == {"decision", "category", "reply.edited", "reply"}
    assert set(found["category"]) >= FIGURES


def test_one_question_can_be_asked_for(desk):
    assert list(desk("agreement", "--task", TASK, "--question", "category")["questions"]) == [
        "category"
    ]


def test_an_unknown_question_is_refused(desk):
    assert desk("agreement", "--task", TASK, "--question", "mood", status=1)["error"]


def test_every_task_is_measured_without_a_name(desk):
    assert set(desk("agreement")["tasks"]) >= {"support-replies", "invoice-fields"}


def test_the_majority_of_a_table(desk, table):
    text = "task,worker,label\n1,a,x\n1,b,x\n1,c,y\n2,a,x\n2,b,y\n"
    found = desk("aggregate", "--table", table(text), "--method", "majority")
    assert (found["labels"], found["tied"]) == ({"1": "x", "2": None}, 1)
    assert found["reviewers"]["a"]["answers"] == 2


def test_dawid_and_skene_as_published(desk, shared):
    file = shared / "annotations" / "dawid_skene_1979.csv"
    found = desk("aggregate", "--table", file, "--method", "dawid-skene")
    assert sorted(found["prevalence"].values()) == pytest.approx([0.07, 0.11, 0.40, 0.42], abs=5e-3)


def test_settling_counts_what_it_did(desk, workspace):
    one, two = stage(workspace, 2)
    for example, label in ((one, "delivery"), (two, "refund")):
        review(workspace, example, "ann")
        review(workspace, example, "ben", label=label)
    found = desk("settle", "--task", TASK)
    assert (found["accepted"], found["rejected"], found["to_adjudicate"]) == (1, 0, 1)


def test_a_query_gives_columns_and_rows(desk, workspace):
    stage(workspace, 3)
    found = desk("sql", "select count(*) as n from examples")
    assert (found["columns"], found["rows"]) == (["n"], [[3]])


def test_a_wrong_query_is_refused(desk):
    assert desk("sql", "select nope from examples", status=1)["error"]

"""The commands about agreement and the data: their JSON, and what they refuse."""

import json

import pandas as pd
import pytest

from curation.cli import main
from curation.workflow.workspace import close_workspace
from tests.workflow.reviewed import review, stage
from tests.workflow.stocked import stock_accepted

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


def test_columns_can_be_named_on_the_command_line(desk, table):
    file = table("one,who,two\n1,ann,x\n1,ben,x\n2,ann,y\n2,ben,y\n")
    found = desk(
        "agreement",
        "--table",
        file,
        "--map",
        "item=one",
        "--map",
        "reviewer=who",
        "--map",
        "value=two",
    )
    assert found["alpha"] == 1


@pytest.mark.parametrize("entry", ["item", "colour=one"])
def test_a_wrong_map_is_refused(desk, table, entry):
    found = desk("agreement", "--table", table("item,reviewer,value\n"), "--map", entry, status=1)
    assert "FIELD=COLUMN" in found["cause"]


def test_a_parquet_table_is_read_with_its_types(desk, tmp_path):
    file = tmp_path / "table.parquet"
    pd.DataFrame(
        {"item": [1, 1, 2, 2], "rater": list("abab"), "rating": [1.0, 2.0, None, 3.0]}
    ).to_parquet(file)
    found = desk("agreement", "--table", file, "--level", "interval")
    assert (found["items"], found["compared"], found["answers"]) == (2, 1, 3)


def test_a_table_of_a_spreadsheet_program_in_utf_16_is_read(desk, tmp_path):
    file = tmp_path / "table.txt"
    file.write_bytes("item\treviewer\tvalue\n1\ta\tgrün\n1\tb\tgrün\n".encode("utf-16"))
    assert desk("agreement", "--table", file)["percent"] == 1


@pytest.mark.parametrize(("name", "raw"), [("t.csv", b"\xff\x00\xfe"), ("t.parquet", b"PAR?")])
def test_a_file_that_is_no_table_is_refused(desk, tmp_path, name, raw):
    file = tmp_path / name
    file.write_bytes(raw)
    assert desk("agreement", "--table", file, status=1)["cure"]


def test_ten_megabytes_of_free_text_are_told_from_labels(desk, table):
    rows = (f"{n // 2},{'ab'[n % 2]},{'words of my own ' * 32}{n}\n" for n in range(20_000))
    file = table("item,reviewer,value\n" + "".join(rows))
    found = desk("agreement", "--table", file)
    assert "as with free text" in found["meaning"]
    for method in ("majority", "dawid-skene"):
        refused = desk("aggregate", "--table", file, "--method", method, status=1)
        assert refused["error"] == "These are no labels"


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
    assert found["log_likelihood"] == pytest.approx(-192.8909, abs=5e-5)
    assert found["prior"] == {"name": "none", "smoothing": 0, "right": 0}
    assert found["repeated"] == 90
    assert sum(found["probabilities"]["35"].values()) == pytest.approx(1, abs=1e-3)
    first = found["reviewers"]["1"]
    assert first["interval"][0] < first["against_others"] < first["interval"][1]


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


def test_the_adviser_answers_for_what_is_told_and_what_is_kept(desk, workspace):
    stock_accepted(workspace, {"delivery": 12})
    told = desk("advise", "--task", TASK, "--prompt-tried", "yes")
    assert (told["advice"], told["ready"]["sft"]) == (["sft"], 12)
    kept = desk("advise", "--task", TASK)
    assert (kept["advice"], kept["rule"]) == (["prompt"], "prompt not tried")
    assert {each["name"] for each in kept["approaches"]} == {"prompt", "rag", "sft", "dpo", "rft"}

"""Checks of a task's examples, from the workspace and from the command line."""

from argparse import Namespace

from curation.commands.check import CHECK
from curation.commands.command import Context
from curation.workflow.check import run_checks
from tests.makers import CURATOR, make_example
from tests.workflow.stocked import settle, stock

TASK = "support-replies"
LAMP = "my parcel with the blue lamp has not arrived at my house in the old town yet"


def found(workspace, task=TASK):
    return {
        each.check.name: [list(defect.ids) for defect in each.defects]
        for each in run_checks(workspace, task).found
    }


def test_a_clean_set_has_no_defect(workspace):
    stock(workspace, [make_example(LAMP, label="delivery"), make_example("A refund?", row=2)])
    assert not any(found(workspace).values())


def test_the_final_answer_counts_and_not_the_one_of_the_source(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="Hello {{name}}")])
    before = found(workspace)["placeholders"]
    settle(workspace, {name: {"category": "delivery", "reply": "It comes on Friday."}})
    assert (before, found(workspace)["placeholders"]) == ([[name]], [])


def test_what_is_rejected_or_not_scanned_is_not_looked_at(workspace):
    rejected = stock(workspace, [make_example(LAMP, answer="")])
    settle(workspace, {rejected[0]: {}}, outcome="reject")
    stock(workspace, [make_example("A refund?", answer="", row=2)], scanned=False)
    assert found(workspace)["no-answer"] == []


def test_answers_in_json_are_not_read_as_sentences(workspace):
    assert "cut-off" not in found(workspace, "invoice-fields")


def test_the_verb_names_severity_count_and_examples(workspace):
    (name,) = stock(workspace, [make_example(LAMP, answer="")])
    context = Context(workspace=workspace, actor=CURATOR, report=lambda *step: None)
    result = CHECK.run(context, Namespace(task=TASK))
    entry = next(each for each in result["checks"] if each["name"] == "no-answer")
    assert (entry["status"], entry["severity"], entry["count"]) == ("error", "error", 1)
    assert entry["examples"] == [[name]]

"""The guideline page: read by everybody, changed by curators, and what is asked again."""

from dataclasses import replace

from curation.review.guideline import clauses_of
from curation.workflow.review.guideline import list_outdated, read_versions
from curation.workflow.review.review import next_cards, submit
from tests.makers import ANN, CURATOR
from tests.pages.opening import opened, texts
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_guideline import ID, change, judged
from tests.workflow.review.test_review import submission


def test_a_reviewer_reads_the_clauses_and_changes_nothing(workspace, monkeypatch):
    change(workspace, "1. Be true.\n2. Be short.")
    at = opened(workspace, monkeypatch, "guideline", ANN, task=ID)
    assert {"1.", "Be true.", "2.", "Be short."} <= set(texts(at))
    assert not [b for b in at.button if str(b.key).startswith("guideline_")]


def test_a_curator_saves_a_new_version(workspace, monkeypatch):
    at = opened(workspace, monkeypatch, "guideline", CURATOR, task=ID)
    at.text_area[0].set_value("1. Be true.")
    at.button(key="guideline_save").click().run()
    assert not at.exception
    assert read_versions(workspace, CURATOR, workspace.task(ID))[0].text == "1. Be true."
    assert at.subheader[0].value == "Version 2"


def test_what_was_judged_under_an_earlier_version_is_put_back(workspace, monkeypatch):
    judged(workspace)
    change(workspace)
    at = opened(workspace, monkeypatch, "guideline", CURATOR, task=ID)
    assert at.button(key="guideline_back_1").disabled
    at.checkbox(key="guideline_sure_1").check().run()
    at.button(key="guideline_back_1").click().run()
    assert not at.exception
    assert all(one.judged == 0 for one in read_versions(workspace, CURATOR, workspace.task(ID)))


def test_what_rests_on_a_changed_clause_is_put_back(workspace, monkeypatch):
    change(workspace, "1. Be kind.")
    clear(workspace, tickets(1))
    task = workspace.task(ID)
    (card,) = next_cards(workspace, ANN, task, 1)
    (clause,) = clauses_of(task.guideline)
    submit(workspace, ANN, task, [replace(submission(card), clauses=(clause.key,))])
    change(workspace, "1. Be true.", request="r2")
    at = opened(workspace, monkeypatch, "guideline", CURATOR, task=ID)
    at.checkbox(key=f"clause_sure_{clause.key}").check().run()
    at.button(key=f"clause_back_{clause.key}").click().run()
    assert not at.exception
    assert list_outdated(workspace, CURATOR, workspace.task(ID)) == []

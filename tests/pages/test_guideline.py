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


def clauses(at):
    return [area for area in at.text_area if area.label.startswith("Clause")]


def press(at, place, act):
    """A button of a row: up, down or remove."""
    row = clauses(at)[place].key
    at.button(key=f"{row}_{act}").click().run()
    assert not at.exception


def test_a_curator_changes_moves_adds_and_removes_clauses(workspace, monkeypatch):
    change(workspace, "1. Be true.\n2. Be short.\n3. Be kind.")
    at = opened(workspace, monkeypatch, "guideline", CURATOR, task=ID)
    press(at, 0, "down")
    press(at, 2, "remove")
    at.button(key=clauses(at)[0].key.rsplit("_", 1)[0] + "_more").click().run()
    clauses(at)[0].set_value("Be brief.")
    clauses(at)[2].set_value("Ask back.\nNever guess.").run()
    at.button(key="guideline_save").click().run()
    assert not at.exception
    saved = read_versions(workspace, CURATOR, workspace.task(ID))[0].text
    assert saved == "1. Be brief.\n2. Be true.\n3. Ask back.\n4. Never guess."
    assert at.subheader[0].value == "Version 3"


def test_the_first_clause_cannot_go_up_nor_the_last_down(workspace, monkeypatch):
    change(workspace, "1. Be true.\n2. Be short.")
    at = opened(workspace, monkeypatch, "guideline", CURATOR, task=ID)
    first, last = (area.key for area in clauses(at))
    held = {button.key: button.disabled for button in at.button}
    assert (held[f"{first}_up"], held[f"{first}_down"]) == (True, False)
    assert (held[f"{last}_up"], held[f"{last}_down"]) == (False, True)


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

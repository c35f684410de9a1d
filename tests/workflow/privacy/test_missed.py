"""Values that the scan missed: marked once, found everywhere, also by the next scan."""

import json

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.example import Stage
from curation.privacy.finding import Action
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store import findings
from curation.workflow.privacy import scan as scanning
from curation.workflow.privacy.decide import list_undoable, undo
from curation.workflow.privacy.findings import list_values
from curation.workflow.privacy.masked import masked_examples
from curation.workflow.privacy.missed import Spread, add_missed, add_missed_value
from curation.workflow.privacy.scan import scan_task
from curation.workflow.privacy.whole_text import confirm_read, list_unread, read_whole_text
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
ONE = make_example("the zorblax unit is broken", answer='{"a": "Zor\\u0062lax", "n": 12}', row=1)
TWO = make_example("ZORBLAX again, and zorblaxes", row=2)


@pytest.fixture
def scanned(workspace, monkeypatch) -> Workspace:
    """Two tickets about a zorblax, in which the scan found nothing."""
    add_examples(workspace.store, [ONE, TWO])
    scan(workspace, monkeypatch)
    return workspace


def scan(workspace: Workspace, monkeypatch, fingerprint: str = "") -> None:
    """Scan by a scanner that finds nothing, without worker processes."""

    def nothing(batches, *, workers, work):
        for name, texts in batches(frozenset()):
            yield name, {key: [] for key, _ in texts}

    monkeypatch.setattr(scanning, "scan_batches", nothing)
    if fingerprint:
        monkeypatch.setattr(scanning, "current_fingerprint", lambda: fingerprint)
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None)


def add(workspace: Workspace, **named) -> Spread:
    place = {"example_id": ONE.id, "version": 1, "path": "messages.0", "begins": 4, "ends": 11}
    values = {**place, "entity": "USER_NAME", "request_id": "r", **named}
    return add_missed(workspace, CURATOR, TASK, **values)


def found(workspace: Workspace) -> list[tuple[str, str, int, int]]:
    listed = findings.list_findings(workspace.store, TASK)
    return [(f.example_id, f.path, f.begins, f.ends) for f in listed]


EVERYWHERE = [
    (ONE.id, "messages.0", 4, 11),
    (ONE.id, "answer", 7, 19),
    (TWO.id, "messages.0", 0, 7),
]


def test_a_missed_value_is_found_in_all_examples_however_it_is_written(scanned):
    assert add(scanned) == Spread(examples=2, places=3)
    assert sorted(found(scanned)) == sorted(EVERYWHERE)


def test_blanks_around_a_selection_are_no_part_of_the_value(scanned):
    add(scanned, begins=3, ends=12)
    assert (ONE.id, "messages.0", 4, 11) in found(scanned)


def test_a_missed_value_is_replaced_and_json_stays_json(scanned):
    add(scanned)
    first, second = (entry.example for entry in masked_examples(scanned, TASK))
    assert "zorblax" not in first.messages[0].content + first.answer.content
    assert json.loads(first.answer.content)["n"] == 12
    assert second.messages[0].content.endswith(" again, and zorblaxes")


def test_the_next_scan_finds_it_again_in_old_and_new_examples(scanned, monkeypatch):
    add(scanned)
    add_examples(scanned.store, [make_example("my zorblax", row=3)])
    scan(scanned, monkeypatch, fingerprint="another")
    assert len(found(scanned)) == 4


def test_a_changed_text_still_has_it(scanned, monkeypatch):
    add(scanned)
    add_examples(scanned.store, [ONE, TWO], version=2)
    scan(scanned, monkeypatch)
    assert len(found(scanned)) == 3


def test_an_undo_takes_it_back_everywhere(scanned, monkeypatch):
    add(scanned)
    assert [entry.what for entry in list_undoable(scanned, CURATOR, TASK)] == ["add"]
    assert undo(scanned, CURATOR, TASK, "r", request_id="u") == 1
    assert found(scanned) == []
    scan(scanned, monkeypatch, fingerprint="another")
    assert found(scanned) == []


def test_it_is_listed_as_found_by_hand_and_decided(scanned):
    add(scanned)
    (value,) = list_values(scanned, CURATOR, TASK)
    assert (value.value, value.action, value.examples) == ("zorblax", Action.MASK, 2)


def test_a_value_can_be_typed(scanned):
    spread = add_missed_value(
        scanned, CURATOR, TASK,
        example_id=TWO.id, version=1, value="Zorblax", entity="PERSON", request_id="r",
    )  # fmt: skip
    assert spread == Spread(examples=2, places=3)


def test_what_is_not_in_the_text_cannot_be_added(scanned):
    with pytest.raises(NotFound):
        add_missed_value(
            scanned, CURATOR, TASK,
            example_id=TWO.id, version=1, value="Quux", entity="PERSON", request_id="r",
        )  # fmt: skip


@pytest.mark.parametrize("wrong", [{"ends": 5}, {"ends": 4}, {"entity": "NOTHING"}])
def test_what_is_no_value_is_refused(scanned, wrong):
    with pytest.raises(InputRefused):
        add(scanned, **wrong)


def test_a_text_that_changed_meanwhile_is_not_touched(scanned):
    with pytest.raises(Conflict):
        add(scanned, version=2)


def test_a_reviewer_adds_nothing(scanned):
    with pytest.raises(NotAllowed):
        add_missed(
            scanned, ANN, TASK, example_id=ONE.id, version=1, path="messages.0",
            begins=4, ends=11, entity="PERSON", request_id="r",
        )  # fmt: skip


def test_the_whole_text_has_every_finding_with_its_decision(scanned):
    add(scanned)
    whole = read_whole_text(scanned, CURATOR, TASK, ONE.id)
    marked = {text.path: [action for _, action in text.findings] for text in whole.texts}
    assert (marked["messages.0"], marked["answer"]) == ([Action.MASK], [Action.MASK])


def test_a_text_that_a_person_read_is_cleared_and_an_undo_blocks_it_again(workspace):
    add_examples(workspace.store, [TWO])
    incomplete(workspace)
    assert list_unread(workspace, CURATOR, TASK) == [TWO.id]
    confirm_read(workspace, CURATOR, TASK, TWO.id, version=1, request_id="r")
    assert stages(workspace) == [Stage.CLEARED]
    undo(workspace, CURATOR, TASK, "r", request_id="u")
    assert stages(workspace) == [Stage.STAGED]


def test_who_read_another_version_is_told_so(workspace):
    add_examples(workspace.store, [TWO])
    incomplete(workspace)
    with pytest.raises(Conflict):
        confirm_read(workspace, CURATOR, TASK, TWO.id, version=2, request_id="r")


def incomplete(workspace: Workspace) -> None:
    """A scan that did not come to the end."""
    one = Scan(
        id="s", example_id=TWO.id, version=1, edits_until=0, fingerprint=current_fingerprint(),
        incomplete=True, findings=(),
    )  # fmt: skip
    findings.add_scans(
        workspace.store, [one], {}, fingerprint=current_fingerprint(), recorded_at=THEN
    )


def stages(workspace: Workspace) -> list[Stage]:
    return [entry.stage for entry in list_stages(workspace, workspace.task(TASK))]

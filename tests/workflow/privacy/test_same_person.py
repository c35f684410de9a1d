"""Values of one person are listed together and decided in one step; others' decisions are told."""

import pytest

from curation.errors import Conflict, NotAllowed
from curation.people import Actor, Role
from curation.privacy.finding import Action, value_key
from curation.store.value_board import value_board
from curation.workflow.privacy import findings
from curation.workflow.privacy.decide import decide, decide_values, newest_decision, undo
from curation.workflow.privacy.same_person import list_namesakes
from curation.workflow.workspace import Workspace
from tests.makers import ANN, CURATOR, OWNER
from tests.pages.test_privacy import stage_found

TASK = "support-replies"
DORA = Actor(id="dora", name="Dora", role=Role.CURATOR)


@pytest.fixture
def told(workspace) -> Workspace:
    """Julia Hartmann, her short forms, and another Hartmann in a ticket of his own."""
    stage_found(
        workspace,
        {
            "I am Julia Hartmann. Yours, J. Hartmann": ["Julia Hartmann", "J. Hartmann"],
            "Ask Hartmann or Bob": ["Hartmann", "Bob"],
            "Peter Hartmann": ["Peter Hartmann"],
            "JULIA HARTMANN wrote": ["JULIA HARTMANN"],
        },
    )
    return workspace


def key(workspace: Workspace, name: str) -> str:
    return value_key(workspace.secret, "PERSON", name)


def namesakes(workspace: Workspace, name: str) -> dict[str, bool]:
    listed = list_namesakes(workspace, CURATOR, TASK, "PERSON", key(workspace, name))
    return {one.value.value: one.likely for one in listed}


def test_what_stands_beside_the_name_is_likely_and_what_stands_elsewhere_is_not(told):
    assert namesakes(told, "Julia Hartmann") == {"J. Hartmann": True, "Hartmann": False}


def test_another_value_names_nobody_else(told):
    assert namesakes(told, "Bob") == {}


def test_a_reviewer_sees_no_names(told):
    with pytest.raises(NotAllowed):
        list_namesakes(told, ANN, TASK, "PERSON", key(told, "Bob"))


def test_one_person_is_decided_and_taken_back_in_one_step(told):
    values = [("PERSON", key(told, name)) for name in ("Julia Hartmann", "J. Hartmann")]
    assert decide_values(told, CURATOR, TASK, values, Action.MASK, request_id="r") == 2
    undo(told, CURATOR, TASK, "r", request_id="u")
    with value_board(told.store, TASK) as board:
        assert [board.get(value).action for value in values] == [Action.UNDECIDED] * 2


def decide_bob(workspace: Workspace, actor: Actor, action: Action, *, seen: int, request: str):
    bob = "PERSON", key(workspace, "Bob")
    return decide(workspace, actor, TASK, *bob, action, seen=seen, request_id=request)


def action_of_bob(workspace: Workspace) -> Action:
    listed = findings.list_values(workspace, CURATOR, TASK)
    return next(value.action for value in listed if value.value == "Bob")


def test_what_somebody_else_decided_meanwhile_is_told_and_not_overwritten(told):
    seen = newest_decision(told)
    decide_bob(told, CURATOR, Action.KEEP, seen=seen, request="r1")
    with pytest.raises(Conflict, match="meanwhile"):
        decide_bob(told, DORA, Action.MASK, seen=seen, request="r2")
    assert action_of_bob(told) is Action.KEEP


def test_who_has_seen_the_decision_may_overrule_it(told):
    decide_bob(told, CURATOR, Action.KEEP, seen=0, request="r1")
    decide_bob(told, OWNER, Action.MASK, seen=newest_decision(told), request="r2")
    assert action_of_bob(told) is Action.MASK


def test_ones_own_decision_and_one_taken_back_stand_in_nobodys_way(told):
    decide_bob(told, CURATOR, Action.KEEP, seen=0, request="r1")
    decide_bob(told, CURATOR, Action.MASK, seen=0, request="r2")
    for taken in ("r1", "r2"):
        undo(told, CURATOR, TASK, taken, request_id=f"undo {taken}")
    assert decide_bob(told, DORA, Action.KEEP, seen=0, request="r3") == 1


def test_a_decision_sent_again_is_no_conflict(told):
    decide_bob(told, CURATOR, Action.KEEP, seen=0, request="r1")
    decide_bob(told, DORA, Action.MASK, seen=newest_decision(told), request="r2")
    assert decide_bob(told, CURATOR, Action.KEEP, seen=0, request="r1") == 0

"""How far people must agree on a question before a release may be cut."""

import json
from collections.abc import Mapping

from curation.errors import InputRefused, NotReady
from curation.people import Actor, Role, require
from curation.review.agreement.agreement import Agreement, Standing
from curation.store.proofs import add_setting, get_setting
from curation.task import Task
from curation.workflow.agreement.agreement import measure_task, measured_questions
from curation.workflow.workspace import Workspace


def read_floors(workspace: Workspace, task: Task) -> dict[str, float]:
    """The floor of each question that has one (names as in `measure_task`), from 0 to 1."""
    floors = json.loads(get_setting(workspace.store, _name(task)) or "{}")
    return {name: floors[name] for name in measured_questions(task) if floors.get(name)}


def set_floor(
    workspace: Workspace, actor: Actor, task: Task, name: str, floor: float, *, request_id: str
) -> None:
    """Require this much agreement on a question from now on; 0 requires none."""
    require(actor, Role.CURATOR, to="set how far people must agree")
    if name not in measured_questions(task) or not 0 <= floor <= 1:
        raise InputRefused(
            "This floor cannot be set",
            cause="It is not a number from 0 to 1, or the task has no such question.",
            cure="Choose a question of the task and a number up to 1.",
        )
    floors = {**read_floors(workspace, task), name: floor}
    add_setting(
        workspace.store,
        _name(task),
        json.dumps({question: value for question, value in floors.items() if value}),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def below_floor(workspace: Workspace, task: Task) -> dict[str, str]:
    """The questions that keep a release from being cut, each with the reason in one sentence."""
    floors = read_floors(workspace, task)
    figures: Mapping[str, Agreement] = measure_task(workspace, task.id) if floors else {}
    reasons = {name: _reason(figures[name], floor) for name, floor in floors.items()}
    return {name: reason for name, reason in reasons.items() if reason}


def require_agreement(workspace: Workspace, task: Task) -> None:
    """Raises NotReady when people agree less on a question than its floor."""
    below = below_floor(workspace, task)
    if below:
        raise NotReady(
            "People do not agree enough",
            cause=" ".join(f"{name}: {reason}" for name, reason in below.items()),
            cure="Make the guideline clearer and have more examples answered by two people, or "
            "change the floor on the Agreement page.",
        )


def _reason(found: Agreement, floor: float) -> str:
    """Why a floor is not kept; empty when it is.

    The lower bound of alpha counts. Where one answer is given nearly always, percent and AC1 stand
    in for it (see `Agreement.standing`).
    """
    if found.standing in (Standing.UNDEFINED, Standing.TOO_FEW) or found.interval is None:
        return found.meaning
    if found.interval.low >= floor:
        return ""
    ac1 = found.intervals["ac1"]
    if found.by_ac1 and ac1 is not None and ac1.low >= floor:
        return ""
    return f"Alpha may be as low as {found.interval.low:.2f}; the floor is {floor:.2f}."


def _name(task: Task) -> str:
    return f"agreement floors {task.id}"

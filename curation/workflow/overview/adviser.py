"""Which way to a better model suits a task: from what people answered and what the data say."""

import json
from dataclasses import asdict, dataclass

from curation.people import Actor, Role, require
from curation.release.adviser import Advised, Aim, Asked, Situation, advise
from curation.release.method import TrainingMethod
from curation.review.agreement.agreement import Standing
from curation.store.proofs import add_setting, get_setting
from curation.task import QuestionKind, Task
from curation.workflow.agreement.agreement import DECISION, measure_task
from curation.workflow.evaluation.evaluation_results import list_evaluations
from curation.workflow.release.gold import collect_gold, ready_for
from curation.workflow.release.graders import current_grader
from curation.workflow.release.release import list_releases
from curation.workflow.training.providers import list_providers
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdvice:
    """What is advised for a task, and the situation that it rests on."""

    situation: Situation
    advised: Advised


def read_asked(workspace: Workspace, task: Task) -> Asked:
    """What was answered about a task last; at first what its kind of question suggests."""
    kept = get_setting(workspace.store, _name(task))
    if kept:
        given = json.loads(kept)
        return Asked(**{**given, "aim": Aim(given["aim"])})
    is_choice = task.answer_question.kind is QuestionKind.PREFERENCE
    return Asked(aim=Aim.TASTE if is_choice else Aim.RIGHT)


def save_asked(
    workspace: Workspace, actor: Actor, task: Task, asked: Asked, *, request_id: str
) -> None:
    """Keep what was answered about a task; the same request again changes nothing."""
    require(actor, Role.CURATOR, to="say how a task should be trained")
    add_setting(
        workspace.store,
        _name(task),
        json.dumps(asdict(asked)),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def advise_task(
    workspace: Workspace, actor: Actor, task: Task, *, asked: Asked | None = None
) -> TaskAdvice:
    """What suits a task now; `asked` stands in for what was answered last. Needs a curator."""
    require(actor, Role.CURATOR, to="see which way of training suits a task")
    found = collect_gold(workspace, task)
    released = list_releases(workspace, task_id=task.id)
    newest = released[0] if released else None
    takes = [one for one in list_providers().values() if one.takes_jobs(workspace.now().date())]
    situation = Situation(
        asked=asked or read_asked(workspace, task),
        ready={method: ready_for(found, task, method).ready for method in TrainingMethod},
        held_out=newest.counts.get("test", 0) if newest else 0,
        measured=bool(newest and list_evaluations(workspace, newest.number)),
        unsure=_unsure(workspace, task),
        has_grader=current_grader(workspace, task.id) is not None,
        trained_at={
            method: tuple(one.title for one in takes if method in one.methods)
            for method in TrainingMethod
        },
    )
    return TaskAdvice(situation=situation, advised=advise(situation))


def _unsure(workspace: Workspace, task: Task) -> tuple[str, ...]:
    """The titles of questions with few answers to choose from that people agree too little on."""
    titles = {DECISION: "accept or reject"}
    titles |= {question.id: question.title for question in task.questions if question.is_chosen}
    return tuple(
        titles[name]
        for name, figure in measure_task(workspace, task.id).items()
        if name in titles and figure.standing is Standing.LOW
    )


def _name(task: Task) -> str:
    return f"adviser {task.id}"

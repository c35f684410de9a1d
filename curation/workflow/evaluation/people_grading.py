"""People grade the answers of models: each comparison is a task with a queue as any other."""

from collections.abc import Callable
from enum import StrEnum

from curation.activity import Activity
from curation.errors import InputRefused
from curation.evaluation.evaluation import Evaluation
from curation.ingest.upload import Upload
from curation.people import Actor, Role, require
from curation.scanner.pool import Work
from curation.scanner.worker import scan_here
from curation.store import uploads
from curation.task import Grading, Question, QuestionKind, Task
from curation.workflow.background import Progress, start_in_background
from curation.workflow.evaluation.graded_examples import clear_answers, graded_examples
from curation.workflow.privacy.scan import scan_task
from curation.workflow.release.release import get_release
from curation.workflow.settings.task_builder import write_task
from curation.workflow.workspace import Workspace

KIND = "people grading"
MOST_PEOPLE = 10
Report = Callable[[int, int, str], None]


class Manner(StrEnum):
    """How people grade: which of two answers is better, or one answer at a time by stars."""

    PAIRS = "pairs"
    STARS = "stars"


_QUESTIONS = {
    Manner.PAIRS: Question(
        id="better",
        kind=QuestionKind.PREFERENCE,
        title="Which answer is better?",
        reasons=("It is true", "It solves the problem", "It is complete", "It is clear and short"),
    ),
    Manner.STARS: Question(
        id="stars",
        kind=QuestionKind.RATING,
        title="How good is the last answer?",
        options=("Harmful or wrong", "Poor", "Fair", "Good", "Just as I would send it"),
    ),
}
_GUIDELINES = {
    Manner.PAIRS: "1. Choose the answer that you would rather send: true first, then complete, "
    "then friendly.\n2. A longer answer is not a better one.\n3. Choose a tie when you would send "
    "either of them, both bad when you would send neither.\n4. Skip what you cannot judge.",
    Manner.STARS: "1. Rate the last answer of the conversation as if you were to send it.\n"
    "2. What is not true has one star, however friendly it is.\n3. Skip what you cannot judge.",
}


def start_people_grading(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    *,
    manner: Manner,
    models: tuple[str, str],
    people: int,
    size: int,
    request_id: str,
) -> Activity:
    """`ask_people` in the background; refused at once where it could not begin."""
    _check(actor, evaluation, models, people, size)

    def work(progress: Progress) -> str:
        task, asked = ask_people(
            workspace,
            actor,
            evaluation,
            manner=manner,
            models=models,
            people=people,
            size=size,
            request_id=request_id,
            progress=progress.step,
        )
        return f"{asked} examples wait on the review page under “{task.title}”."

    return start_in_background(workspace, actor, work, kind=KIND, subject=evaluation.id)


def ask_people(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    *,
    manner: Manner,
    models: tuple[str, str],
    people: int,
    size: int,
    request_id: str,
    progress: Report = lambda done, total, message: None,
    work: Work = scan_here,
) -> tuple[Task, int]:
    """Let `people` experts grade the answers of two models to up to `size` test examples.

    Returns the task and how many examples of it are staged now. Nobody is told whose answer it is;
    of a pair, each person is shown either answer first as by the throw of a coin, which is stored.
    Pairs of equal answers are ties without being asked about. The examples are drawn by their ids:
    asking again for more adds to those before. Needs a curator.
    """
    _check(actor, evaluation, models, people, size)
    task = _task(workspace, evaluation, manner, models, people)
    examples = graded_examples(workspace, evaluation, task, size)
    if not examples:
        raise InputRefused(
            "There is nothing to compare",
            cause="Both models gave the same answers.",
            cure="Choose two other models.",
        )
    release = get_release(workspace, evaluation.number)
    upload = Upload(
        id=request_id,
        task=task.id,
        file=f"evaluation of release {release.number}",
        sha256=release.sha256,
        format="answers of models",
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    uploads.add_upload(workspace.store, upload=upload, examples=examples)
    scan_task(workspace, actor, task.id, progress, work=work)
    clear_answers(workspace, actor, release.task, task, examples, request_id)
    return task, len(examples)


def list_gradings(workspace: Workspace, evaluation: Evaluation) -> list[Task]:
    """The tasks in which people grade answers of an evaluation."""
    return [
        task
        for task in workspace.tasks().values()
        if task.grading is not None and task.grading.evaluation == evaluation.id
    ]


def _task(
    workspace: Workspace,
    evaluation: Evaluation,
    manner: Manner,
    models: tuple[str, str],
    people: int,
) -> Task:
    """The task of this comparison: the one that is there already, or a new one."""
    question = _QUESTIONS[manner]
    grading = Grading(evaluation=evaluation.id, models=models)
    tasks = workspace.tasks().values()
    for task in tasks:
        if task.grading == grading and task.answer == question.id:
            return task
    number = 1 + sum(task.grading is not None for task in tasks)
    origin = workspace.task(get_release(workspace, evaluation.number).task)
    words = {Manner.PAIRS: "Compare answers", Manner.STARS: "Rate answers"}[manner]
    return write_task(
        workspace,
        Task(
            id=f"graded-answers-{number}",
            title=f"{words} {number} (release {evaluation.number})",
            intake=origin.intake,
            system_prompt=origin.system_prompt,
            guideline=_GUIDELINES[manner],
            overlap=people,
            questions=(question,),
            answer=question.id,
            privacy=origin.privacy,
            glossary=origin.glossary,
            grading=grading,
        ),
    )


def _check(
    actor: Actor, evaluation: Evaluation, models: tuple[str, str], people: int, size: int
) -> None:
    require(actor, Role.CURATOR, to="have answers graded by people")
    if len(set(models)) != 2 or not set(models) <= set(evaluation.models):
        raise InputRefused(
            "Which models?",
            cause="Two different models of the evaluation are compared.",
            cure="Choose two of them.",
        )
    if not 1 <= people <= MOST_PEOPLE or size < 1:
        raise InputRefused(
            "Nobody can be asked so",
            cause=f"1 to {MOST_PEOPLE} people grade at least one example.",
            cure="Change the numbers and try again.",
        )

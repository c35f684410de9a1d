"""People grade the answers of models: each comparison is a task with a queue as any other.

The prompts are those of the release and were cleared for it; what the models wrote is scanned, and
a personal value that only an answer has is replaced before anybody reads it.
"""

import hashlib
from collections.abc import Callable, Sequence
from enum import StrEnum

from curation.activity import Activity
from curation.errors import InputRefused
from curation.evaluation.evaluation import Evaluation
from curation.evaluation.held_out import HeldOut
from curation.example import Example, Message, Source, Speaker, message_from_json
from curation.ingest.upload import Upload
from curation.people import Actor, Role, require
from curation.privacy.finding import Action
from curation.scanner.pool import Work
from curation.scanner.worker import scan_here
from curation.store import evaluations, findings, standing_decisions, uploads
from curation.task import Grading, Question, QuestionKind, Task
from curation.workflow.background import Progress, start_in_background
from curation.workflow.evaluation.evaluation_results import test_lines
from curation.workflow.privacy.decide import decide_values
from curation.workflow.privacy.scan import scan_task
from curation.workflow.release.release import get_release
from curation.workflow.settings.task_builder import write_task
from curation.workflow.workspace import Workspace

KIND = "people grading"
MOST_PEOPLE = 10
NO_ANSWER = "(no answer)"
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
    examples = _examples(workspace, evaluation, task, size)
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
    _decide(workspace, actor, release.task, task, examples, request_id)
    return task, len(examples)


def list_gradings(workspace: Workspace, evaluation: Evaluation) -> list[Task]:
    """The tasks in which people grade answers of an evaluation."""
    return [
        task
        for task in workspace.tasks().values()
        if task.grading is not None and task.grading.evaluation == evaluation.id
    ]


def line_of(example: Example) -> tuple[str, str]:
    """The test example and the model (empty for a pair) that a graded example was made of."""
    return example.metadata.get("test_example", ""), example.metadata.get("answered_by", "")


def chosen_lines(workspace: Workspace, evaluation: Evaluation, size: int) -> dict[str, HeldOut]:
    """Up to `size` of the test examples, drawn by a hash of their ids: more contain the fewer."""
    lines = test_lines(workspace, evaluation.number)
    drawn = sorted(lines, key=lambda one: hashlib.sha256(f"graded {one}".encode()).hexdigest())
    return {one: lines[one] for one in drawn[:size]}


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


def _examples(workspace: Workspace, evaluation: Evaluation, task: Task, size: int) -> list[Example]:
    assert task.grading is not None
    lines = chosen_lines(workspace, evaluation, size)
    origin = workspace.task(get_release(workspace, evaluation.number).task)
    places = evaluations.read_places(workspace.store, evaluation.number, origin.stratum)
    said = {
        (answer.model, answer.example_id): answer.answer.strip() or NO_ANSWER
        for answer in evaluations.list_grades(workspace.store, evaluation.id)
    }
    found: list[Example] = []
    for number, (example_id, line) in enumerate(lines.items(), 1):
        first, second = (_message(said[model, example_id]) for model in task.grading.models)
        source = Source(file=f"release-{evaluation.number}/test.jsonl", sha256="", row=number)
        prompt = tuple(
            message_from_json(message)
            for message in line.messages
            if message["role"] not in (Speaker.SYSTEM, Speaker.DEVELOPER)
        )
        group = places.get(example_id, ("", ""))[0] or example_id
        if task.answer_question.kind is QuestionKind.PREFERENCE:
            if first == second:
                continue
            found.append(
                Example(
                    task=task.id,
                    messages=prompt,
                    answer=first,
                    rejected=second,
                    group=group,
                    metadata={"test_example": example_id},
                    origin=f"{evaluation.id} {example_id}",
                    source=source,
                )
            )
            continue
        for model, answer in zip(task.grading.models, (first, second), strict=True):
            found.append(
                Example(
                    task=task.id,
                    messages=(*prompt, answer),
                    group=group,
                    metadata={"test_example": example_id, "answered_by": model},
                    origin=f"{evaluation.id} {example_id} {model}",
                    source=source,
                )
            )
    return found


def _message(text: str) -> Message:
    return Message(speaker=Speaker.ASSISTANT, content=text)


def _decide(
    workspace: Workspace,
    actor: Actor,
    released: str,
    task: Task,
    examples: Sequence[Example],
    request_id: str,
) -> None:
    """Keep what the prompts hold and what was kept before the release; replace the rest."""
    open_ones = {
        (one.entity, one.value_key)
        for one in standing_decisions.list_undecided(workspace.store, task.id, Action.KEEP)
    }
    asks_pairs = task.answer_question.kind is QuestionKind.PREFERENCE
    prompts = {one.id: len(one.messages) - (not asks_pairs) for one in examples}
    cleared = {
        (one.entity, one.value_key)
        for one in findings.list_findings(workspace.store, task.id)
        if _is_cleared(one.path, prompts.get(one.example_id, 0))
    }
    standing = standing_decisions.read_standing(
        workspace.store, released, [key for _, key in open_ones]
    )
    cleared |= standing.left_in("", open_ones)
    for action, values in (
        (Action.KEEP, open_ones & cleared),
        (Action.MASK, open_ones - cleared),
    ):
        decide_values(
            workspace,
            actor,
            task.id,
            sorted(values),
            action,
            reason="Answers of models, graded by people",
            request_id=f"{request_id} {action}",
        )


def _is_cleared(path: str, prompt: int) -> bool:
    """Whether a text is one of ours or of the release: everything but the answers of models."""
    part, _, rest = path.partition(".")
    if part == "messages":
        return int(rest.partition(".")[0]) < prompt
    return part in ("metadata", "source")


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

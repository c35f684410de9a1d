"""Evaluating: models answer the held-out lines of a release, are graded, and are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.activity import Activity
from curation.errors import InputRefused, NotReady
from curation.evaluation.comparison import power_sentence
from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.evaluation import Evaluation, GradedAnswer
from curation.evaluation.held_out import HeldOut, held_out, leaked
from curation.files import file_sha256, read_lines, read_manifest, release_file
from curation.people import Actor, Role, require
from curation.release.release import Release
from curation.store import evaluations, releases
from curation.workflow.background import Progress, start_in_background
from curation.workflow.evaluation.answers import collect_answers
from curation.workflow.evaluation.asking import Answerer, Limits, Report, check_limits
from curation.workflow.evaluation.evaluation_results import Result, read_result
from curation.workflow.evaluation.floor import train_floor
from curation.workflow.evaluation.grading import (
    check_rule,
    default_rule,
    grade_answers,
    refuse_own_judge,
)
from curation.workflow.release.release import get_release
from curation.workflow.release.signatures import require_signed
from curation.workflow.training.providers import LOCAL
from curation.workflow.training.train import list_jobs
from curation.workflow.workspace import Workspace

KIND = "evaluate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """The held-out lines of a release, the rule of grading, and what they can show at all."""

    release: Release
    lines: tuple[HeldOut, ...]
    rule: str

    @property
    def power(self) -> str:
        """What this test set can show, as one sentence."""
        return power_sentence(len(self.lines))


def read_yardstick(workspace: Workspace, release_number: int, *, grader: str = "") -> Yardstick:
    """By what models would be judged; the grader follows from the task unless it is named.

    Raises NotReady for a release without test lines that can be graded.
    """
    release = get_release(workspace, release_number)
    lines = read_lines(release.folder, "test")
    ids = releases.list_release_lines(workspace.store, release.number, "test")
    found = [
        held_out(line, release.method, example_id=entry.example_id)
        for line, entry in zip(lines, ids, strict=True)
    ]
    held = tuple(line for line in found if line is not None)
    if not held:
        raise NotReady(
            "Nothing to test with",
            cause=f"Release {release.number} has no test examples with a text as the answer.",
            cure="Cut a release of more examples, so that some can be held out.",
        )
    rule = check_rule(grader) if grader else default_rule(workspace, release)
    return Yardstick(release=release, lines=held, rule=rule)


def evaluate(
    workspace: Workspace,
    actor: Actor,
    *,
    release_number: int,
    contestants: Sequence[Contestant],
    request_id: str,
    floor: bool = False,
    limits: Limits | None = None,
    progress: Report = lambda done, total, message: None,
    grader: str = "",
    client: Answerer | None = None,
) -> Result:
    """Ask each model every held-out line of a release, grade the answers and compare.

    The first is the base, the last the tuned one; with `floor` the nearest-neighbour model of the
    release answers too, and is trained where there is none. Every answer is stored as it comes and
    nothing is asked twice, so an evaluation that was stopped goes on where it was. The same
    request again returns what it found. `client` answers in place of every provider. Needs a
    curator. Raises NotReady for a release that waits for a signature.
    """
    require(actor, Role.CURATOR, to="evaluate models")
    if known := evaluations.get_evaluation(workspace.store, request_id):
        return read_result(workspace, known)
    limits = limits or Limits()
    _check(contestants, limits)
    yardstick = read_yardstick(workspace, release_number, grader=grader)
    require_signed(yardstick.release, to="evaluated")
    refuse_own_judge(yardstick.rule, [one.model for one in contestants])
    _refuse_leaks(workspace, yardstick.release, contestants)
    if floor:
        progress(0, 0, "Training the nearest-neighbour floor")
        contestants = with_floor(contestants, train_floor(workspace, actor, release_number))
    replies = collect_answers(workspace, yardstick.lines, contestants, limits, client, progress)
    evaluation = Evaluation(
        id=request_id,
        number=release_number,
        contestants=tuple(contestants),
        grader=yardstick.rule,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    graded = _graded(workspace, yardstick, evaluation.models, replies)
    evaluations.add_evaluation(workspace.store, evaluation, graded)
    return read_result(workspace, evaluation)


def _graded(
    workspace: Workspace,
    yardstick: Yardstick,
    models: Sequence[str],
    replies: Mapping[tuple[str, str], Reply],
) -> list[GradedAnswer]:
    places = [(model, line) for model in models for line in yardstick.lines]
    answers = [replies[model, line.example_id].text for model, line in places]
    grades = grade_answers(workspace, yardstick.rule, [line for _, line in places], answers)
    return [
        GradedAnswer(model=model, example_id=line.example_id, answer=answer, grade=grade)
        for (model, line), answer, grade in zip(places, answers, grades, strict=True)
    ]


def start_evaluation(
    workspace: Workspace,
    actor: Actor,
    *,
    release_number: int,
    contestants: Sequence[Contestant],
    request_id: str,
    floor: bool = False,
    limits: Limits | None = None,
    grader: str = "",
) -> Activity:
    """Evaluate in the background; refused at once where it could not begin."""
    require(actor, Role.CURATOR, to="evaluate models")
    _check(contestants, limits or Limits())
    release = read_yardstick(workspace, release_number, grader=grader).release
    require_signed(release, to="evaluated")
    _refuse_leaks(workspace, release, contestants)

    def work(progress: Progress) -> str:
        result = evaluate(
            workspace,
            actor,
            release_number=release_number,
            contestants=contestants,
            request_id=request_id,
            floor=floor,
            limits=limits,
            grader=grader,
            progress=progress.step,
        )
        return f"{len(result.scores)} models have answered {result.scores[0].n} test examples."

    return start_in_background(
        workspace, actor, work, kind=KIND, subject=subject_of(release_number)
    )


def with_floor(contestants: Sequence[Contestant], model: str) -> tuple[Contestant, ...]:
    """The contestants with the floor before the last of them, unless it is one of them."""
    floor = Contestant(provider=LOCAL, model=model)
    if not model or floor in contestants:
        return tuple(contestants)
    return (*contestants[:-1], floor, contestants[-1])


def subject_of(release_number: int) -> str:
    """How the activity of evaluating a release is called."""
    return f"release {release_number}"


def _refuse_leaks(
    workspace: Workspace, release: Release, contestants: Sequence[Contestant]
) -> None:
    """Refuse a test that one of the models was trained on, or that is not the frozen one."""
    asked = {one.model for one in contestants}
    jobs = [job for job in list_jobs(workspace) if job.fine_tuned_model in asked]
    test = read_lines(release.folder, "test")
    for number in sorted({release.number, *(job.number for job in jobs)}):
        trained = get_release(workspace, number)
        if both := leaked(read_lines(trained.folder, "train"), test):
            raise NotReady(
                "The test would be unfair",
                cause=f"{both} of the {len(test)} test examples of release {release.number} are "
                f"asked in the training part of release {number} too.",
                cure="Cut a new release; its split keeps the same question on one side.",
            )
    if _sha256(release) != read_manifest(release.folder)["files"]["test"]["sha256"]:
        raise NotReady(
            "The test examples have changed",
            cause=f"test.jsonl of release {release.number} is not the file that was frozen.",
            cure="Put the file back as it was, or cut a new release.",
        )


def _sha256(release: Release) -> str:
    return file_sha256(release_file(release.folder, "test.jsonl"))


def _check(contestants: Sequence[Contestant], limits: Limits) -> None:
    models = [one.model for one in contestants]
    if not models or not all(models) or len(set(models)) != len(models):
        raise InputRefused(
            "Which models?",
            cause="The models to be compared are missing or named twice.",
            cure="Name different models, the base model first and the tuned one last.",
        )
    check_limits(limits)

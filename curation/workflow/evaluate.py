"""Evaluating: models answer the held-out lines of a release, are graded, and are compared."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from curation.activity import Activity
from curation.errors import InputRefused, NotReady
from curation.evaluation.comparison import power_sentence
from curation.evaluation.evaluation import Evaluation, GradedAnswer
from curation.evaluation.grade import Grader
from curation.evaluation.graders import GRADERS, grader_for
from curation.evaluation.held_out import HeldOut, held_out, leaked
from curation.example import Json, canonical_json
from curation.files import read_lines
from curation.people import Actor, Role, require
from curation.release.release import Release
from curation.store import evaluations, releases
from curation.workflow.background import Progress, start_in_background
from curation.workflow.evaluation_results import Result, read_result
from curation.workflow.providers import open_client
from curation.workflow.release import get_release
from curation.workflow.workspace import Workspace

KIND = "evaluate"
MAX_TOKENS = 1024
TEMPERATURE = 0.0
SEED = 20261120

Report = Callable[[int, int, str], None]
"""Told how many of how many answers are stored; may raise to stop."""


class Answerer(Protocol):
    """What answers: the part of a training client that an evaluation needs."""

    def answer(
        self,
        model: str,
        messages: Sequence[Json],
        *,
        max_tokens: int,
        temperature: float,
        seed: int,
    ) -> str:
        """What the model says to these messages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """The held-out lines of a release, the rule of grading, and what they can show at all."""

    release: Release
    lines: tuple[HeldOut, ...]
    grader: Grader

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
    return Yardstick(release=release, lines=held, grader=_grader(workspace, release, grader))


def evaluate(
    workspace: Workspace,
    actor: Actor,
    *,
    release_number: int,
    models: Sequence[str],
    provider: str,
    request_id: str,
    progress: Report = lambda done, total, message: None,
    grader: str = "",
    client: Answerer | None = None,
) -> Result:
    """Ask each model every held-out line of a release, grade the answers and compare.

    The first model is the base, the last the tuned one. Every answer is stored as it comes and
    nothing is asked twice, so an evaluation that was stopped goes on where it was. The same
    request again returns what it found. Needs a curator.
    """
    require(actor, Role.CURATOR, to="evaluate models")
    if known := evaluations.get_evaluation(workspace.store, request_id):
        return read_result(workspace, known)
    _check_models(models)
    yardstick = read_yardstick(workspace, release_number, grader=grader)
    _refuse_leak(yardstick.release)
    answers = _answers(workspace, yardstick.lines, models, provider, client, progress)
    evaluation = Evaluation(
        id=request_id,
        number=release_number,
        provider=provider,
        models=tuple(models),
        grader=yardstick.grader.name,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    graded = [
        GradedAnswer(
            model=model,
            example_id=line.example_id,
            answer=answers[model, line.example_id],
            grade=yardstick.grader.grade(line.reference, answers[model, line.example_id]),
        )
        for model in models
        for line in yardstick.lines
    ]
    evaluations.add_evaluation(workspace.store, evaluation, graded)
    return read_result(workspace, evaluation)


def start_evaluation(
    workspace: Workspace,
    actor: Actor,
    *,
    release_number: int,
    models: Sequence[str],
    provider: str,
    request_id: str,
) -> Activity:
    """Evaluate in the background; refused at once where it could not begin."""
    require(actor, Role.CURATOR, to="evaluate models")
    _check_models(models)
    _refuse_leak(read_yardstick(workspace, release_number).release)

    def work(progress: Progress) -> str:
        result = evaluate(
            workspace,
            actor,
            release_number=release_number,
            models=models,
            provider=provider,
            request_id=request_id,
            progress=progress.step,
        )
        return f"{len(models)} models have answered {result.scores[0].n} test examples."

    return start_in_background(
        workspace, actor, work, kind=KIND, subject=subject_of(release_number)
    )


def subject_of(release_number: int) -> str:
    """How the activity of evaluating a release is called."""
    return f"release {release_number}"


def answer_key(provider: str, model: str, messages: Sequence[Json]) -> str:
    """By what an answer is found again: a hash of who was asked, what, and with which settings."""
    asked = [provider, model, list(messages), MAX_TOKENS, TEMPERATURE, SEED]
    return hashlib.sha256(canonical_json(asked).encode("utf-8", "surrogatepass")).hexdigest()


def _answers(
    workspace: Workspace,
    lines: Sequence[HeldOut],
    models: Sequence[str],
    provider: str,
    client: Answerer | None,
    progress: Report,
) -> dict[tuple[str, str], str]:
    """Every model's answer to every line, those that are known already from the store."""
    wanted = [(model, line) for model in models for line in lines]
    keys = [answer_key(provider, model, line.messages) for model, line in wanted]
    known = evaluations.get_answers(workspace.store, keys)
    answers: dict[tuple[str, str], str] = {}
    for done, ((model, line), key) in enumerate(zip(wanted, keys, strict=True)):
        if key not in known:
            progress(done, len(wanted), "")
            client = client or open_client(workspace, provider)
            known[key] = _ask(workspace, client, model, line, key)
        answers[model, line.example_id] = known[key]
    progress(len(wanted), len(wanted), "")
    return answers


def _ask(workspace: Workspace, client: Answerer, model: str, line: HeldOut, key: str) -> str:
    began = time.monotonic()
    answer = client.answer(
        model, list(line.messages), max_tokens=MAX_TOKENS, temperature=TEMPERATURE, seed=SEED
    )
    evaluations.add_answer(
        workspace.store,
        key=key,
        model=model,
        answer=answer,
        seconds=time.monotonic() - began,
        recorded_at=workspace.now(),
    )
    return answer


def _refuse_leak(release: Release) -> None:
    """Refuse a release whose test asks what was trained: such a test flatters the tuned model."""
    test = read_lines(release.folder, "test")
    if both := leaked(read_lines(release.folder, "train"), test):
        raise NotReady(
            "The test would be unfair",
            cause=f"{both} of the {len(test)} test examples of release {release.number} are asked "
            "in the training part too.",
            cure="Cut a new release; its split keeps the same question on one side.",
        )


def _check_models(models: Sequence[str]) -> None:
    if not models or not all(models) or len(set(models)) != len(models):
        raise InputRefused(
            "Which models?",
            cause="The models to be compared are missing or named twice.",
            cure="Name different models, the base model first and the tuned one last.",
        )


def _grader(workspace: Workspace, release: Release, name: str) -> Grader:
    if not name:
        return grader_for(workspace.task(release.task).answer_question.kind)
    if name not in GRADERS:
        raise InputRefused(
            "No such grader",
            cause=f"There is no grader {name!r}.",
            cure=f"Choose one of: {', '.join(sorted(GRADERS))}.",
        )
    return GRADERS[name]

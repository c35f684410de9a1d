"""What evaluations found: figures, the answers side by side, and a table to take away."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.errors import NotFound
from curation.evaluation.comparison import Comparison, ModelScore, compare, score_model
from curation.evaluation.contestant import Cost
from curation.evaluation.evaluation import Evaluation, GradedAnswer, grades_of
from curation.evaluation.held_out import HeldOut, held_out
from curation.evaluation.slices import Reweighted, Slice, compare_slices, reweight, together
from curation.files import read_lines
from curation.ingest.fault_table import quoted
from curation.people import Actor, Role, require
from curation.store import evaluations, releases
from curation.workflow.balance.balance import latest_plan
from curation.workflow.evaluation.answers import measure_costs
from curation.workflow.release.release import get_release
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An evaluation with its figures: each model's score, and the last model against each other.

    `comparison` is the last model against the first; None where one model was asked. The other
    comparisons, and the `slices` of it, are by Holm's correction. `reweighted` is the difference
    with the mix that the task's plan wants; None without a plan.
    """

    evaluation: Evaluation
    scores: tuple[ModelScore, ...]
    comparisons: Mapping[str, Comparison]
    slices: tuple[Slice, ...]
    reweighted: Reweighted | None

    @property
    def comparison(self) -> Comparison | None:
        """The last model against the first, the question that was asked first."""
        return self.comparisons.get(self.evaluation.models[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """One test example with the graded answers, in the order of the evaluation's models."""

    line: HeldOut
    answers: tuple[GradedAnswer, ...]


def read_result(workspace: Workspace, evaluation: Evaluation) -> Result:
    """The figures of an evaluation, computed from its stored grades."""
    answers = evaluations.list_grades(workspace.store, evaluation.id)
    grades = {model: grades_of(answers, model) for model in evaluation.models}
    base, *others = evaluation.models[:-1] or ("",)
    tuned = grades[evaluation.models[-1]]
    task = workspace.task(get_release(workspace, evaluation.number).task)
    places = evaluations.read_places(workspace.store, evaluation.number, task.stratum)
    ids = sorted({answer.example_id for answer in answers})
    groups = [places.get(one, ("", ""))[0] or one for one in ids]
    labels = [places.get(one, ("", ""))[1] for one in ids]
    plan = latest_plan(workspace, task.id)
    target = plan.target_of(task.stratum) if plan else {}
    first = {base: compare(grades[base], tuned, groups)} if base else {}
    more = {model: compare(grades[model], tuned, groups) for model in others}
    return Result(
        evaluation=evaluation,
        scores=tuple(score_model(model, grades[model]) for model in evaluation.models),
        comparisons={**first, **together(more)},
        slices=compare_slices(labels, grades[base], tuned) if base else (),
        reweighted=reweight(labels, grades[base], tuned, target) if base else None,
    )


def result_costs(workspace: Workspace, evaluation: Evaluation) -> dict[str, Cost]:
    """What the answers of each model took, by model; answers from a file are left out."""
    lines = list(test_lines(workspace, evaluation.number).values())
    return measure_costs(workspace, lines, evaluation.contestants)


def answer_pairs(
    workspace: Workspace, actor: Actor, evaluation: Evaluation
) -> dict[str, list[tuple[str, str]]]:
    """The ideal and the given answer to every test example, by model. Needs a curator."""
    require(actor, Role.CURATOR, to="read the answers of models")
    lines = test_lines(workspace, evaluation.number)
    found: dict[str, list[tuple[str, str]]] = {model: [] for model in evaluation.models}
    for answer in evaluations.list_grades(workspace.store, evaluation.id):
        if line := lines.get(answer.example_id):
            found[answer.model].append((line.reference, answer.answer))
    return found


def list_evaluations(workspace: Workspace, release_number: int) -> list[Evaluation]:
    """The evaluations of a release, the newest first."""
    return evaluations.list_evaluations(workspace.store, number=release_number)


def list_side_by_side(
    workspace: Workspace, actor: Actor, evaluation: Evaluation, *, limit: int, offset: int = 0
) -> list[SideBySide]:
    """A page of test examples with all answers, the worst answers of the last model first.

    Needs a curator. Raises NotFound when the release's folder is gone.
    """
    require(actor, Role.CURATOR, to="read the answers of models")
    ids = evaluations.list_worst(
        workspace.store, evaluation.id, evaluation.models[-1], limit=limit, offset=offset
    )
    return _side_by_side(workspace, evaluation, ids)


def list_failed(workspace: Workspace, actor: Actor, evaluation: Evaluation) -> list[str]:
    """The ids of all examples that the last model answered wrongly, the worst first."""
    require(actor, Role.CURATOR, to="read the answers of models")
    total = len(evaluations.list_grades(workspace.store, evaluation.id))
    return evaluations.list_worst(
        workspace.store, evaluation.id, evaluation.models[-1], limit=max(total, 1), only_wrong=True
    )


def read_side_by_side(
    workspace: Workspace, actor: Actor, evaluation: Evaluation, ids: Sequence[str]
) -> list[SideBySide]:
    """These test examples with all answers. Needs a curator."""
    require(actor, Role.CURATOR, to="read the answers of models")
    return _side_by_side(workspace, evaluation, ids)


def answers_csv(workspace: Workspace, actor: Actor, evaluation_id: str) -> str:
    """Every test example with every model's answer and grade, as a table for a spreadsheet.

    Cells that a spreadsheet would run as a formula get an apostrophe in front. Raises NotFound
    for an unknown evaluation.
    """
    require(actor, Role.CURATOR, to="download the answers of models")
    evaluation = evaluations.get_evaluation(workspace.store, evaluation_id)
    if evaluation is None:
        raise NotFound(
            "No such evaluation",
            cause="There is no evaluation of that id.",
            cure="Choose a release on the evaluation page and evaluate it.",
        )
    total = len(evaluations.list_grades(workspace.store, evaluation.id))
    ids = evaluations.list_worst(
        workspace.store, evaluation.id, evaluation.models[-1], limit=max(total, 1)
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    figures = [f"{part}: {model}" for model in evaluation.models for part in _PARTS]
    writer.writerow(["example", "prompt", "ideal answer", *map(quoted, figures)])
    for row in _side_by_side(workspace, evaluation, ids):
        cells = [row.line.example_id, _prompt(row.line), row.line.reference]
        for answer in row.answers:
            cells += [answer.answer, f"{answer.grade.score:.4f}", _yes(answer.grade.passed)]
        writer.writerow([quoted(cell) for cell in cells])
    return text.getvalue()


_PARTS = ("answer", "score", "right")


def _side_by_side(
    workspace: Workspace, evaluation: Evaluation, ids: Sequence[str]
) -> list[SideBySide]:
    lines = test_lines(workspace, evaluation.number)
    graded = {
        (answer.example_id, answer.model): answer
        for answer in evaluations.list_grades(workspace.store, evaluation.id, example_ids=ids)
    }
    return [
        SideBySide(
            line=lines[example_id],
            answers=tuple(graded[example_id, model] for model in evaluation.models),
        )
        for example_id in ids
    ]


def test_lines(workspace: Workspace, number: int) -> dict[str, HeldOut]:
    """The test examples of a release that can be graded, by id."""
    release = get_release(workspace, number)
    entries = releases.list_release_lines(workspace.store, number, "test")
    found = {}
    for line, entry in zip(read_lines(release.folder, "test"), entries, strict=True):
        held = held_out(line, release.method, example_id=entry.example_id)
        if held is not None:
            found[entry.example_id] = held
    return found


def _prompt(line: HeldOut) -> str:
    said = [
        f"{m['role']}: {m.get('content') or ''}" for m in line.messages if m["role"] != "system"
    ]
    return "\n\n".join(said)


def _yes(passed: bool) -> str:
    return "yes" if passed else "no"

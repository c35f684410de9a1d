"""The grader of a task's reinforcement: tried on what experts decided, then used."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curation.errors import InputRefused, NotReady
from curation.evaluation.grade import Grader
from curation.example import Json, Speaker, canonical_json
from curation.locked.run import run_python
from curation.people import Actor, Role, require
from curation.release.lines.rft import item, missing, worse_answers
from curation.reward.grader import (
    Judges,
    fields_of,
    grade,
    kinds_in,
    range_of,
    threshold_of,
    wrong_with,
)
from curation.reward.template import Case
from curation.reward.trial import Known, Trial, try_grader, try_marks
from curation.store import proofs
from curation.workflow.release.gold import collect_gold
from curation.workflow.training.providers import LOCAL, open_client
from curation.workflow.workspace import Workspace

MOST_TRIED, MOST_ASKED = 40, 8
"""Examples that a grader is tried on; fewer where a model must be asked about each answer."""

MODEL_KINDS = {"score_model", "label_model"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGrader:
    """A grader as the contract writes it, and the provider whose model it asks, if it asks one."""

    grader: Json
    provider: str = LOCAL


def read_grader(text: str) -> Json:
    """The grader in a JSON text. Raises InputRefused naming everything that is wrong with it."""
    try:
        grader = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(["It is not JSON."]) from error
    if wrong := wrong_with(grader):
        raise _refused(wrong)
    checked: Json = grader
    return checked


def current_grader(workspace: Workspace, task_id: str) -> TaskGrader | None:
    """The grader that reinforcement of a task uses; None until one passed its trial."""
    stored = proofs.get_setting(workspace.store, _name(task_id))
    return TaskGrader(**json.loads(stored)) if stored else None


def require_grader(workspace: Workspace, task_id: str) -> Json:
    """The grader for a release to be cut. Raises NotReady when there is none."""
    found = current_grader(workspace, task_id)
    if found is None:
        raise NotReady(
            "There is no grader",
            cause="Reinforcement needs a rule that grades answers, and none was tried and chosen.",
            cure="Write one on the Release page, try it, and use it.",
        )
    return found.grader


def try_on_verdicts(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: TaskGrader,
    *,
    before: Callable[[], None] = lambda: None,
) -> Trial:
    """What a grader gives to right and worse answers of experts and to cheap tricks.

    `before` is called before a model is asked, and may raise to stop. Nothing is stored. Raises
    InputRefused for a wrong grader or a field that the lines do not have, and what the provider
    refuses. Needs a curator.
    """
    require(actor, Role.CURATOR, to="try a grader")
    if wrong := wrong_with(wanted.grader):
        raise _refused(wrong)
    known = _known(workspace, task_id)
    asks = bool(kinds_in(wanted.grader) & MODEL_KINDS)
    tried = known[: MOST_ASKED if asks else MOST_TRIED]
    for name in sorted(fields_of(wanted.grader)):
        if not any(one.item.get(name) not in (None, "") for one in tried):
            has = ", ".join(sorted({field for one in tried for field in one.item})) or "no fields"
            raise _refused([f"It reads item.{name}, which no line has. Lines have: {has}."])
    return try_grader(wanted.grader, tried, _judges(workspace, wanted.provider, before))


def try_rule(workspace: Workspace, actor: Actor, task_id: str, rule: Grader) -> Trial:
    """What one of the app's own ways to grade gives to answers of experts and to cheap tricks.

    A rule that reads the prompt reads the question. Needs a curator.
    """
    require(actor, Role.CURATOR, to="try a grader")

    def mark(answers: Sequence[tuple[Known, str]]) -> list[tuple[float, bool]]:
        grades = [
            rule.grade(one.question if rule.against_prompt else one.right, said)
            for one, said in answers
        ]
        return [(grade.score, grade.passed) for grade in grades]

    return try_marks(mark, _known(workspace, task_id)[:MOST_TRIED])


def grade_by(
    workspace: Workspace, wanted: TaskGrader, cases: Sequence[Case]
) -> list[tuple[float, bool]]:
    """The grade of each case from 0 to 1 by a right grader, and whether it passes."""
    least, most = range_of(wanted.grader)
    limit = threshold_of(wanted.grader)
    grades = grade(wanted.grader, cases, _judges(workspace, wanted.provider))
    return [((given - least) / (most - least), given >= limit) for given in grades]


def use_grader(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: TaskGrader,
    *,
    request_id: str,
    before: Callable[[], None] = lambda: None,
) -> Trial:
    """Use a grader for the task from now on; it is tried once more before.

    Raises NotReady, with the reasons, when it does not tell right answers from others.
    """
    trial = try_on_verdicts(workspace, actor, task_id, wanted, before=before)
    if trial.against:
        raise NotReady(
            "This grader must not be used",
            cause=" ".join(trial.against),
            cure="A model would learn what scores. Change the grader and try it again.",
        )
    proofs.add_setting(
        workspace.store,
        _name(task_id),
        canonical_json({"grader": wanted.grader, "provider": wanted.provider}),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    return trial


def _known(workspace: Workspace, task_id: str) -> Sequence[Known]:
    """The examples with a final answer that can become lines, personal data replaced."""
    task = workspace.task(task_id)
    found = []
    for gold in collect_gold(workspace, task).gold:
        if missing(gold, task) is None and "reference_answer" in (fields := item(gold, task)):
            asked = [m.content for m in gold.example.messages if m.speaker == Speaker.USER]
            found.append(
                Known(
                    example_id=gold.id,
                    item=fields,
                    question=asked[-1],
                    right=str(fields["reference_answer"]),
                    worse=worse_answers(gold, task),
                )
            )
    return found


def _judges(
    workspace: Workspace, provider: str, before: Callable[[], None] = lambda: None
) -> Judges:
    def ask(grader: Json, messages: list[Json]) -> str:
        before()
        sampling = grader.get("sampling_params") or {}
        reply = open_client(workspace, provider).answer(
            grader["model"],
            messages,
            temperature=float(sampling.get("temperature", 0.0)),
            seed=sampling.get("seed"),
        )
        return reply.text

    return Judges(ask=ask, run=run_python)


def _name(task_id: str) -> str:
    return f"grader of {task_id}"


def _refused(wrong: Sequence[str]) -> InputRefused:
    return InputRefused(
        "The grader cannot be used",
        cause=" ".join(dict.fromkeys(wrong)),
        cure="Change it and try again.",
    )

"""Which examples of a task may be released now, and why the others may not."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from curation.errors import NotReady
from curation.example import Stage
from curation.privacy.masking import Masking
from curation.release.gold import GoldExample
from curation.release.lines import WRITERS
from curation.release.method import TrainingMethod
from curation.release.readiness import REASON_OF_STAGE, Readiness, Reason
from curation.review.decision import Decision, Verdict
from curation.review.settling import comparable
from curation.store.reviews import list_reviews
from curation.store.verdicts import list_verdicts
from curation.task import Task
from curation.workflow.balance.balance import latest_plan
from curation.workflow.privacy.masked import mask_examples, masked_answers
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace


def task_to_release(workspace: Workspace, task_id: str) -> Task:
    """The task of that id. Raises NotReady where it grades models: it asks test examples."""
    task = workspace.task(task_id)
    if task.grading is not None:
        raise NotReady(
            "Nothing of this task is ever trained",
            cause="Its prompts are the test examples of a release.",
            cure="Release the task that they come from.",
        )
    return task


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The examples that pass every gate, masked, and by id why the others do not."""

    gold: list[GoldExample]
    excluded: dict[str, str]


def collect_gold(
    workspace: Workspace, task: Task, *, only: Collection[str] | None = None
) -> Candidates:
    """The accepted, freshly scanned examples of a task that its plan takes, if it has one.

    With `only`, no others are read.
    """
    plan = latest_plan(workspace, task.id)
    planned = None if plan is None else set(plan.example_ids)
    excluded: dict[str, str] = {}
    ready: list[str] = []
    for status in list_stages(workspace, task):
        if status.stage != Stage.ACCEPTED:
            excluded[status.example_id] = REASON_OF_STAGE[status.stage]
        elif planned is not None and status.example_id not in planned:
            excluded[status.example_id] = Reason.NOT_PLANNED
        elif only is None or status.example_id in only:
            ready.append(status.example_id)
    return Candidates(gold=_gold(workspace, task, ready), excluded=excluded)


def readiness(workspace: Workspace, task_id: str, method: TrainingMethod) -> Readiness:
    """How many examples a release by this method would take now, and how many not and why.

    What a rule of validation refuses shows only when the lines are written.
    """
    task = workspace.task(task_id)
    found = collect_gold(workspace, task)
    return ready_for(found, task, method)


def ready_for(found: Candidates, task: Task, method: TrainingMethod) -> Readiness:
    """The readiness of candidates for a method."""
    reasons = Counter(found.excluded.values())
    missing = [WRITERS[method].missing(gold, task) for gold in found.gold]
    reasons.update(reason for reason in missing if reason is not None)
    return Readiness(ready=missing.count(None), excluded=dict(reasons))


def _gold(workspace: Workspace, task: Task, ids: list[str]) -> list[GoldExample]:
    written = task.answer_question.is_written
    explained = _explained(workspace, task, ids) if task.edit_reasons else set()
    verdicts = {verdict.example_id: verdict for verdict in list_verdicts(workspace.store, task.id)}
    return [
        GoldExample(
            id=example_id,
            version=masked.staged.version,
            example=masked.staged.example,
            verdict=_masked_verdict(verdicts[example_id], task, masked.masking),
            given_answer=verdicts[example_id].answers.get(task.answer, "") if written else "",
            given_prompt=masked.prompt,
            has_edit_reason=example_id in explained,
            masking=masked.masking,
        )
        for example_id, masked in zip(ids, mask_examples(workspace, task.id, ids=ids), strict=True)
    ]


def _explained(workspace: Workspace, task: Task, ids: list[str]) -> set[str]:
    """The examples whose final answer somebody gave who said why they changed it."""
    question = task.answer_question
    verdicts = list_verdicts(workspace.store, task.id)
    finals = {
        one.example_id: comparable(question, one.answers.get(task.answer, "")) for one in verdicts
    }
    return {one.example_id for one in verdicts if one.edited and one.reason} | {
        review.example_id
        for review in list_reviews(workspace.store, task.id, ids=ids)
        if review.decision is Decision.ACCEPT
        and review.reason
        and comparable(question, review.answers.get(task.answer, "")) == finals[review.example_id]
    }


def _masked_verdict(verdict: Verdict, task: Task, masking: Masking) -> Verdict:
    if not masking.values:
        return verdict
    return replace(verdict, answers=masked_answers(verdict.answers, task, masking))

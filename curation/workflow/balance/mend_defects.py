"""Mending what a check found, for many examples at once, and undoing it in one step."""

from collections.abc import Callable, Mapping, Sequence

from curation.balance.checks import CHECKS
from curation.balance.checks.check import Checked
from curation.balance.contrast import is_contrast
from curation.balance.shingles import words_of
from curation.errors import InputRefused, NotReady
from curation.people import Actor, Role, require
from curation.review.decision import Method, Outcome, Verdict
from curation.review.submission import one_line
from curation.store import mendings
from curation.store.guidelines import reopen
from curation.store.verdicts import add_verdicts, list_verdicts
from curation.task import QuestionKind, Task
from curation.workflow.balance.check import note_mended
from curation.workflow.balance.checked import list_checked
from curation.workflow.review.review_queue import live_queue
from curation.workflow.workspace import Workspace


def exclude_examples(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    shown: Sequence[Checked],
    *,
    reason: str,
    request_id: str,
) -> int:
    """Reject these examples, as they were shown, with a reason; returns how many.

    Those that changed since are left alone. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="exclude examples")
    return _settle(
        workspace,
        actor,
        workspace.task(task_id),
        {one.id: (Outcome.REJECT, {}) for one in shown},
        shown,
        reason=reason,
        request_id=request_id,
    )


def keep_one(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    kept: Checked,
    group: Sequence[Checked],
    *,
    reason: str,
    request_id: str,
    answered_by: Checked | None = None,
) -> int:
    """Keep one of a group and reject the others; returns how many were rejected.

    Those that differ from it in a negation or a number are no duplicates of it and stay. With
    `answered_by` the kept one gets the answer and the label of that one.
    """
    require(actor, Role.CURATOR, to="settle a group of examples")
    words = words_of(kept.compared)
    others = [
        one for one in group if one.id != kept.id and not is_contrast(words, words_of(one.compared))
    ]
    task = workspace.task(task_id)
    settled: dict[str, tuple[Outcome, Mapping[str, str]]] = {
        one.id: (Outcome.REJECT, {}) for one in others
    }
    written = task.answer_question.is_written
    if written and answered_by is not None and answered_by.id != kept.id:
        final = {one.example_id: one.answers for one in list_verdicts(workspace.store, task.id)}
        answers = {task.answer: answered_by.answer, task.stratum: answered_by.label}
        taken = {name: text for name, text in answers.items() if name}
        settled[kept.id] = Outcome.ACCEPT, {**final.get(kept.id, {}), **taken}
    done = _settle(
        workspace, actor, task, settled, [kept, *others], reason=reason, request_id=request_id
    )
    return done - (kept.id in settled and done > 0)


def cut_answers(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    check: str,
    shown: Sequence[Checked],
    *,
    request_id: str,
) -> int:
    """Cut out of the accepted answers what this check finds in them; returns of how many.

    The new answers are scanned again. Answers that nobody accepted yet are left to the reviewers.
    """
    require(actor, Role.CURATOR, to="cut answers")
    task = workspace.task(task_id)
    cut = next((one.cut for one in CHECKS if one.name == check), None)
    if cut is None or task.answer_question.kind is not QuestionKind.TEXT:
        raise InputRefused(
            "There is nothing to cut",
            cause="This check does not find a part of an answer that people wrote.",
            cure="Correct the answers in review.",
        )
    return _settle(
        workspace,
        actor,
        task,
        _cut(workspace, task, cut, shown),
        shown,
        reason=f"cut: {check}",
        request_id=request_id,
    )


def ask_again(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    shown: Sequence[Checked],
    *,
    reason: str,
    request_id: str,
) -> int:
    """Put examples back into the queue; returns how many had been judged.

    Their answers and final answers are taken back, and kept in the trail.
    """
    require(actor, Role.CURATOR, to="put examples back into the queue")
    task = workspace.task(task_id)
    live = live_queue(workspace, task)
    with live.current():
        size = reopen(
            workspace.store,
            task_id,
            [one.id for one in shown],
            reason=one_line(reason) or "a check",
            guideline_version=task.guideline_version,
            actor=actor.id,
            request_id=request_id,
            recorded_at=workspace.now(),
        )
    live.refresh(at_once=True)
    note_mended(workspace, task_id, [one.id for one in shown])
    return size


def can_undo(workspace: Workspace, task_id: str, mended: str) -> int:
    """How many examples of a mending, by its request id, can be given back."""
    return mendings.count_standing(workspace.store, task_id, mended)


def undo_mending(
    workspace: Workspace, actor: Actor, task_id: str, mended: str, *, request_id: str
) -> int:
    """Take back what one request excluded, merged or cut; returns of how many examples."""
    require(actor, Role.CURATOR, to="take a mending back")
    task = workspace.task(task_id)
    live = live_queue(workspace, task)
    with live.current():
        size = mendings.withdraw(
            workspace.store,
            task.id,
            mended,
            reason=f"undo {mended}",
            actor=actor.id,
            request_id=request_id,
            recorded_at=workspace.now(),
        )
    live.refresh(at_once=True)
    return size


def _cut(
    workspace: Workspace, task: Task, cut: Callable[[str], str], shown: Sequence[Checked]
) -> dict[str, tuple[Outcome, Mapping[str, str]]]:
    """The final answers without what is cut; the text as it was given, not its stand-ins."""
    final = {verdict.example_id: verdict for verdict in list_verdicts(workspace.store, task.id)}
    return {
        one.id: (
            Outcome.ACCEPT,
            {**final[one.id].answers, task.answer: cut(one.answer_compared)},
        )
        for one in shown
        if one.accepted and one.id in final
    }


def _settle(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    settled: Mapping[str, tuple[Outcome, Mapping[str, str]]],
    shown: Sequence[Checked],
    *,
    reason: str,
    request_id: str,
) -> int:
    """Add a verdict for each that is still as it was shown; returns how many."""
    why = one_line(reason)
    if not why:
        raise InputRefused(
            "Say why", cause="There is no reason.", cure="Write in one sentence why."
        )
    if known := mendings.count_standing(workspace.store, task.id, request_id):
        return known
    states = {one.id: one.state for one in shown if one.id in settled}
    fresh = [
        one for one in list_checked(workspace, task, ids=states) if one.state == states[one.id]
    ]
    if states and not fresh:
        raise NotReady(
            "Nothing was changed",
            cause="These examples have changed since they were shown.",
            cure="Look again, and decide anew.",
        )
    add_verdicts(
        workspace.store,
        [
            Verdict(
                id=f"{request_id}-{number}",
                task=task.id,
                example_id=one.id,
                version=one.version,
                outcome=settled[one.id][0],
                answers=settled[one.id][1],
                method=Method.ADJUDICATED,
                edited=settled[one.id][0] is Outcome.ACCEPT,
                actor=actor.id,
                reason=why,
                recorded_at=workspace.now(),
            )
            for number, one in enumerate(fresh)
        ],
    )
    live_queue(workspace, task).refresh(at_once=True)
    note_mended(workspace, task.id, states)
    return len(fresh)

"""Answers to known examples: held against what is known, and told where that helps."""

from collections.abc import Callable, Mapping

from curation.people import Actor
from curation.review.decision import Decision, Review
from curation.review.submission import FirstCounts, Receipt, Submission
from curation.review.trials import DECISION, Trial, TrialKind, differing
from curation.store import trials as stored
from curation.task import RATINGS, Task
from curation.workflow.workspace import Workspace

Given = tuple[Decision, Mapping[str, str]]


def answer_trial(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    submission: Submission,
    complete: Callable[[Submission], Review],
) -> Receipt | None:
    """Keep how a person answered a known example; None when it was not given to them as one.

    `complete` gives the review that it would be. Sent again, it changes nothing. Of a settled
    example they are told the final answer; theirs cannot be taken back: raises FirstCounts.
    """
    own = stored.own_trials(workspace.store, task.id, actor.id)
    trial = next((one for one in own if one.example_id == submission.example_id), None)
    again = trial is not None and stored.is_stored(workspace.store, submission.id)
    if trial is None or trial.version != submission.version:
        return None
    is_undo = submission.decision is Decision.UNDO
    if not again and (trial.same is None) is is_undo:
        return None  # nothing to take back, or answered before
    if is_undo and trial.kind is not TrialKind.REPEAT:
        raise FirstCounts(
            "A known example",
            cause="You were told its final answer, so the first answer counts.",
            cure="Go on with the next one.",
        )
    known = stored.known_answer(workspace.store, trial.kind, trial.example_id, actor.id)
    if known is None:
        return None
    given = complete(submission)
    differs = () if is_undo else differing(task, (given.decision, given.answers), known)
    if not again:
        stored.add_answer(workspace.store, trial, given=given, differs=differs)
    return Receipt(id=submission.id, note=_note(task, trial, differs, known))


def _note(task: Task, trial: Trial, differs: tuple[str, ...], known: Given) -> str:
    """What the person is told; a final answer only where it is in the task's own words."""
    if trial.kind is TrialKind.REPEAT:
        return ""
    if not differs:
        return "It was settled before, and you answered as it was decided."
    if differs == (DECISION,):
        final = "accepted" if known[0] is Decision.ACCEPT else "rejected"
        return f"It was settled before: it is {final}."
    said = []
    for name in differs:
        question, answer = task.question(name), known[1][name]
        fixed = (*question.options, *RATINGS)
        said.append(
            f"{question.title} {answer if answer in fixed else 'It was decided otherwise'}."
        )
    return f"It was settled before. {' '.join(said)}"

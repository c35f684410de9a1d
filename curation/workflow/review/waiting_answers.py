"""Answers of another tool about texts that have not passed the privacy check yet."""

import hashlib
from collections.abc import Sequence

from curation.example import canonical_json
from curation.people import Actor, Role, require
from curation.review.table import ReviewTable, TableReview
from curation.scanner.fingerprint import current_fingerprint
from curation.store import waiting_answers as stored
from curation.store.waiting_answers import WaitingAnswer
from curation.workflow.workspace import Workspace

_SHOWN = 200


def keep_waiting(
    workspace: Workspace, task_id: str, reviews: Sequence[TableReview], *, file: str
) -> None:
    """Keep the answers of a file until `take_waiting` can add them; each is kept once."""
    answers = [
        WaitingAnswer(
            id=_id_of(task_id, review),
            example_id=review.example_id,
            reviewer=review.reviewer,
            decision=review.decision,
            answers=review.answers,
            file=file,
            row=review.row,
        )
        for review in reviews
    ]
    if answers:
        stored.add_waiting(workspace.store, task_id, answers, recorded_at=workspace.now())


def take_waiting(workspace: Workspace, task_id: str) -> int:
    """Add the kept answers whose texts have passed the privacy check; returns how many.

    Asked after every scan and decision. What cannot be added (settled meanwhile, or judged
    otherwise by the same person) waits no longer and is in `list_left_out`.
    """
    if not stored.count_waiting(workspace.store, task_id):
        return 0
    from curation.workflow.review.review_files import add_reviews  # a third of a command's start

    ready = stored.list_ready(workspace.store, task_id, fingerprint=current_fingerprint())
    if not ready:
        return 0
    reviews = [
        TableReview(
            example_id=one.example_id,
            reviewer=one.reviewer,
            row=number,  # its place among those that are ready, by which a fault names it
            decision=one.decision,
            answers=dict(one.answers),
        )
        for number, one in enumerate(ready)
    ]
    table = ReviewTable(reviews=reviews, faults=[], rows=len(reviews))
    done = add_reviews(workspace, table, file="", report=lambda done, total, message: None)
    why = {ready[fault.row].id: fault.reason for fault in done.faults}
    stored.end_waiting(workspace.store, ready, why, recorded_at=workspace.now())
    return done.added


def count_waiting(workspace: Workspace, task_id: str) -> int:
    """How many answers wait for the privacy check of their texts."""
    return stored.count_waiting(workspace.store, task_id)


def list_left_out(workspace: Workspace, actor: Actor, task_id: str) -> list[tuple[str, int, str]]:
    """Kept answers that could not be added: file, record from 1, and why; 200 at most."""
    require(actor, Role.CURATOR, to="import answers")
    return stored.list_left_out(workspace.store, task_id, limit=_SHOWN)


def _id_of(task_id: str, review: TableReview) -> str:
    said = [task_id, review.example_id, review.reviewer, str(review.decision), review.answers]
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()[:32]

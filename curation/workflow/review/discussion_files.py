"""Discussions to a file: one row for each comment and each flag, as others may read it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from curation.people import Actor, Role, require
from curation.review.discussion import Comment, Kind, Spoken, comments
from curation.store import discussions as stored
from curation.task import Task
from curation.workflow.review.review_files import save_table
from curation.workflow.review.said import Said, readable
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

COLUMNS = ("example_id", "author", "written_at", "what", "text")
"""What a row has; `what` is comment, edited comment, removed comment, flag or resolve."""


def export_discussions(workspace: Workspace, actor: Actor, file: Path, *, task_id: str = "") -> int:
    """Write what was said about examples of one task or of all; returns how many rows.

    Comments are scanned first, and what is found in them has a stand-in. Times are UTC.
    """
    require(actor, Role.CURATOR, to="export comments")
    tasks = [workspace.task(task_id)] if task_id else workspace.tasks().values()
    rows = [row for task in tasks for row in _rows(workspace, task)]
    save_table(file, rows, COLUMNS)
    return len(rows)


def _rows(workspace: Workspace, task: Task) -> Iterator[Mapping[str, str]]:
    known = names(workspace)
    said = stored.list_said(workspace.store, stored.list_discussed(workspace.store, task.id))
    entries: list[tuple[str, Comment | Spoken]] = []
    for example_id, own in said.items():
        entries += [(example_id, comment) for comment in comments(own)]
        entries += [(example_id, one) for one in own if one.remark.kind in _FLAGS]
    texts = readable(
        workspace,
        task,
        [
            Said(example_id=example_id, text=entry.text if isinstance(entry, Comment) else "")
            for example_id, entry in entries
        ],
    )
    for (example_id, entry), text in zip(entries, texts, strict=True):
        author, moment, what = _named(entry)
        yield {
            "example_id": example_id,
            "author": known.get(author, author),
            "written_at": moment,
            "what": what,
            "text": text,
        }


_FLAGS = (Kind.FLAG, Kind.RESOLVE)


def _named(entry: Comment | Spoken) -> tuple[str, str, str]:
    if isinstance(entry, Spoken):
        return entry.actor, entry.recorded_at.isoformat(), str(entry.remark.kind)
    state = "removed " if entry.removed else "edited " if entry.edited else ""
    return entry.author, entry.written_at.isoformat(), f"{state}comment"

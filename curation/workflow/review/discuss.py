"""Discussing an example: flags and comments, read by others only when that cannot sway them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.errors import Conflict, CurationError, InputRefused, NotFound
from curation.people import Actor, Role, may, require
from curation.review.decision import Decision
from curation.review.discussion import Comment, Kind, Remark, comments, is_flagged
from curation.review.submission import Receipt
from curation.store import discussions as stored
from curation.store.review_queue import example_states
from curation.store.reviews import list_reviews
from curation.task import Task
from curation.workflow.review.said import Said, readable
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What was said about one example, as its reader may see it: `authors` by id.

    It is `blind` for who has not answered yet: then it has their own words only.
    """

    example_id: str
    flagged: bool
    comments: tuple[Comment, ...]
    authors: dict[str, str]
    blind: bool


def say(workspace: Workspace, actor: Actor, task: Task, remarks: Sequence[Remark]) -> list[Receipt]:
    """A receipt for each remark, in order: kept, or refused with a reason.

    The same remark again changes nothing. Only its author edits or removes a comment, and only a
    curator, or who raised it, takes a flag back.
    """
    require(actor, Role.REVIEWER, to="comment on examples")
    return [_say_one(workspace, actor, task, remark) for remark in remarks]


def read_thread(workspace: Workspace, actor: Actor, task: Task, example_id: str) -> Thread:
    """The discussion of one example.

    A reviewer reads others' words only after their own answer; a curator always. Own words are
    shown as they were typed, others' scanned, with personal values replaced.
    """
    require(actor, Role.REVIEWER, to="read comments")
    said = stored.list_said(workspace.store, [example_id]).get(example_id, [])
    blind = not may(actor, Role.CURATOR) and not _has_answered(workspace, actor, task, example_id)
    if blind:
        said = [one for one in said if one.actor == actor.id]
    found = comments(said)
    others = [one for one in found if one.author != actor.id]
    shown = readable(
        workspace, task, [Said(example_id=example_id, text=one.text) for one in others]
    )
    clean = {one.id: text for one, text in zip(others, shown, strict=True)}
    return Thread(
        example_id=example_id,
        flagged=is_flagged(said),
        comments=tuple(replace(one, text=clean.get(one.id, one.text)) for one in found),
        authors=names(workspace),
        blind=blind,
    )


def list_flagged(
    workspace: Workspace, actor: Actor, task: Task, *, limit: int | None = None
) -> list[Thread]:
    """The discussions of the flagged examples of a task, the longest waiting first."""
    require(actor, Role.CURATOR, to="see what is flagged")
    ids = stored.list_flagged(workspace.store, task.id)[:limit]
    return [read_thread(workspace, actor, task, example_id) for example_id in ids]


def resolve(
    workspace: Workspace, actor: Actor, task: Task, example_id: str, *, request_id: str
) -> None:
    """Take a flag away: it was discussed. What was said stays."""
    require(actor, Role.CURATOR, to="resolve a discussion")
    remark = Remark(id=request_id, example_id=example_id, kind=Kind.RESOLVE)
    _check_example(workspace, task, remark)
    _keep(workspace, actor, task, remark)


def _say_one(workspace: Workspace, actor: Actor, task: Task, remark: Remark) -> Receipt:
    try:
        _check_example(workspace, task, remark)
        said = stored.list_said(workspace.store, [remark.example_id]).get(remark.example_id, [])
        if any(one.remark.id == remark.id and one.actor == actor.id for one in said):
            return Receipt(id=remark.id)
        own = {one.remark.id for one in said if one.actor == actor.id}
        if remark.kind in (Kind.EDIT, Kind.REMOVE) and remark.about not in own:
            raise Conflict(
                "Not your comment",
                cause="Only who wrote a comment may change or remove it.",
                cure="Write one of your own.",
            )
        flags = [one.actor for one in said if one.remark.kind is Kind.FLAG]
        if (
            remark.kind is Kind.RESOLVE
            and not may(actor, Role.CURATOR)
            and flags[-1:] != [actor.id]
        ):
            raise Conflict(
                "Flagged by somebody else",
                cause="Only a curator or who raised it takes a flag back.",
                cure="Write in a comment that nothing is left to discuss.",
            )
        if remark.kind in (Kind.COMMENT, Kind.EDIT) and not remark.text:
            raise InputRefused(
                "The comment is empty", cause="There is no text.", cure="Write one, or remove it."
            )
        _keep(workspace, actor, task, remark)
    except CurationError as error:
        return Receipt(id=remark.id, refusal=error)
    return Receipt(id=remark.id)


def _keep(workspace: Workspace, actor: Actor, task: Task, remark: Remark) -> None:
    stored.add_remark(workspace.store, task.id, remark, actor=actor.id, recorded_at=workspace.now())


def _check_example(workspace: Workspace, task: Task, remark: Remark) -> None:
    if not example_states(workspace.store, task.id, [remark.example_id]):
        raise NotFound(
            "The example is gone",
            cause="It was erased, or belongs to another task.",
            cure="Copy what you wrote if you need it elsewhere.",
        )


def _has_answered(workspace: Workspace, actor: Actor, task: Task, example_id: str) -> bool:
    return any(
        review.decision is not Decision.SKIP
        for review in list_reviews(workspace.store, task.id, reviewer=actor.id, ids=[example_id])
    )

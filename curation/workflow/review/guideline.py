"""The guideline of a task: read by everybody, written by curators, and what a change reopens."""

from dataclasses import dataclass
from datetime import datetime

from curation.errors import Conflict, InputRefused
from curation.people import Actor, Role, require
from curation.review.guideline import Change, Clause, clauses_of, compare
from curation.review.submission import UNSTORABLE, one_line
from curation.store import guidelines as stored
from curation.store.guidelines import Written
from curation.task import Task, version_of
from curation.workflow.review.review_queue import live_queue
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

LONGEST = 20_000
"""Characters in a guideline: nobody reads more before judging."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineVersion:
    """One version: its number from 1, its text, who wrote it and why, and what it changed.

    `judged` is how many examples have a standing answer that was given under it. `author` is empty
    for the text of the task's file.
    """

    number: int
    version: str
    text: str
    note: str
    author: str
    written_at: datetime | None
    change: Change
    judged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedClause:
    """A clause that answers rest on and that does not hold any more in these words.

    `shown` are texts of the first of its `examples`, with personal values replaced.
    """

    key: str
    text: str
    examples: int
    shown: tuple[str, ...]


def read_versions(workspace: Workspace, actor: Actor, task: Task) -> list[GuidelineVersion]:
    """Every version of a task's guideline, the newest, which holds, first."""
    require(actor, Role.REVIEWER, to="read the guideline")
    written = stored.list_guidelines(workspace.store, task.id)
    judged = stored.count_judged(workspace.store, task.id)
    people = names(workspace)
    texts = [one.body for one in written] or [task.guideline]
    before: tuple[Clause, ...] = ()
    versions = []
    for number, text in enumerate(texts, 1):
        one = written[number - 1] if written else None
        clauses = clauses_of(text)
        versions.append(
            GuidelineVersion(
                number=number,
                version=version_of(text),
                text=text,
                note=one.note if one else "",
                author=people.get(one.actor, one.actor) if one else "",
                written_at=one.recorded_at if one and one.actor else None,
                change=compare(before, clauses) if number > 1 else Change(added=(), removed=()),
                judged=judged.get(version_of(text), 0),
            )
        )
        before = clauses
    return versions[::-1]


def write_guideline(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    text: str,
    *,
    note: str = "",
    seen: str,
    request_id: str,
) -> str:
    """Make a text the guideline of a task from now on; returns its version.

    `seen` is the version that was changed: raises Conflict when somebody else has written one
    since. Raises InputRefused for a blank, unchanged or far too long text. What is judged keeps
    the version that was shown. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="change the guideline")
    text = "\n".join(UNSTORABLE.sub("", text).splitlines()).strip()
    known = stored.list_guidelines(workspace.store, task.id)
    newest = known[-1].body if known else task.guideline
    if text == newest and seen != version_of(newest):
        return version_of(text)  # the request was carried out before
    _check(text, newest)
    if seen != version_of(newest):
        raise Conflict(
            "Somebody else changed the guideline",
            cause="A newer version was saved while you wrote.",
            cure="Copy your text, reload the page, and put your change into the newer version.",
        )
    now = workspace.now()
    fresh = Written(
        version=version_of(text), body=text, note=one_line(note), actor=actor.id, recorded_at=now
    )
    rows = [(request_id, fresh)]
    if not known:
        first = Written(version=seen, body=newest, note="", actor="", recorded_at=now)
        rows.insert(0, (f"{request_id}-before", first))
    stored.add_guidelines(workspace.store, task.id, rows)
    return fresh.version


def clause_words(workspace: Workspace, task: Task) -> dict[str, str]:
    """The words of every clause that the guideline of a task has or had, by the clause's key."""
    written = stored.list_guidelines(workspace.store, task.id)
    texts = [*(one.body for one in written), task.guideline]
    return {clause.key: clause.text for text in texts for clause in clauses_of(text)}


def list_outdated(
    workspace: Workspace, actor: Actor, task: Task, *, limit: int = 100
) -> list[OutdatedClause]:
    """The cited clauses that today's guideline does not have in these words, most cited first.

    Of each the first `limit` examples are shown, by what was said last in them.
    """
    require(actor, Role.CURATOR, to="see what was decided under a clause")
    cited = stored.list_cited(workspace.store, task.id)
    today = {clause.key for clause in clauses_of(task.guideline)}
    words = clause_words(workspace, task)
    gone = sorted(set(cited) - today, key=lambda key: (-len(cited[key]), key))
    live = live_queue(workspace, task)
    return [
        OutdatedClause(
            key=key,
            text=words.get(key, "A clause of an earlier file"),
            examples=len(cited[key]),
            shown=tuple(
                card.messages[-1].content if card.messages else ""
                for card in live.fresh_cards(cited[key][:limit])
            ),
        )
        for key in gone
    ]


def put_back(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    version: str = "",
    *,
    clause: str = "",
    request_id: str,
) -> int:
    """Ask again about what was judged under an earlier version, or by a clause (its key).

    Returns how many examples. All their answers and final answers are taken back, and kept in the
    trail. Raises InputRefused for the version that holds. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="put examples back into the queue")
    if not clause and version == task.guideline_version:
        raise InputRefused(
            "This version holds",
            cause="What was judged under it was judged by today's rules.",
            cure="Choose an earlier version.",
        )
    live = live_queue(workspace, task)
    with live.current():
        if clause:
            ids = stored.list_cited(workspace.store, task.id).get(clause, [])
        else:
            ids = stored.judged_under(workspace.store, task.id, version)
        size = stored.reopen(
            workspace.store,
            task.id,
            ids,
            reason=f"clause {clause}" if clause else f"guideline {version}",
            guideline_version=task.guideline_version,
            actor=actor.id,
            request_id=request_id,
            recorded_at=workspace.now(),
        )
    live.refresh(at_once=True)
    return size


def _check(text: str, newest: str) -> None:
    cause = ""
    if not text:
        cause = "The guideline is empty."
    elif len(text) > LONGEST:
        cause = f"It has {len(text):,} characters; {LONGEST:,} are possible."
    elif text == newest:
        cause = "Nothing was changed."
    if cause:
        raise InputRefused("Not saved", cause=cause, cure="Change the text and save again.")

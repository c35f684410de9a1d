"""Wrong answers of a tuned model: where they come from, what they share, and what to do next."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.errors import InputRefused, NotReady
from curation.evaluation.clusters import Cluster, cluster_questions
from curation.evaluation.evaluation import Evaluation
from curation.evaluation.failure import Action, Decided, Mark, Near
from curation.evaluation.held_out import HeldOut, held_out
from curation.evaluation.nearest import Nearest
from curation.evaluation.patterns import Asked, Pattern, find_patterns
from curation.example import Stage
from curation.files import read_lines
from curation.people import Actor, Role, require
from curation.review.guideline import clauses_of
from curation.review.route import Order
from curation.store import evaluations, guidelines
from curation.store import routing as stored_routing
from curation.workflow.evaluation.evaluation_results import (
    SideBySide,
    list_failed,
    read_side_by_side,
    test_lines,
)
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.release.release import get_release
from curation.workflow.review.guideline import write_guideline
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.routing import set_routing
from curation.workflow.settings.people import names
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

NEAREST = 3
BATCH = 20
"""How many examples like a wrong answer are asked about next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One wrong answer beside the others, with the nearest training examples and what was done."""

    row: SideBySide
    nearest: tuple[Near, ...]
    marks: tuple[Mark, ...]


def read_failure(
    workspace: Workspace, actor: Actor, evaluation: Evaluation, example_id: str
) -> Failure:
    """The wrong answer to an example, one of `list_failed`. Needs a curator."""
    (row,) = read_side_by_side(workspace, actor, evaluation, [example_id])
    index = _index(workspace, evaluation.number)
    people = names(workspace)
    return Failure(
        row=row,
        nearest=tuple(
            Near(
                question=index.lines[at].question,
                answer=index.lines[at].reference,
                likeness=likeness,
                decided=replace(
                    index.decided[at],
                    actor=people.get(index.decided[at].actor, index.decided[at].actor),
                ),
            )
            for at, likeness in index.nearest.find(row.line.question, NEAREST)
        ),
        marks=tuple(
            replace(mark, actor=people.get(mark.actor, mark.actor))
            for mark in evaluations.list_marks(workspace.store, evaluation.id)
            if mark.example_id == example_id
        ),
    )


def read_patterns(
    workspace: Workspace, actor: Actor, evaluation: Evaluation
) -> tuple[Pattern, ...]:
    """What the wrong answers of the last model have in common."""
    require(actor, Role.CURATOR, to="read the answers of models")
    task = workspace.task(get_release(workspace, evaluation.number).task)
    places = evaluations.read_places(workspace.store, evaluation.number, task.stratum)
    lines = test_lines(workspace, evaluation.number)
    tuned = evaluation.models[-1]
    return find_patterns(
        [
            Asked(
                example_id=answer.example_id,
                label=places.get(answer.example_id, ("", ""))[1],
                question=lines[answer.example_id].question,
                right=answer.grade.passed,
            )
            for answer in evaluations.list_grades(workspace.store, evaluation.id)
            if answer.model == tuned and answer.example_id in lines
        ]
    )


def read_clusters(
    workspace: Workspace, actor: Actor, evaluation: Evaluation
) -> list[tuple[Cluster, list[str]]]:
    """Wrong answers to like questions, the largest cluster first, each with its ids."""
    ids = list_failed(workspace, actor, evaluation)
    lines = test_lines(workspace, evaluation.number)
    found = cluster_questions([lines[one].question for one in ids])
    return [(one, [ids[place] for place in one.places]) for one in found]


def send_to_review(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    ids: Sequence[str],
    *,
    request_id: str,
) -> int:
    """Ask experts again about test examples; returns how many answers were taken back of.

    The release stays as it is; the next one has what they say then. The same request again changes
    nothing. Needs a curator.
    """
    require(actor, Role.CURATOR, to="put examples back into the queue")
    task = workspace.task(get_release(workspace, evaluation.number).task)
    live = live_queue(workspace, task)
    with live.current():
        size = guidelines.reopen(
            workspace.store,
            task.id,
            list(ids),
            reason=f"evaluation {evaluation.id}",
            guideline_version=task.guideline_version,
            actor=actor.id,
            request_id=request_id,
            recorded_at=workspace.now(),
        )
    live.refresh(at_once=True)
    _mark(workspace, actor, evaluation, ids, Action.REVIEW, "", request_id)
    return size


def ask_more_like(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    example_id: str,
    *,
    request_id: str,
) -> int:
    """Let experts judge the open examples next that are most like a wrong answer's question.

    They come beside those that were chosen so before; returns how many there are now. Raises
    NotReady where nothing like it waits. Needs a curator.
    """
    require(actor, Role.CURATOR, to="decide how examples are handed out")
    task = workspace.task(get_release(workspace, evaluation.number).task)
    line = test_lines(workspace, evaluation.number)[example_id]
    open_ids = [
        one.example_id for one in list_stages(workspace, task) if one.stage == Stage.CLEARED
    ]
    texts = [
        "\n".join(message.content for message in masked.staged.example.messages)
        for masked in mask_examples(workspace, task.id, ids=open_ids)
    ]
    like = [open_ids[at] for at, _ in Nearest(texts).find(line.question, BATCH)]
    if not like:
        raise NotReady(
            "Nothing like it waits for review",
            cause="No open example shares a word with this question.",
            cure="Bring in more tickets, or send this example to review.",
        )
    routing = stored_routing.latest_routing(workspace.store, task.id)
    before = routing.ids if routing.order is Order.QUERY else ()
    chosen = list(dict.fromkeys([*(one for one in before if one in set(open_ids)), *like]))
    listed = ", ".join(f"'{one}'" for one in chosen)
    query = f"{stored_routing.FIRST_QUERY} where example_id in ({listed})"
    set_routing(
        workspace,
        actor,
        task,
        replace(routing, order=Order.QUERY, query=query),
        request_id=request_id,
    )
    _mark(workspace, actor, evaluation, [example_id], Action.BATCH, "", request_id)
    return len(chosen)


def add_clause(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    example_id: str,
    words: str,
    *,
    request_id: str,
) -> str:
    """Add a rule to the guideline of the task because of a wrong answer; returns its version."""
    require(actor, Role.CURATOR, to="change the guideline")
    words = " ".join(words.split())
    if not words:
        raise InputRefused(
            "The clause is empty", cause="It has no words.", cure="Write what experts should do."
        )
    task = workspace.task(get_release(workspace, evaluation.number).task)
    number = len(clauses_of(task.guideline)) + 1
    version = write_guideline(
        workspace,
        actor,
        task,
        f"{task.guideline.rstrip()}\n{number}. {words}",
        note=f"After an evaluation of release {evaluation.number}",
        seen=task.guideline_version,
        request_id=request_id,
    )
    _mark(workspace, actor, evaluation, [example_id], Action.CLAUSE, words, request_id)
    return version


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    lines: tuple[HeldOut, ...]
    decided: tuple[Decided, ...]
    nearest: Nearest


_indexes: dict[tuple[str, int, int], _Index] = {}
_indexing = threading.Lock()


def _index(workspace: Workspace, number: int) -> _Index:
    """The training lines of a release, ready to be searched; the last one is remembered."""
    release = get_release(workspace, number)
    key = (str(workspace.folder), number, release.lines)
    with _indexing:
        if key not in _indexes:
            decided = evaluations.read_training_verdicts(workspace.store, number)
            read = [
                held_out(line, release.method, example_id=one.example_id)
                for line, one in zip(read_lines(release.folder, "train"), decided, strict=True)
            ]
            kept = [(line, one) for line, one in zip(read, decided, strict=True) if line]
            _indexes.clear()
            _indexes[key] = _Index(
                lines=tuple(line for line, _ in kept),
                decided=tuple(one for _, one in kept),
                nearest=Nearest([line.question for line, _ in kept]),
            )
        return _indexes[key]


def _mark(
    workspace: Workspace,
    actor: Actor,
    evaluation: Evaluation,
    ids: Sequence[str],
    action: Action,
    note: str,
    request_id: str,
) -> None:
    for example_id in ids:
        mark = Mark(
            example_id=example_id,
            action=action,
            note=note,
            actor=actor.id,
            recorded_at=workspace.now(),
        )
        evaluations.add_mark(
            workspace.store, evaluation.id, mark, request_id=f"{request_id} {example_id}"
        )

"""Settling a whole kind of disagreement by one rule, after its examples were looked at."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curation.errors import Conflict, InputRefused
from curation.people import Actor, Role, require
from curation.review.clusters import Kind, kind_of, ruled, value_of
from curation.review.decision import Method, Outcome, Review, Verdict
from curation.store import verdicts
from curation.task import Task
from curation.workflow.agreement.adjudicate import LONGEST_REASON, counted_reviews
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.workspace import Workspace

MOST_SHOWN = 200
"""So many examples can be looked at, and so settled, in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledExample:
    """What a rule would make of one example: `text` is how its last message begins, masked.

    `given` has how many gave which answer.
    """

    example_id: str
    version: int
    text: str
    given: dict[str, int]
    outcome: Outcome


def preview_rule(
    workspace: Workspace, actor: Actor, task: Task, ids: Sequence[str], kind: Kind, value: str
) -> list[RuledExample]:
    """Those of these examples that the rule decides, and how; at most MOST_SHOWN."""
    require(actor, Role.CURATOR, to="settle disagreements by a rule")
    decided = _decided(workspace, task, ids, kind, value)
    shown = list(decided)[:MOST_SHOWN]
    texts = {
        masked.staged.id: masked.staged.example.messages[-1].content
        for masked in mask_examples(workspace, task.id, ids=shown)
    }
    return [
        RuledExample(
            example_id=example_id,
            version=decided[example_id][0][0].version,
            text=" ".join(texts.get(example_id, "").split())[:200],
            given=_given(task, kind, decided[example_id][0]),
            outcome=decided[example_id][1],
        )
        for example_id in shown
    ]


def settle_by_rule(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    ids: Sequence[str],
    kind: Kind,
    value: str,
    *,
    reason: str,
    request_id: str,
) -> int:
    """Give each of these examples the verdict of the rule; returns how many.

    They are those that were looked at. Raises Conflict when one of them is not of this kind any
    more, InputRefused without a reason. The same request again changes nothing.
    """
    require(actor, Role.CURATOR, to="settle disagreements by a rule")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InputRefused(
            "A rule needs a reason",
            cause=f"It is empty, or longer than {LONGEST_REASON:,} characters.",
            cure="Say in a sentence why this answer is right for all of them.",
        )
    made = {example_id: _verdict_id(request_id, example_id) for example_id in ids}
    known = {verdict.id for verdict in verdicts.list_verdicts(workspace.store, task.id)}
    if set(made.values()) <= known:
        return len(made)
    decided = _decided(workspace, task, ids, kind, value)
    if set(decided) != set(ids):
        raise Conflict(
            "Some examples have changed",
            cause="One got another answer, a verdict or a newer version since you looked.",
            cure="Look at what the rule settles once more.",
        )
    verdicts.add_verdicts(
        workspace.store,
        [
            Verdict(
                id=made[example_id],
                task=task.id,
                example_id=example_id,
                version=own[0].version,
                outcome=outcome,
                answers=answers,
                method=Method.ADJUDICATED,
                was_reviewer=any(review.reviewer == actor.id for review in own),
                actor=actor.id,
                reason=reason.strip(),
                recorded_at=workspace.now(),
            )
            for example_id, (own, outcome, answers) in decided.items()
        ],
    )
    return len(decided)


_Ruled = tuple[list[Review], Outcome, dict[str, str]]


def _decided(
    workspace: Workspace, task: Task, ids: Sequence[str], kind: Kind, value: str
) -> dict[str, _Ruled]:
    """The examples of this kind that wait for a verdict and get one by the rule."""
    waiting = verdicts.list_waiting(workspace.store, task.id, overlap=task.overlap)
    own = counted_reviews(workspace, task, [one for one in ids if one in waiting])
    found: dict[str, _Ruled] = {}
    for example_id, given in own.items():
        verdict = ruled(task, kind, value, given) if kind_of(task, given) == kind else None
        if verdict is not None:
            found[example_id] = (given, *verdict)
    return found


def _given(task: Task, kind: Kind, own: Sequence[Review]) -> dict[str, int]:
    counts = Counter(value_of(task, kind, review) for review in own)
    return {value: counts[value] for value in kind.between}


def _verdict_id(request_id: str, example_id: str) -> str:
    return hashlib.sha256(f"rule\n{request_id}\n{example_id}".encode()).hexdigest()[:32]

"""Proving how little is left: a blind sample, a person's eyes, and the bound that follows."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from curation.errors import Conflict, InputRefused, NotReady
from curation.evaluation.intervals import wilson_interval
from curation.example import Json, canonical_json
from curation.figures import percent
from curation.people import Actor, Role, require
from curation.release.gold import GoldExample
from curation.release.lines.prompt import answer
from curation.scanner.fingerprint import current_fingerprint
from curation.store import examples, proofs
from curation.store.proofs import Judgement, Sample
from curation.task import Task
from curation.workflow.privacy.masked import all_texts, read_edits
from curation.workflow.privacy.missed import Spread, add_missed
from curation.workflow.release.gold import collect_gold
from curation.workflow.workspace import Workspace

LIMIT = "leak_limit"
"""The name of the setting: a share from 0 to 1; empty for no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a sample shows of a task: `upper` bounds the share of examples with something left.

    It is the upper end of Wilson's 95 % interval (see `wilson_interval`); None while nothing is
    judged, or when the scanner changed since. `limit` is the owner's, None without one.
    """

    size: int
    judged: int
    leaked: int
    upper: float | None
    limit: float | None
    seed: int | None

    @property
    def holds(self) -> bool:
        """True when there is no limit, or the bound is within it."""
        return self.limit is None or (self.upper is not None and self.upper <= self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One example as it would leave: its texts, and in each the places that stand for values."""

    sample_id: str
    example_id: str
    version: int
    content_key: str
    texts: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


def draw_sample(
    workspace: Workspace, actor: Actor, task_id: str, *, size: int, seed: int, request_id: str
) -> int:
    """Draw so many of the examples that would leave now; returns how many there are to judge.

    The same examples and seed give the same sample. Raises NotReady when nothing would leave.
    """
    require(actor, Role.CURATOR, to="draw a sample")
    if size < 1:
        raise InputRefused(
            "The sample is empty", cause="Its size is below 1.", cure="Choose a larger one."
        )
    task = workspace.task(task_id)
    ready = {gold.id: gold.version for gold in collect_gold(workspace, task).gold}
    if not ready:
        raise NotReady(
            "There is nothing to judge",
            cause="No example passes every gate.",
            cure="See on the release page what stands in the way.",
        )
    order = sorted(ready, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    entries = tuple((name, ready[name]) for name in order[:size])
    sample = Sample(
        id=request_id,
        task=task_id,
        seed=seed,
        population=len(ready),
        entries=entries,
        fingerprint=current_fingerprint(),
        recorded_at=workspace.now(),
    )
    proofs.add_sample(workspace.store, sample, actor=actor.id)
    return len(entries)


def next_to_judge(workspace: Workspace, actor: Actor, task_id: str) -> Leaving | None:
    """The next example of the newest sample that nobody judged; None when all are, or changed."""
    require(actor, Role.CURATOR, to="judge a sample")
    task = workspace.task(task_id)
    sample = _fresh(workspace, task_id)
    if sample is None:
        return None
    judged = proofs.list_judgements(workspace.store, sample.id)
    waiting = [name for name, _ in sample.entries if name not in judged]
    if not waiting:
        return None
    ready = {gold.id: gold for gold in collect_gold(workspace, task, only=waiting).gold}
    gold = next((ready[name] for name in waiting if name in ready), None)
    if gold is None:
        return None
    texts = leaving_texts(gold, task)
    return Leaving(
        sample_id=sample.id,
        example_id=gold.id,
        version=gold.version,
        content_key=_content_key(workspace, texts),
        texts=tuple((text, tuple(gold.masking.replaced(text))) for text in texts),
    )


def judge(
    workspace: Workspace, actor: Actor, shown: Leaving, *, leaked: bool, request_id: str
) -> None:
    """Record whether something personal is left in what was shown.

    Raises Conflict when the sample is not the newest one any more.
    """
    require(actor, Role.CURATOR, to="judge a sample")
    task_id = _task_of(workspace, shown.sample_id)
    if task_id is None:
        raise Conflict(
            "There is a newer sample",
            cause="Somebody drew another sample meanwhile.",
            cure="Go on with the newer one.",
        )
    proofs.add_judgement(
        workspace.store,
        shown.sample_id,
        Judgement(
            example_id=shown.example_id,
            version=shown.version,
            content_key=shown.content_key,
            leaked=leaked,
        ),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def mark_left(
    workspace: Workspace,
    actor: Actor,
    shown: Leaving,
    words: str,
    *,
    entity: str,
    request_id: str,
) -> Spread:
    """Mark what a person found left in what was shown: it is replaced there and wherever it stands.

    Raises InputRefused when these words do not stand in the example. The same request again
    changes nothing.
    """
    staged = examples.get_example(workspace.store, shown.example_id)
    if staged is None or staged.version != shown.version:
        raise Conflict(
            "The example changed",
            cause="It was edited, erased or added anew meanwhile.",
            cure="Go on with the next one.",
        )
    edits = read_edits(workspace, [shown.example_id]).get(shown.example_id, {})
    for path, text in all_texts(staged.example, edits).items():
        if words.strip() and (begins := text.find(words.strip())) >= 0:
            return add_missed(
                workspace,
                actor,
                staged.example.task,
                example_id=staged.id,
                version=staged.version,
                path=path,
                begins=begins,
                ends=begins + len(words.strip()),
                entity=entity,
                request_id=request_id,
            )
    raise InputRefused(
        "These words are not in the example",
        cause="They must be written as in the text, and not be made up.",
        cure="Copy them from the text.",
    )


def read_proof(workspace: Workspace, task_id: str) -> Proof:
    """What the newest sample of a task shows, and the owner's limit."""
    sample = _fresh(workspace, task_id)
    own = proofs.list_judgements(workspace.store, sample.id) if sample else {}
    leaked = sum(judgement.leaked for judgement in own.values())
    stored = proofs.get_setting(workspace.store, LIMIT)
    return Proof(
        size=len(sample.entries) if sample else 0,
        judged=len(own),
        leaked=leaked,
        upper=wilson_interval(leaked, len(own)).high if own else None,
        limit=float(stored) if stored else None,
        seed=sample.seed if sample else None,
    )


def set_limit(workspace: Workspace, actor: Actor, limit: float | None, *, request_id: str) -> None:
    """Set the highest bound with which a release may be cut, from 0 to 1; None for no limit."""
    require(actor, Role.OWNER, to="set how much may be left")
    if limit is not None and not 0 < limit <= 1:
        raise InputRefused(
            "Not a limit", cause="It is not above 0 and up to 1.", cure="Choose one in between."
        )
    proofs.add_setting(
        workspace.store,
        LIMIT,
        "" if limit is None else repr(limit),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def require_proof(workspace: Workspace, task_id: str) -> Proof:
    """The proof for a release to be cut. Raises NotReady when it does not keep the limit."""
    proof = read_proof(workspace, task_id)
    if proof.limit is None or proof.holds:
        return proof
    if proof.upper is None:
        cause = "The owner set a limit for what may be left, and no sample was judged."
    else:
        cause = (
            f"Up to {percent(proof.upper, 1)} of the examples may have something personal left; "
            f"the limit is {percent(proof.limit, 1)}."
        )
    raise NotReady(
        "It is not proven that little is left",
        cause=cause,
        cure="Judge a sample, or a larger one, on this page.",
    )


def proof_as_json(proof: Proof) -> Json:
    """The proof as a manifest has it."""
    return {
        "judged": proof.judged,
        "leaked": proof.leaked,
        "upper_bound": proof.upper,
        "confidence": 0.95,
        "method": "Wilson score interval",
        "limit": proof.limit,
        "seed": proof.seed,
    }


def leaked_now(workspace: Workspace, task: Task, gold: Sequence[GoldExample]) -> set[str]:
    """Those of the examples in which a person found something and which are as they were then."""
    leaked = proofs.list_leaked(workspace.store, task.id)
    return {
        one.id
        for one in gold
        if one.id in leaked and leaked[one.id] == _content_key(workspace, leaving_texts(one, task))
    }


def leaving_texts(gold: GoldExample, task: Task) -> list[str]:
    """Every text of an example that would leave, in the order of reading."""
    final = answer(gold, task)
    messages = [*gold.example.messages, final]
    if gold.example.rejected:
        messages.append(gold.example.rejected)
    texts = [canonical_json(tool) for tool in gold.example.tools]
    for message in messages:
        texts += [message.content, *(call.arguments for call in message.tool_calls)]
    return [text for text in texts if text]


def _fresh(workspace: Workspace, task_id: str) -> Sample | None:
    """The newest sample, unless another scanner has made it stale."""
    sample = proofs.newest_sample(workspace.store, task_id)
    return sample if sample and sample.fingerprint == current_fingerprint() else None


def _task_of(workspace: Workspace, sample_id: str) -> str | None:
    for task_id in workspace.tasks():
        sample = proofs.newest_sample(workspace.store, task_id)
        if sample and sample.id == sample_id:
            return task_id
    return None


def _content_key(workspace: Workspace, texts: Sequence[str]) -> str:
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hmac.new(workspace.secret, data, hashlib.sha256).hexdigest()[:32]

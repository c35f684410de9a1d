"""Production traffic: brought back in without personal values, and held against training."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from curation.errors import InputRefused, NotReady
from curation.evaluation.graders.fields import read_fields
from curation.evaluation.held_out import held_out
from curation.evaluation.observed import AlertLimits, DriftReport, Observed, Trained, report_drift
from curation.evaluation.traffic import Request, read_traffic
from curation.example import canonical_json
from curation.files import read_lines
from curation.people import Actor, Role, require
from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.release.release import Release
from curation.scanner.pool import Batch, Work, scan_batches
from curation.scanner.worker import scan_here
from curation.store import evaluations, proofs
from curation.store import traffic as stored
from curation.task import QuestionKind, Task
from curation.workflow.release.release import list_releases
from curation.workflow.training.train import list_jobs
from curation.workflow.workspace import Workspace

BATCH = 200
MOST_BYTES = 500_000_000
Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a log: requests stored and known already, rows that could not be read, and
    requests that were left out because they could not be scanned to the end.
    """

    added: int
    known: int
    unread: int
    unscanned: int
    replaced: int


def add_traffic(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    data: bytes,
    *,
    progress: Report = lambda done, total, message: None,
    work: Work = scan_here,
) -> Received:
    """Scan the requests of a log, replace what is personal, and keep them; shapes: `read_traffic`.

    The same request again changes nothing, so a log can be sent as a whole each time. Each batch
    is stored as it comes. Needs a curator. Raises InputRefused for what is no log.
    """
    require(actor, Role.CURATOR, to="bring traffic in")
    task = workspace.task(task_id)
    if len(data) > MOST_BYTES:
        raise _refused(f"The log is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        read = list(read_traffic(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, ValueError) as error:
        raise _refused("It is not UTF-8 text of JSON lines or a CSV table.") from error
    requests = {_id(task, one): one for one in read if one is not None}
    if not requests:
        raise _refused("No row has a question and an answer.")
    known = stored.known_traffic(workspace.store, list(requests))
    fresh = [(key, one) for key, one in requests.items() if key not in known]
    added = replaced = done = 0
    for size, observed in _observed(workspace, task, fresh, work):
        stored.add_traffic(workspace.store, task.id, observed, recorded_at=workspace.now())
        done += size
        added += len(observed)
        replaced += sum(one.replaced for one in observed)
        progress(done, len(fresh), "")
    return Received(
        added=added,
        known=len(known),
        unread=read.count(None),
        unscanned=len(fresh) - added,
        replaced=replaced,
    )


def read_drift(workspace: Workspace, actor: Actor, task_id: str) -> DriftReport:
    """What production looks like since the last training, beside what was trained.

    Of a task without a training job it is since the last release. Needs a curator. Raises NotReady
    without a release.
    """
    require(actor, Role.CURATOR, to="see how production has moved")
    task = workspace.task(task_id)
    release, since = _last_training(workspace, task)
    return report_drift(
        _trained(workspace, task, release),
        stored.list_traffic(workspace.store, task.id, since=since),
        read_limits(workspace, task.id),
        age_days=(workspace.now() - since).days,
    )


def read_limits(workspace: Workspace, task_id: str) -> AlertLimits:
    """What the owner wants to be told of, for a task."""
    known = proofs.get_setting(workspace.store, _name(task_id))
    return AlertLimits(**json.loads(known)) if known else AlertLimits()


def set_limits(
    workspace: Workspace, actor: Actor, task_id: str, limits: AlertLimits, *, request_id: str
) -> None:
    """Say what is to be told of. Needs an owner. Raises InputRefused for impossible limits."""
    require(actor, Role.OWNER, to="set the limits of alerts")
    workspace.task(task_id)
    shares = (limits.far, limits.usual, limits.bad)
    possible = all(0 < share < 1 for share in shares) and limits.usual < limits.bad
    if not possible or limits.psi < 0 or limits.days < 1 or limits.rejections < 1:
        raise InputRefused(
            "These limits cannot be kept",
            cause="Shares are between 0 and 100 %, the bad one above the usual one, the others "
            "above 0.",
            cure="Change them and save again.",
        )
    proofs.add_setting(
        workspace.store,
        _name(task_id),
        canonical_json(asdict(limits)),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def _observed(
    workspace: Workspace, task: Task, fresh: Sequence[tuple[str, Request]], work: Work
) -> Iterator[tuple[int, list[Observed]]]:
    """The size of each batch, and its requests without personal values.

    A request that could not be scanned to the end is left out.
    """
    parts = {str(begin): fresh[begin : begin + BATCH] for begin in range(0, len(fresh), BATCH)}

    def batches(done: frozenset[str]) -> list[Batch]:
        return [
            (name, [text for key, one in part for text in _texts(key, one)])
            for name, part in parts.items()
            if name not in done
        ]

    for name, spans in scan_batches(batches, workers=workspace.settings.scan_workers, work=work):
        found = []
        for key, one in parts[name]:
            own = [*spans.get(f"{key} q", ()), *spans.get(f"{key} a", ())]
            if any(span.entity == SCAN_INCOMPLETE for span in own):
                continue
            question, in_question = _replaced(one.question, spans.get(f"{key} q", ()))
            answer, in_answer = _replaced(one.answer, spans.get(f"{key} a", ()))
            found.append(
                Observed(
                    id=key,
                    question=question,
                    answer=answer,
                    label=one.label,
                    model=one.model,
                    rating=one.rating,
                    rejected=one.rejected,
                    valid=_valid(task, one.answer),
                    replaced=in_question + in_answer,
                    occurred_at=one.occurred_at or workspace.now(),
                )
            )
        yield len(parts[name]), found


def _texts(key: str, one: Request) -> list[tuple[str, str]]:
    return [(f"{key} q", one.question), (f"{key} a", one.answer)]


def _replaced(text: str, spans: Sequence[Span]) -> tuple[str, int]:
    """The text with each personal value as `<KIND>`, and how many there were."""
    parts, end, count = [], 0, 0
    for span in sorted(spans, key=lambda span: (span.begins, -span.ends)):
        if span.begins >= end:
            parts += [text[end : span.begins], f"<{span.entity}>"]
            count += 1
        end = max(end, span.ends)
    return "".join([*parts, text[end:]]), count


def _valid(task: Task, answer: str) -> bool | None:
    if task.answer_question.kind != QuestionKind.FIELDS:
        return None
    given = read_fields(answer)
    return given is not None and set(task.answer_question.fields) <= set(given)


def _trained(workspace: Workspace, task: Task, release: Release) -> list[Trained]:
    places = evaluations.read_places(workspace.store, release.number, task.stratum, part="train")
    decided = evaluations.read_training_verdicts(workspace.store, release.number)
    found = []
    for line, one in zip(read_lines(release.folder, "train"), decided, strict=True):
        held = held_out(line, release.method, example_id=one.example_id)
        if held is not None:
            label = places.get(one.example_id, ("", ""))[1]
            valid = _valid(task, held.reference)
            found.append(Trained(question=held.question, label=label, valid=valid))
    return found


def _last_training(workspace: Workspace, task: Task) -> tuple[Release, datetime]:
    releases = {release.number: release for release in list_releases(workspace, task_id=task.id)}
    if not releases:
        raise NotReady(
            "There is nothing to compare with",
            cause="The task has no release, so nothing was trained.",
            cure="Cut a release first.",
        )
    job = next((job for job in list_jobs(workspace) if job.number in releases), None)
    newest = releases[job.number] if job else next(iter(releases.values()))
    return newest, job.recorded_at if job else newest.recorded_at


def _id(task: Task, one: Request) -> str:
    moment = one.occurred_at.isoformat() if one.occurred_at else ""
    known_by = canonical_json([task.id, one.id, moment, one.question, one.answer])
    return hashlib.sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _name(task_id: str) -> str:
    return f"alert limits of {task_id}"


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The log cannot be read",
        cause=cause,
        cure="Bring in JSON lines or CSV with question and answer, or a log of chat completions.",
    )

"""Scanning a task for personal values: only what is new or changed, batch by batch."""

import hashlib
import hmac
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curation.errors import WorkerLost
from curation.example import StagedExample
from curation.people import Actor, Role, require
from curation.privacy.example_texts import texts
from curation.privacy.finding import Finding, value_key
from curation.privacy.json_text import value_at
from curation.privacy.masking import plan_masking
from curation.privacy.scan import Edit, Scan
from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.scanner.fingerprint import current_fingerprint
from curation.scanner.names.spread import spread
from curation.scanner.pool import Work, scan_batches
from curation.scanner.worker import scan_here
from curation.store import examples, finding_groups, findings
from curation.workflow.privacy.masked import is_edit, surrogate_seed
from curation.workflow.privacy.missed import known_by_hand, with_hand_values
from curation.workflow.workspace import Workspace

BATCH = 50
"""Examples per batch: what a killed worker or app can cost."""

PAGE = 2_000
"""Examples in memory at a time."""

Step = Callable[[int, int, str], None]
"""Told how many of how many examples are stored, and a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReport:
    """What a scan did: examples scanned now, examples whose result was known, and those that
    could not be scanned to the end; `findings` counts places by entity in the whole task.
    """

    scanned: int
    cached: int
    findings: Mapping[str, int]
    incomplete: int

    @property
    def sentence(self) -> str:
        """The report in one sentence or two."""
        places = sum(self.findings.values())
        told = f"Scanned now: {self.scanned:,}, known: {self.cached:,}. Findings: {places:,}."
        if self.incomplete:
            told += f" Not scanned to the end: {self.incomplete:,}."
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """An example to be scanned: its texts by path, each with the key it is remembered by."""

    staged: StagedExample
    edits_until: int
    texts: tuple[tuple[str, str, str], ...]


def scan_task(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    progress: Step,
    workers: int | None = None,
    *,
    work: Work = scan_here,
) -> ScanReport:
    """Scan what is not scanned yet of a task: new and changed examples, edits, stale scans.

    A text that this scanner has seen is not scanned again, in whichever example it stands. Each
    batch is stored as it comes. Raises WorkerLost, with how many examples are stored, when worker
    processes are stopped from outside twice.
    """
    require(actor, Role.CURATOR, to="scan for personal values")
    workspace.task(task_id)
    fingerprint = current_fingerprint()
    waiting = findings.list_unscanned(workspace.store, task_id, fingerprint=fingerprint)
    total = examples.count_examples(workspace.store, task_id)
    cached = done = total - len(waiting)
    progress(done, total, "")
    for begins in range(0, len(waiting), PAGE):
        pending = _read(workspace, task_id, waiting[begins : begins + PAGE])
        known = _known(workspace, pending, fingerprint)
        ready = [entry for entry in pending if _missing([entry], known) == []]
        _store(workspace, ready, known, {}, fingerprint)
        cached += len(ready)
        done += len(ready)
        progress(done, total, "")
        ready_ids = {entry.staged.id for entry in ready}
        rest = [entry for entry in pending if entry.staged.id not in ready_ids]
        try:
            for batch, spans in _scan(
                rest, known, workers or workspace.settings.scan_workers, work
            ):
                _store(workspace, batch, {**known, **spans}, spans, fingerprint)
                done += len(batch)
                progress(done, total, "")
        except WorkerLost as error:
            raise WorkerLost(
                error.title,
                cause=f"{error.cause} {done:,} of {total:,} examples are scanned.",
                cure=error.cure,
            ) from error
    return ScanReport(
        scanned=total - cached,
        cached=cached,
        findings={
            count.entity: count.places
            for count in finding_groups.read_counts(workspace.store, task_id)[0]
        },
        incomplete=findings.count_incomplete(workspace.store, task_id, fingerprint=fingerprint),
    )


def _read(workspace: Workspace, task_id: str, ids: Sequence[str]) -> list[_Pending]:
    edits: dict[str, list[Edit]] = {}
    for edit in findings.list_edits(workspace.store, ids):
        edits.setdefault(edit.example_id, []).append(edit)
    pending = []
    for staged in examples.list_examples(workspace.store, task_id, ids=ids):
        own = edits.get(staged.id, [])
        paths = [*texts(staged.example), *((edit.path, edit.text) for edit in own if edit.text)]
        pending.append(
            _Pending(
                staged=staged,
                edits_until=max((edit.sequence for edit in own), default=0),
                texts=tuple((path, text, text_key_of(workspace, text)) for path, text in paths),
            )
        )
    return pending


def text_key_of(workspace: Workspace, text: str) -> str:
    """A short text could be guessed from a plain hash of it; this one is keyed."""
    data = text.encode("utf-8", "surrogatepass")
    return hmac.new(workspace.secret, data, hashlib.sha256).hexdigest()[:32]


def _known(
    workspace: Workspace, pending: Iterable[_Pending], fingerprint: str
) -> dict[str, list[Span]]:
    keys = sorted({key for entry in pending for _, _, key in entry.texts})
    return findings.get_spans(workspace.store, keys, fingerprint=fingerprint)


def _missing(pending: Iterable[_Pending], known: Mapping[str, list[Span]]) -> list[tuple[str, str]]:
    """The texts to be scanned by their key, each once."""
    missing = {key: text for entry in pending for _, text, key in entry.texts if key not in known}
    return list(missing.items())


def _scan(
    pending: Sequence[_Pending], known: Mapping[str, list[Span]], workers: int, work: Work
) -> Iterable[tuple[Sequence[_Pending], dict[str, list[Span]]]]:
    batches = {
        str(begins): pending[begins : begins + BATCH] for begins in range(0, len(pending), BATCH)
    }
    if not batches:
        return

    def left(done: frozenset[str]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        return (
            (name, _missing(batch, known)) for name, batch in batches.items() if name not in done
        )

    for name, spans in scan_batches(left, workers=workers, work=work):
        yield batches[name], spans


def _store(
    workspace: Workspace,
    pending: Sequence[_Pending],
    spans: Mapping[str, list[Span]],
    new: Mapping[str, list[Span]],
    fingerprint: str,
) -> None:
    complete = {key: found for key, found in new.items() if not _is_incomplete(found)}
    if not pending:
        return
    with known_by_hand(workspace, pending[0].staged.example.task) as known:
        scans = [
            with_hand_values(
                _as_scan(workspace, entry, spans, fingerprint),
                [(path, text) for path, text, _ in entry.texts],
                known,
            )
            for entry in pending
        ]
        findings.add_scans(
            workspace.store,
            scans,
            complete,
            fingerprint=fingerprint,
            recorded_at=workspace.now(),
        )


def _as_scan(
    workspace: Workspace, pending: _Pending, spans: Mapping[str, list[Span]], fingerprint: str
) -> Scan:
    by_path = {path: spans[key] for path, _, key in pending.texts}
    again = spread([(path, text) for path, text, _ in pending.texts], by_path)
    found = [
        (path, text, span)
        for path, text, _ in pending.texts
        for span in [*by_path[path], *again.get(path, ())]
    ]
    findings_here = [
        Finding(
            example_id=pending.staged.id,
            path=path,
            begins=span.begins,
            ends=span.ends,
            entity=span.entity,
            score=span.score,
            recognizer=span.recognizer,
            value_key=value_key(
                workspace.secret, span.entity, value_at(text, span.begins, span.ends)
            ),
        )
        for path, text, span in found
        if span.entity != SCAN_INCOMPLETE
    ]
    return Scan(
        id=uuid.uuid4().hex,
        example_id=pending.staged.id,
        version=pending.staged.version,
        edits_until=pending.edits_until,
        fingerprint=fingerprint,
        incomplete=_is_incomplete([span for _, _, span in found]),
        findings=tuple(_without_surrogates(workspace, pending, findings_here)),
    )


def _without_surrogates(
    workspace: Workspace, pending: _Pending, found: Sequence[Finding]
) -> Sequence[Finding]:
    """The findings but those in edits that are the example's surrogates: nothing to decide."""
    if not any(is_edit(finding.path) for finding in found):
        return found
    task = workspace.task(pending.staged.example.task)
    masking = plan_masking(
        [(path, text) for path, text, _ in pending.texts],
        found,
        style=task.privacy,
        seed=surrogate_seed(workspace, task, pending.staged.id),
    )
    values = {(value.entity, value.key) for value in masking.values}
    return [finding for finding in found if (finding.entity, finding.value_key) in values]


def _is_incomplete(spans: Iterable[Span]) -> bool:
    return any(span.entity == SCAN_INCOMPLETE for span in spans)

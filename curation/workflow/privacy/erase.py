"""Erasing a person: every text that holds a value is removed, and where it went is reported."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from curation.balance.apportion import Part
from curation.example import Json
from curation.files import (
    erase_original,
    erase_snapshots,
    is_original_kept,
    list_files,
    list_made_files,
    raw_lines,
    read_manifest,
    release_file,
    rewrite_release,
)
from curation.people import Actor, Role, require
from curation.privacy.subject import subject_of
from curation.release.card import dataset_card
from curation.release.encoding import sha256_of
from curation.release.pictures import names_in
from curation.store import erasure, examples
from curation.workflow.ingest.original_pages import forget_pages
from curation.workflow.privacy.traces import Traces, document_texts, find_traces
from curation.workflow.release.pictures import ZIP, only_named
from curation.workflow.release.release import cutting, get_release
from curation.workflow.training.providers import LOCAL, open_client
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What holds a value: counts of what is removed, and what is out of reach and only told.

    `lines` are removed from `releases`; `jobs` are the training jobs on those releases, `models`
    the tuned models to be deleted where they were trained. Models of this machine's trainer are
    deleted with the rest. `unread` documents have no text to be searched.
    """

    examples: int
    reviews: int
    verdicts: int
    faults: int
    model_answers: int
    files: int
    lines: int
    unread: int
    releases: tuple[int, ...]
    jobs: tuple[str, ...]
    models: tuple[str, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExample:
    """An example that would go: where it came from, and the value with the words around it."""

    id: str
    task: str
    file: str
    row: int
    around: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastErasure:
    """That somebody was erased: by whom, when, and how much; never who."""

    actor: str
    recorded_at: datetime
    erased: Erasure


def find_subject(
    workspace: Workspace, actor: Actor, subject: str, *, limit: int = 200
) -> tuple[Erasure, list[FoundExample]]:
    """What `erase_subject` would remove, and the first `limit` examples of it. Needs an owner."""
    require(actor, Role.OWNER, to="erase a person")
    traces = find_traces(workspace, subject_of(subject))
    found = [
        FoundExample(
            id=name,
            task=staged.example.task,
            file=staged.example.source.file,
            row=staged.example.source.row,
            around=traces.examples[name],
        )
        for name in list(traces.examples)[:limit]
        if (staged := examples.get_example(workspace.store, name))
    ]
    return _report(workspace, traces, dry_run=True), found


def erase_subject(
    workspace: Workspace, actor: Actor, subject: str, *, dry_run: bool, request_id: str
) -> Erasure:
    """Remove every example, fault, model's answer and released line that holds a value, for good.

    The value is compared without case, blanks and punctuation, at word borders; an example goes
    with all versions, findings, reviews, verdicts, released lines and its document, and tuned
    models of this machine that learned from those lines go too. With `dry_run` nothing is removed.
    What was done is recorded with a keyed hash of the value, never the value; the same request
    again changes nothing and reports the same.
    """
    require(actor, Role.OWNER, to="erase a person")
    who = subject_of(subject)
    with cutting:
        if not dry_run and (done := erasure.find_erasure(workspace.store, request_id)):
            _clean(workspace)  # the app may have ended right after the record
            return _from_json(done)
        traces = find_traces(workspace, who)
        report = _report(workspace, traces, dry_run=dry_run)
        if dry_run:
            return report
        _forget_models(workspace, traces)
        manifests = {
            number: manifest
            for number, hashes in traces.lines.items()
            if (manifest := _rewrite(workspace, number, hashes))
        }
        for sha256 in traces.originals:
            erase_original(workspace.folder, sha256)
        for file in list_made_files(workspace.folder):
            if any(who.stands_in(text) for text in document_texts(file.read_bytes())):
                file.unlink()
        erasure.erase(
            workspace.store,
            examples=list(traces.examples),
            rows=traces.rows,
            lines=traces.lines,
            manifests=manifests,
            change=who.taken_out,
            erasure_id=request_id,
            subject_key=hmac.new(
                workspace.secret, who.normal.encode("utf-8", "surrogatepass"), hashlib.sha256
            ).hexdigest()[:32],
            report=asdict(report),
            actor=actor.id,
            recorded_at=workspace.now(),
        )
        _clean(workspace)
    return report


def list_erasures(workspace: Workspace, actor: Actor) -> list[PastErasure]:
    """Every erasure, newest first. Needs an owner."""
    require(actor, Role.OWNER, to="see what was erased")
    return [
        PastErasure(
            actor=row["actor"], recorded_at=row["recorded_at"], erased=_from_json(row["report"])
        )
        for row in erasure.list_erasures(workspace.store)
    ]


def _report(workspace: Workspace, traces: Traces, *, dry_run: bool) -> Erasure:
    ids = list(traces.examples)
    return Erasure(
        examples=len(ids),
        reviews=erasure.count_rows(workspace.store, "review", ids),
        verdicts=erasure.count_rows(workspace.store, "verdict", ids),
        faults=len(traces.rows["fault"]),
        model_answers=len(traces.rows["model_answer"]),
        files=sum(is_original_kept(workspace.folder, sha256) for sha256 in traces.originals),
        lines=sum(len(hashes) for hashes in traces.lines.values()),
        unread=traces.unread,
        releases=tuple(traces.lines),
        jobs=tuple(job.id for job in traces.jobs),
        models=tuple(
            job.fine_tuned_model
            for job in traces.jobs
            if job.fine_tuned_model and job.provider != LOCAL
        ),
        dry_run=dry_run,
    )


def _from_json(report: Json) -> Erasure:
    known: dict[str, Any] = {
        name: tuple(own) if isinstance(own, list) else own for name, own in report.items()
    }
    return Erasure(**{"lines": 0, "unread": 0, "models": (), **known})


def _forget_models(workspace: Workspace, traces: Traces) -> None:
    """Have this machine's trainer remove the files and models of the jobs."""
    for job in traces.jobs:
        if job.provider == LOCAL:
            client = open_client(workspace, LOCAL)
            if remote_id := job.remote_id or client.find(job.id):
                client.forget(remote_id)


def _rewrite(workspace: Workspace, number: int, hashes: Sequence[str]) -> Json | None:
    """Take lines out of the files of a release; its new manifest, None when they are not there."""
    folder = get_release(workspace, number).folder
    if not folder.exists():
        return None
    names = list_files(folder)
    manifest = read_manifest(folder)
    files: dict[str, bytes] = {}
    removed: dict[str, int] = {}
    for part in (part for part in Part if f"{part}.jsonl" in names):
        before = raw_lines(folder, part)
        kept = [line for line in before if sha256_of(line) not in set(hashes)]
        data = b"".join(kept)
        files[f"{part}.jsonl"] = data
        removed[str(part)] = len(before) - len(kept)
        manifest["files"][str(part)] |= {
            "lines": len(kept),
            "bytes": len(data),
            "sha256": sha256_of(data),
        }
    if any(removed.values()):
        manifest["erased"] = [
            *manifest.get("erased", ()),
            {"lines": removed, "recorded_at": workspace.now().isoformat(timespec="seconds") + "Z"},
        ]
    task = workspace.tasks().get(manifest["task"])
    title = task.title if task else str(manifest["task"])
    if ZIP in names:
        left = names_in(files.values())
        files[ZIP] = only_named(release_file(folder, ZIP).read_bytes(), left)
    files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    files["README.md"] = dataset_card(manifest, title=title).encode()
    rewrite_release(folder, files)
    return manifest


def _clean(workspace: Workspace) -> None:
    """Take away pictures and copies, and what the database's file still holds of removed rows."""
    forget_pages()
    erase_snapshots(workspace.folder)
    workspace.store.compact()

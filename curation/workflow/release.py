"""Cutting a release: gates, lines, split, files and record, in this order and once."""

import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import curation
from curation.balance.apportion import Part
from curation.errors import InputRefused, NotFound, NotReady
from curation.example import Json
from curation.files import (
    discard_release,
    folder_for,
    list_files,
    release_file,
    write_release,
)
from curation.people import Actor, Role, require
from curation.release.assemble import Assembly, Progress, WrittenLine, assemble
from curation.release.card import dataset_card
from curation.release.changes import Placed, changes
from curation.release.cost import estimate, lengths
from curation.release.encoding import sha256_of, sha256_of_parts
from curation.release.gold import GoldExample
from curation.release.manifest import Origin, PartFile, build_manifest
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.release.release import Release, ReleaseLine
from curation.release.validation.rule import Purpose
from curation.reward.grader import fields_of
from curation.scanner.fingerprint import current_fingerprint
from curation.store import releases
from curation.task import Task
from curation.tokens import Tokenizer, open_tokenizer
from curation.workflow.agreement import measure_task
from curation.workflow.agreement_floor import read_floors, require_agreement
from curation.workflow.balance import MOST_SEED, latest_plan
from curation.workflow.check_gate import require_checks
from curation.workflow.duplicates import near_of
from curation.workflow.gold import collect_gold, task_to_release
from curation.workflow.graders import require_grader
from curation.workflow.prove import Proof, proof_as_json, require_proof
from curation.workflow.release_lines import read_placed, release_before
from curation.workflow.second_look import look_again
from curation.workflow.splits import (
    LEAK_FILE,
    leaks_as_json,
    require_no_leak,
    split_rule,
    times_of,
)
from curation.workflow.workspace import Workspace

GRADER_FILE = "grader.json"
"""The grader of a release for reinforcement, beside its lines."""

ANY_MODEL = Model(provider="", name="any")
"""A release is for any model: no context limits it, and its tokens are in the usual encoding."""

cutting = threading.Lock()
"""Held while a release is cut, or changed by an erasure."""


def cut_release(
    workspace: Workspace,
    actor: Actor,
    *,
    task_id: str,
    method: TrainingMethod,
    seed: int,
    request_id: str,
    progress: Progress = lambda done, total, message: None,
) -> Release:
    """Write the next numbered release of a task and keep what it was made from.

    The same data, method and seed give the same lines, byte for byte. The same request again
    returns the release it has cut. Raises NotReady when no example can be released.
    """
    require(actor, Role.CURATOR, to="cut a release")
    _check_seed(seed)
    task = task_to_release(workspace, task_id)
    with cutting:
        if done := releases.find_release(workspace.store, request_id):
            return done
        require_agreement(workspace, task)
        proof = require_proof(workspace, task.id)
        grader = require_grader(workspace, task.id) if method == TrainingMethod.RFT else None
        found = look_again(workspace, task, collect_gold(workspace, task), progress)
        require_checks(workspace, task, found.gold, method)
        assembly = _assembled(workspace, actor, task, found.gold, method, grader, seed, progress)
        reasons = Counter({**found.excluded, **assembly.excluded}.values())
        if not any(assembly.parts.values()):
            raise _nothing_to_release(reasons)
        progress(len(found.gold), len(found.gold), "Writing the files")
        data = {part: b"".join(line.data for line in assembly.parts[part]) for part in Part}
        number = releases.next_number(workspace.store)
        release = Release(
            number=number,
            task=task.id,
            method=method,
            seed=seed,
            folder=folder_for(workspace.folder, number, task=task.id, method=method),
            counts={str(part): len(assembly.parts[part]) for part in Part},
            sha256=sha256_of_parts((part, data[part]) for part in Part),
            excluded=dict(reasons),
            actor=actor.id,
            recorded_at=workspace.now(),
        )
        _keep(workspace, task, release, assembly, data, proof, request_id, grader)
    return release


def _assembled(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    gold: Sequence[GoldExample],
    method: TrainingMethod,
    grader: Json | None,
    seed: int,
    progress: Progress,
) -> Assembly:
    """The lines in their parts, by the task's own rule. Raises NotReady when anything leaks."""
    rule = split_rule(workspace, task.id)
    ids = [one.id for one in gold]
    assembly = assemble(
        gold,
        task,
        Purpose(
            method=method,
            model=ANY_MODEL,
            count=_tokenizer().count,
            item_fields=fields_of(grader) if grader else frozenset(),
        ),
        seed=seed,
        placed=releases.read_placements(workspace.store, task.id),
        progress=progress,
        rule=rule,
        times=times_of(workspace, actor, task, rule, ids),
        near=near_of(workspace, task.id),
    )
    require_no_leak(assembly.leaks)
    return assembly


def _keep(
    workspace: Workspace,
    task: Task,
    release: Release,
    assembly: Assembly,
    data: Mapping[Part, bytes],
    proof: Proof,
    request_id: str,
    grader: Json | None,
) -> None:
    """The files first, then the record: a crash between them leaves files that nobody counts."""
    manifest = build_manifest(
        release,
        _origin(workspace, task, release, assembly, proof),
        {part: _part_file(part, assembly.parts[part], data[part]) for part in Part},
        estimate(
            [line.line.tokens for line in assembly.parts[Part.TRAIN]],
            ANY_MODEL,
            estimated=_tokenizer().estimated,
        ),
    )
    manifest["tokens"]["lengths"] = lengths(
        [line.line.tokens for line in assembly.parts[Part.TRAIN]]
    )
    files = {f"{part}.jsonl": data[part] for part in Part}
    if (before := release_before(workspace, release)) is not None:
        since = changes(read_placed(workspace, before), _placed(assembly))
        manifest["changes"] = {"since": before.number, **since.counts()}
        files["changes.json"] = _as_file(since.as_json(before.number))
    files[LEAK_FILE] = _as_file(leaks_as_json(assembly.leaks))
    files["manifest.json"] = _as_file(manifest)
    files["README.md"] = dataset_card(manifest, title=task.title).encode()
    if grader is not None:
        files[GRADER_FILE] = _as_file(grader)
    discard_release(workspace.folder, release.number)
    write_release(release.folder, files)
    releases.add_release(
        workspace.store,
        release,
        release_id=request_id,
        manifest=manifest,
        lines=_record(assembly),
        placements=assembly.placements,
    )


def _as_file(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _placed(assembly: Assembly) -> list[Placed]:
    return [
        Placed(example_id=line.gold.id, part=str(part), data=line.data)
        for part in Part
        for line in assembly.parts[part]
    ]


def list_releases(workspace: Workspace, *, task_id: str = "") -> list[Release]:
    """The releases of a task, or of all, newest first."""
    return releases.list_releases(workspace.store, task=task_id)


def get_release(workspace: Workspace, number: int) -> Release:
    """The release of that number. Raises NotFound, naming the numbers there are."""
    found = releases.get_release(workspace.store, number)
    if found is None:
        last = releases.next_number(workspace.store) - 1
        raise NotFound(
            "No such release",
            cause=f"There is no release {number}.",
            cure=f"Choose one from 1 to {last}." if last else "Cut a release first.",
        )
    return found


def release_path(workspace: Workspace, number: int, name: str) -> Path:
    """The path of one file of a release. Raises NotFound for any other number or name."""
    return release_file(get_release(workspace, number).folder, name)


def release_files(release: Release) -> dict[str, int]:
    """The files of a release and their sizes in bytes, by name."""
    return list_files(release.folder)


def _origin(
    workspace: Workspace, task: Task, release: Release, assembly: Assembly, proof: Proof
) -> Origin:
    lines = [(line.gold, part) for part in Part for line in assembly.parts[part]]
    return Origin(
        task=task,
        gold=[gold for gold, _ in lines],
        parts={gold.id: part for gold, part in lines},
        excluded=release.excluded,
        plan=latest_plan(workspace, task.id),
        rule=split_rule(workspace, task.id),
        leaks=assembly.leaks,
        agreement=_agreement(workspace, task),
        scan_fingerprint=current_fingerprint(),
        proof=proof_as_json(proof),
        previous=next(iter(releases.list_releases(workspace.store, task=task.id)), None),
        version=curation.__version__,
    )


def _agreement(workspace: Workspace, task: Task) -> Json:
    """The figures of the reviewers' agreement as it stands now, question by question."""
    floors = read_floors(workspace, task)
    return {
        question: {
            "alpha": measured.alpha,
            "interval": (
                None
                if measured.interval is None
                else [measured.interval.low, measured.interval.high]
            ),
            "ac1": measured.ac1,
            "percent": measured.percent,
            "compared": measured.compared,
            "reviewers": measured.reviewers,
            "floor": floors.get(question),
        }
        for question, measured in measure_task(workspace, task.id).items()
        if measured.items
    }


def _tokenizer() -> Tokenizer:
    return open_tokenizer(ANY_MODEL.encoding)


def _part_file(part: Part, lines: Sequence[WrittenLine], data: bytes) -> PartFile:
    return PartFile(name=f"{part}.jsonl", lines=len(lines), bytes=len(data), sha256=sha256_of(data))


def _record(assembly: Assembly) -> list[ReleaseLine]:
    return [
        ReleaseLine(
            part=str(part),
            line=number,
            example_id=line.gold.id,
            version=line.gold.version,
            verdict_id=line.gold.verdict.id,
            sha256=sha256_of(line.data),
        )
        for part in Part
        for number, line in enumerate(assembly.parts[part], 1)
    ]


def _check_seed(seed: int) -> None:
    if not 0 <= seed <= MOST_SEED:
        raise InputRefused(
            "The release cannot be cut",
            cause=f"The seed is not between 0 and {MOST_SEED}.",
            cure="Change the seed and try again.",
        )


def _nothing_to_release(reasons: Mapping[str, int]) -> NotReady:
    if not reasons:
        return NotReady(
            "There is nothing to release",
            cause="The task has no examples.",
            cure="Ingest a file first.",
        )
    listing = ", ".join(f"{count:,} {reason}" for reason, count in reasons.items())
    return NotReady(
        "There is nothing to release",
        cause=f"No example passes every gate: {listing}.",
        cure="Start with the largest group; the page of its step shows what to do.",
    )

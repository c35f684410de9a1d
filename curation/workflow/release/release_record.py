"""What is kept of a release that is cut: its files first, then its record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import curation
from curation.balance.apportion import Part
from curation.example import Json
from curation.files import discard_release, write_release
from curation.release.assemble import Assembly, WrittenLine
from curation.release.card import dataset_card
from curation.release.changes import Placed, changes
from curation.release.cost import estimate, lengths
from curation.release.encoding import sha256_of
from curation.release.manifest import Origin, PartFile, build_manifest
from curation.release.model import Model
from curation.release.pictures import Form, Pictures, names_in, pictures_as_json
from curation.release.release import Release, ReleaseLine
from curation.scanner.fingerprint import current_fingerprint
from curation.store import releases
from curation.task import Task
from curation.tokens import Tokenizer, open_tokenizer
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.agreement.agreement_floor import read_floors
from curation.workflow.balance.balance import latest_plan
from curation.workflow.balance.splits import LEAK_FILE, leaks_as_json, split_rule
from curation.workflow.privacy.prove import Proof, proof_as_json
from curation.workflow.release.pictures import ZIP, as_zip, only_named
from curation.workflow.release.release_lines import read_placed, release_before
from curation.workflow.workspace import Workspace

GRADER_FILE = "grader.json"
"""The grader of a release for reinforcement, beside its lines."""

ANY_MODEL = Model(provider="", name="any")
"""A release is for any model: no context limits it, and its tokens are in the usual encoding."""


def keep_release(
    workspace: Workspace,
    task: Task,
    release: Release,
    assembly: Assembly,
    data: Mapping[Part, bytes],
    *,
    proof: Proof,
    grader: Json | None,
    few_reason: str,
    created_by: str,
    pictures: Pictures,
    picture_files: Mapping[str, bytes],
    request_id: str,
) -> None:
    """Write the files, then the record: a crash between them leaves files that nobody counts."""
    manifest = build_manifest(
        release,
        replace(
            _origin(workspace, task, release, assembly, proof),
            few_reason=few_reason,
            created_by=created_by,
        ),
        {part: _part_file(part, assembly.parts[part], data[part]) for part in Part},
        estimate(
            [line.line.tokens for line in assembly.parts[Part.TRAIN]],
            ANY_MODEL,
            estimated=any_tokenizer().estimated,
        ),
    )
    manifest["tokens"]["lengths"] = lengths(
        [line.line.tokens for line in assembly.parts[Part.TRAIN]]
    )
    files = {f"{part}.jsonl": data[part] for part in Part}
    if pictures.form is not Form.NONE:
        written = (line.gold.pictures for part in Part for line in assembly.parts[part])
        manifest["pictures"] = pictures_as_json(pictures, written)
    if picture_files:
        files[ZIP] = only_named(as_zip(picture_files), names_in(data.values()))
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


def any_tokenizer() -> Tokenizer:
    """What counts the tokens of a release."""
    return open_tokenizer(ANY_MODEL.encoding)


def _as_file(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _placed(assembly: Assembly) -> list[Placed]:
    return [
        Placed(example_id=line.gold.id, part=str(part), data=line.data)
        for part in Part
        for line in assembly.parts[part]
    ]


def _origin(
    workspace: Workspace,
    task: Task,
    release: Release,
    assembly: Assembly,
    proof: Proof,
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

"""Cutting a release: gates, lines, split, files and record, in this order and once."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from curation.balance.apportion import Part
from curation.errors import InputRefused, NotFound, NotReady
from curation.example import Json
from curation.files import (
    folder_for,
    list_files,
    release_file,
)
from curation.people import COMMAND_LINE, Actor, Role, require
from curation.release.assemble import Assembly, Progress, assemble
from curation.release.encoding import sha256_of_parts
from curation.release.gold import GoldExample
from curation.release.method import TrainingMethod
from curation.release.pictures import NO_PICTURES, Pictures
from curation.release.readiness import few
from curation.release.release import Release
from curation.release.validation.rule import Purpose
from curation.reward.grader import fields_of
from curation.store import releases
from curation.task import Task
from curation.workflow.agreement.agreement_floor import require_agreement
from curation.workflow.balance.balance import MOST_SEED
from curation.workflow.balance.check_gate import require_checks, state_of_checks
from curation.workflow.balance.duplicates import near_of
from curation.workflow.balance.splits import (
    require_no_leak,
    split_rule,
    times_of,
)
from curation.workflow.privacy.prove import require_proof
from curation.workflow.privacy.second_look import look_again
from curation.workflow.release.gates import require_enough
from curation.workflow.release.gold import collect_gold, task_to_release
from curation.workflow.release.graders import require_grader
from curation.workflow.release.pictures import add_pictures, refuse_pictures
from curation.workflow.release.release_record import ANY_MODEL, any_tokenizer, keep_release
from curation.workflow.release.signatures import require_signed, wants_two_signatures
from curation.workflow.workspace import Workspace

DESCRIBING = ("manifest.json", "README.md")
"""The files that describe a release; they hold no text of any example."""

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
    few_reason: str = "",
    pictures: Pictures = NO_PICTURES,
    progress: Progress = lambda done, total, message: None,
) -> Release:
    """Write the next numbered release of a task and keep what it was made from.

    The same data, method and seed give the same lines, byte for byte. The same request again
    returns the release it has cut. `few_reason` says why fewer lines than the method wants are
    enough; with `pictures` the pages of documents stand in the lines. Raises NotReady when a gate
    is closed or no example can be released, InputRefused for settings that are out of range.
    """
    require(actor, Role.CURATOR, to="cut a release")
    _check_seed(seed)
    refuse_pictures(pictures, method)
    task = task_to_release(workspace, task_id)
    with cutting:
        if done := releases.find_release(workspace.store, request_id):
            return done
        require_agreement(workspace, task)
        proof = require_proof(workspace, task.id)
        grader = require_grader(workspace, task.id) if method == TrainingMethod.RFT else None
        state = state_of_checks(workspace, task, method)
        ready = collect_gold(workspace, task)
        found = look_again(workspace, task, ready, progress)
        whole = len(found.gold) == len(ready.gold)
        require_checks(workspace, task, found.gold, method, state=state if whole else None)
        shown = add_pictures(workspace, found.gold, pictures, progress)
        assembly = _assembled(workspace, actor, task, shown.gold, method, grader, seed, progress)
        excluded = {**found.excluded, **shown.excluded, **assembly.excluded}
        reasons = Counter(excluded.values())
        if not any(assembly.parts.values()):
            raise _nothing_to_release(reasons)
        require_enough(method, sum(map(len, assembly.parts.values())), few_reason)
        progress(len(found.gold), len(found.gold), "Writing the files")
        data = {part: b"".join(line.data for line in assembly.parts[part]) for part in Part}
        release = _numbered(workspace, actor, task, method, seed, assembly, data, reasons)
        keep_release(
            workspace,
            task,
            release,
            assembly,
            data,
            proof=proof,
            grader=grader,
            few_reason=few_reason.strip() if few(method, release.lines) else "",
            created_by=actor.name,
            pictures=pictures,
            picture_files=shown.files,
            request_id=request_id,
        )
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
            count=any_tokenizer().count,
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


def _numbered(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    method: TrainingMethod,
    seed: int,
    assembly: Assembly,
    data: Mapping[Part, bytes],
    reasons: Mapping[str, int],
) -> Release:
    """The release to be kept, with the next number; nothing is written yet."""
    number = releases.next_number(workspace.store)
    now = workspace.now()
    return Release(
        number=number,
        task=task.id,
        method=method,
        seed=seed,
        folder=folder_for(workspace.folder, number, task=task.id, method=method),
        counts={str(part): len(assembly.parts[part]) for part in Part},
        sha256=sha256_of_parts((part, data[part]) for part in Part),
        excluded=dict(reasons),
        actor=actor.id,
        recorded_at=now,
        signatures_wanted=2 if wants_two_signatures(workspace) else 1,
        signed_by={} if actor.id == COMMAND_LINE.id else {actor.id: now},
    )


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
    """The path of one file of a release. Raises NotFound for any other number or name.

    Raises NotReady for a release that waits for a signature, but for what describes it.
    """
    release = get_release(workspace, number)
    if name not in DESCRIBING:
        require_signed(release, to="downloaded")
    return release_file(release.folder, name)


def release_files(release: Release) -> dict[str, int]:
    """The files of a release and their sizes in bytes, by name."""
    return list_files(release.folder)


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

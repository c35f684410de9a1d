"""Erasing a person: every text that holds a value is removed, and where it went is reported."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from curation.errors import InputRefused
from curation.files import (
    erase_original,
    erase_snapshots,
    is_original_kept,
    list_files,
    release_texts,
)
from curation.people import Actor, Role, require
from curation.privacy.finding import normal_form
from curation.privacy.json_text import is_json
from curation.privacy.matching import Pattern, Text
from curation.store import erasure, jobs, releases
from curation.workflow.workspace import Workspace

SHORTEST = 4
"""A value of fewer letters and digits stands in too many texts by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What holds a value: counts of what is removed, and what is out of reach and only told.

    `releases` are numbers of releases with a line that holds it, `jobs` the training jobs on them.
    Files of releases never change: remove their folders by hand, and models at their providers.
    """

    examples: int
    reviews: int
    verdicts: int
    faults: int
    model_answers: int
    files: int
    releases: tuple[int, ...]
    jobs: tuple[str, ...]
    dry_run: bool


def erase_subject(
    workspace: Workspace, actor: Actor, subject: str, *, dry_run: bool, request_id: str
) -> Erasure:
    """Remove every example, fault and model's answer that holds a value, for good.

    The value is compared without case, blanks and punctuation, at word borders; an example goes
    with all versions, findings, reviews, verdicts and its document. With `dry_run` nothing is
    removed. What was done is recorded with a keyed hash of the value, never the value.
    """
    require(actor, Role.OWNER, to="erase a person")
    normal = normal_form("", subject)
    if len(normal) < SHORTEST:
        raise InputRefused(
            "The value is too short",
            cause=f"It has fewer than {SHORTEST} letters and digits.",
            cure="Name the person in full, or give an address or a number.",
        )
    pattern = Pattern(normal=normal, punctuation_counts=False)
    held = {table: _holding(workspace, table, pattern) for table in _TABLES}
    examples = sorted({name for table in _OF_EXAMPLES for name in held[table]})
    numbers = _releases_with(workspace, pattern)
    originals = erasure.sources_of(workspace.store, examples) if examples else []
    report = Erasure(
        examples=len(examples),
        reviews=len(held["review"]),
        verdicts=len(held["verdict"]),
        faults=len(held["fault"]),
        model_answers=len(held["model_answer"]),
        files=sum(is_original_kept(workspace.folder, sha256) for sha256 in originals),
        releases=numbers,
        jobs=tuple(job.id for job in jobs.list_jobs(workspace.store) if job.number in numbers),
        dry_run=dry_run,
    )
    if dry_run or erasure.was_erased(workspace.store, request_id):
        return report
    erasure.erase(
        workspace.store,
        examples=examples,
        faults=held["fault"],
        model_answers=held["model_answer"],
        erasure_id=request_id,
        subject_key=hmac.new(workspace.secret, normal.encode(), hashlib.sha256).hexdigest()[:32],
        report=asdict(report),
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    for sha256 in originals:
        erase_original(workspace.folder, sha256)
    erase_snapshots(workspace.folder)
    return report


_OF_EXAMPLES = ("example", "review", "verdict", "grade")
_TABLES = (*_OF_EXAMPLES, "fault", "model_answer")


def _holding(workspace: Workspace, table: str, pattern: Pattern) -> list[str]:
    """The names of the rows of a table that hold the value."""
    return [
        name
        for name, texts in erasure.list_texts(workspace.store, table)
        if _stands_in(texts, pattern)
    ]


def _releases_with(workspace: Workspace, pattern: Pattern) -> tuple[int, ...]:
    return tuple(
        release.number
        for release in reversed(releases.list_releases(workspace.store))
        if release.folder.exists()
        and list_files(release.folder)
        and _stands_in(release_texts(release.folder), pattern)
    )


def _stands_in(texts: Iterable[str], pattern: Pattern) -> bool:
    for text in texts:
        for said in _said(text):
            looked_at = Text(said)
            if looked_at.holds(pattern) and any(True for _ in looked_at.find(pattern)):
                return True
    return False


def _said(text: str) -> Iterator[str]:
    """What a text says: of JSON every text in it, keys too, and JSON within as well."""
    if not is_json(text):
        yield text
        return
    waiting: list[object] = [json.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            yield from _said(value)
        elif value is not None:
            yield str(value)

"""A release: training lines that never change, with their number and their hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from curation.release.method import TrainingMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was cut: `counts` are lines by part, `excluded` examples by reason.

    `sha256` covers the lines of all parts and nothing else: the same data, method and seed give
    the same one. `folder` holds `train.jsonl`, `validation.jsonl`, `test.jsonl`, `manifest.json`
    and `README.md`, and for reinforcement `grader.json`. `erased` lines were taken out when a
    person was erased, last at `erased_at`; they are in the hash, and no more in `counts`.
    """

    number: int
    task: str
    method: TrainingMethod
    seed: int
    folder: Path
    counts: Mapping[str, int]
    sha256: str
    excluded: Mapping[str, int]
    erased: int = 0
    erased_at: datetime | None = None
    actor: str
    recorded_at: datetime

    @property
    def lines(self) -> int:
        """The lines of all parts."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    """Which example and verdict one line (from 1) of a part was written from."""

    part: str
    line: int
    example_id: str
    version: int
    verdict_id: str
    sha256: str

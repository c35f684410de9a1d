"""A release: training lines that never change, with their number and their hash."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    `signed_by` are the people who stand for it and since when; until there are `signatures_wanted`
    of them it is not downloaded, trained on or evaluated.
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
    signatures_wanted: int = 1
    signed_by: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """True while another person has to sign."""
        return self.signatures_wanted > 1 and len(self.signed_by) < self.signatures_wanted

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

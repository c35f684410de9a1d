"""A passport: everything that happened to one example, from the file it came in to grades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curation.example import Json


class Step(StrEnum):
    """What happened, in the words that a page shows."""

    STAGED = "came in"
    SCANNED = "was scanned"
    DECIDED = "values were decided"
    REVIEWED = "was judged"
    SETTLED = "got its verdict"
    RELEASED = "went into a release"
    TRAINED = "was trained on"
    GRADED = "a model was asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One event on an example's way.

    `actor` is a person's id, empty for what no person did. `version` is the example's, 0 where
    that does not matter. `what` says more, without any word of the example; `number` is that of
    a release, 0 for none; `text` is a file's name or a model's: data, to be shown as it is.
    """

    recorded_at: datetime
    step: Step
    actor: str = ""
    version: int = 0
    what: str = ""
    number: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlace:
    """Where an example stands in a release: the part, the line from 1, and the line's SHA-256."""

    number: int
    part: str
    line: int
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """An example's source and all that happened to it, oldest first.

    `row` is the row or page of the source file, whose SHA-256 is `file_sha256`.
    """

    example_id: str
    task: str
    file: str
    file_sha256: str
    row: int
    versions: int
    stops: Sequence[Stop]
    lines: Sequence[LinePlace]

    def as_json(self) -> Json:
        """The passport with plain values; moments are in UTC."""
        return {
            "example_id": self.example_id,
            "task": self.task,
            "source": {"file": self.file, "sha256": self.file_sha256, "row": self.row},
            "versions": self.versions,
            "lines": [
                {
                    "release": line.number,
                    "part": line.part,
                    "line": line.line,
                    "version": line.version,
                    "sha256": line.sha256,
                }
                for line in self.lines
            ],
            "events": [
                {
                    "recorded_at": stop.recorded_at.isoformat(timespec="seconds") + "Z",
                    "step": stop.step.name.lower(),
                    "actor": stop.actor or None,
                    "version": stop.version or None,
                    "what": " ".join(filter(None, (stop.what, stop.text))),
                    "release": stop.number or None,
                }
                for stop in self.stops
            ],
        }

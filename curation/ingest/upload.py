"""An upload: one file handed in for one task, and what became of its rows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rows: read = added + changed + duplicates + faults, to the row.

    `changed` rows ask what was asked before and bring another answer: a new version. `duplicates`
    bring what some version holds already.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    duplicates: int = 0
    faults: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            read=self.read + other.read,
            added=self.added + other.added,
            changed=self.changed + other.changed,
            duplicates=self.duplicates + other.duplicates,
            faults=self.faults + other.faults,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file handed in: `id` is the request's, so that the same request counts once."""

    id: str
    task: str
    file: str
    sha256: str
    format: str
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReport:
    """An upload and its counts so far; `complete` is false when it was stopped before its end."""

    upload: Upload
    counts: Counts
    complete: bool

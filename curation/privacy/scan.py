"""A scan: what was looked at, by which scanner, and whether all of it could be."""

from dataclasses import dataclass

from curation.privacy.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One scan of one version of an example and of the edits made of it.

    `edits_until` is the sequence number of the newest edit that was scanned too, 0 without one.
    An `incomplete` scan leaves the example unscanned.
    """

    id: str
    example_id: str
    version: int
    edits_until: int
    fingerprint: str
    incomplete: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Text of a reviewer's or adjudicator's own: `path` is `review.<reviewer>.<question>` or
    `verdict.<question>`, `sequence` the number of the event that holds it.
    """

    example_id: str
    path: str
    text: str
    sequence: int

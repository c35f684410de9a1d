"""A submission: one decision as it is sent, and the receipt that it was stored or why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from curation.errors import Conflict, CurationError, InputRefused
from curation.review.decision import Decision

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters that no file and no database keeps as text."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_CLAUSE = re.compile(r"[0-9a-f]{12}")

MAX_CLAUSES = 50
"""Clauses that one decision can rest on; a guideline has fewer."""

MAX_REASON = 500
"""Characters in a reason that is typed; more belongs into a comment."""

MAX_SECONDS = 3600.0
"""A longer time in front of one example is a break, and says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a reviewer sends: `answers` has only the questions that they changed.

    `id` is the request id: the same submission sent again is stored once. `seconds` is the time
    from the example being shown to the decision. `reason` is why, for a reject, a skip or an
    edit; `clauses` are the keys of the clauses of the guideline that the decision rests on.
    """

    id: str
    example_id: str
    version: int
    decision: Decision
    answers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    reason: str = ""
    clauses: tuple[str, ...] = ()


class FirstCounts(Conflict):
    """Raised for taking back an answer that counts as it was first given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a submission: stored, or refused with a reason in plain words.

    `note` is what the reviewer is told of an example whose answer is known or was suggested, and
    `about` what it is told of.
    """

    id: str
    refusal: CurationError | None = None
    note: str = ""
    about: str = "A known example"

    @property
    def saved(self) -> bool:
        """True when it is on disk."""
        return self.refusal is None

    @property
    def mendable(self) -> bool:
        """True when the reviewer can change the answers and send them again."""
        return isinstance(self.refusal, InputRefused)

    @property
    def stands(self) -> bool:
        """True when the answer that was to be taken back stays as it was given."""
        return isinstance(self.refusal, FirstCounts)


def read_submission(entry: object) -> Submission:
    """The submission in a JSON value from outside.

    Raises ValueError when it is none; how long it took and its reason are bounded, never refused.
    """
    if not isinstance(entry, dict):
        raise ValueError("A submission is an object.")
    answers = entry.get("answers") or {}
    if not isinstance(answers, dict) or not all(isinstance(v, str) for v in answers.values()):
        raise ValueError("Answers are texts by question.")
    for name in ("id", "example_id"):
        if not is_id(entry.get(name)):
            raise ValueError(f"{name} is 1 to 64 letters, digits, - and _.")
    if not isinstance(entry.get("version"), int):
        raise ValueError("version is a whole number.")
    seconds = entry.get("seconds")
    return Submission(
        id=entry["id"],
        example_id=entry["example_id"],
        version=entry["version"],
        decision=Decision(str(entry.get("decision"))),
        answers={str(question): answer for question, answer in answers.items()},
        seconds=_bounded(seconds if isinstance(seconds, int | float) else 0.0),
        reason=one_line(entry.get("reason")),
        clauses=_clauses(entry.get("clauses")),
    )


def is_id(value: object) -> bool:
    """True for what may name a request or an example: 1 to 64 letters, digits, - and _."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def one_line(given: object) -> str:
    """A reason as it is kept: one line of at most MAX_REASON characters; "" for no text."""
    if not isinstance(given, str):
        return ""
    return " ".join(UNSTORABLE.sub(" ", given).split())[:MAX_REASON]


def _clauses(given: object) -> tuple[str, ...]:
    """The keys of clauses in a list, each once; what is none is left out."""
    keys = given if isinstance(given, list) else []
    cited = (key for key in keys if isinstance(key, str) and _CLAUSE.fullmatch(key))
    return tuple(dict.fromkeys(cited))[:MAX_CLAUSES]


def _bounded(seconds: float) -> float:
    return min(max(float(seconds), 0.0), MAX_SECONDS) if seconds == seconds else 0.0

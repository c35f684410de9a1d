"""What was asked and answered in production, read from logs in several shapes."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from curation.evaluation.answer_file import answer_in, rows_in

_QUESTIONS = ("question", "prompt", "input", "text")
_LABELS = ("label", "category", "intent")
_MOMENTS = ("occurred_at", "timestamp", "created_at", "created", "time", "date")
_UP = frozenset({"up", "thumbs_up", "good", "yes", "true", "accepted", "+1"})
_DOWN = frozenset({"down", "thumbs_down", "bad", "no", "false", "rejected", "-1"})
BAD_RATING = 2.0
"""A rating up to this one counts as a rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request in production. `rating` is from 1 to 5; `occurred_at` None where nobody says."""

    id: str
    question: str
    answer: str
    label: str = ""
    model: str = ""
    rating: float | None = None
    rejected: bool = False
    occurred_at: datetime | None = None


def read_traffic(text: str) -> Iterator[Request | None]:
    """The requests of a log, row by row; None for a row without a question or an answer.

    Rows are JSON lines or a CSV table with a header: `question` (or `prompt`, `input`, `text`) or
    the messages of a chat-completions log, whole or under `request`, with its `response`; `answer`
    as `read_answers` takes it; `label`, `category` or `intent`; `rating` from 1 to 5, a thumb as
    `feedback`, or `rejected`; a moment as ISO 8601 or in seconds since 1970.
    """
    for row in rows_in(text):
        question, answer = _question(row), answer_in(row)
        if not question or answer is None:
            yield None
            continue
        rating, rejected = _rating(row)
        yield Request(
            id=str(row.get("id") or ""),
            question=question,
            answer=answer,
            label=_first(row, _LABELS),
            model=str(row.get("model") or _inner(row, "request").get("model") or ""),
            rating=rating,
            rejected=rejected,
            occurred_at=_moment(row),
        )


def _question(row: Mapping[str, Any]) -> str:
    if found := _first(row, _QUESTIONS):
        return found
    messages = row.get("messages") or _inner(row, "request").get("messages") or []
    said = ""
    with suppress(TypeError, AttributeError):
        for message in messages:
            content = message.get("content")
            if message.get("role") == "user" and isinstance(content, str):
                said = content
    return said.strip()


def _inner(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((row[n].strip() for n in names if isinstance(row.get(n), str) and row[n]), "")


def _rating(row: Mapping[str, Any]) -> tuple[float | None, bool]:
    word = str(row.get("feedback") or row.get("rating") or "").strip().casefold()
    said = str(row.get("rejected") or "").strip().casefold()
    with suppress(ValueError):
        rating = float(word)
        if 1 <= rating <= 5:
            return rating, rating <= BAD_RATING or said in _UP
    return None, word in _DOWN or said in _UP or said == "1"


def _moment(row: Mapping[str, Any]) -> datetime | None:
    given = next((row[name] for name in _MOMENTS if row.get(name)), None)
    with suppress(ValueError, OverflowError, OSError, TypeError):
        return datetime.fromtimestamp(float(str(given)), UTC).replace(tzinfo=None)
    with suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(str(given))
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return None

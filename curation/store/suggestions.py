"""Suggestions that were made for examples, and what was suggested when a review was given."""

from collections.abc import Sequence
from datetime import datetime

from curation.example import Suggestion
from curation.review.suggested import Kept, Made
from curation.store.connection import Cursor, Store

# No other filter beside the ids: each makes it three times as long. Every card asks.
_OF = """
select example_id, version, question, source, answer, confidence, sequence
from made_suggestion where example_id in ({ids})
"""

_CURRENT = """
select example_id, version, question, answer, confidence from made_suggestion
where task = $task and source = $source
qualify row_number() over (partition by example_id, version, question order by sequence desc) = 1
"""

_AT_ONCE = 50
"""Rows in one insert: planning takes longer with each of them."""

_SOURCES = """
select source from made_suggestion where task = ? group by source order by max(sequence) desc
"""


def add_run(
    store: Store, run_id: str, *, task: str, source: str, actor: str, recorded_at: datetime
) -> None:
    """Record who has a source suggest answers; a known run is left alone."""
    row = {
        "run_id": run_id,
        "task": task,
        "source": source,
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("suggestion_run", [row])


def add_made(
    store: Store,
    task: str,
    made: Sequence[Made],
    *,
    source: str,
    run_id: str,
    recorded_at: datetime,
) -> None:
    """Add what a run suggests, all or nothing; what the same run has added is left alone."""
    rows = [
        {
            "suggestion_id": f"{run_id} {one.example_id} {one.version} {one.question}",
            "run_id": run_id,
            "task": task,
            "example_id": one.example_id,
            "version": one.version,
            "question": one.question,
            "source": source,
            "answer": one.value,
            "confidence": one.confidence,
            "recorded_at": recorded_at,
        }
        for one in made
    ]
    store.append("made_suggestion", rows)


def list_of(
    store: Store, ids: Sequence[str], *, source: str
) -> dict[tuple[str, int], list[Suggestion]]:
    """What a source suggests for these examples now, by example and version."""
    if not ids:
        return {}
    rows = store.read(_OF.format(ids=", ".join("?" * len(ids))), list(ids))
    rows.sort(key=lambda row: row["sequence"])
    newest = {
        (row["example_id"], row["version"], row["question"]): row
        for row in rows
        if row["source"] == source
    }
    found: dict[tuple[str, int], list[Suggestion]] = {}
    for (example_id, version, question), row in newest.items():
        suggestion = Suggestion(
            question=question, value=row["answer"], agent=source, score=row["confidence"]
        )
        found.setdefault((example_id, version), []).append(suggestion)
    return found


def list_current(store: Store, task: str, *, source: str) -> dict[tuple[str, int, str], Made]:
    """All that a source suggests in a task now, by example, version and question."""
    made = [
        Made(
            example_id=row["example_id"],
            version=row["version"],
            question=row["question"],
            value=row["answer"],
            confidence=row["confidence"],
        )
        for row in store.read(_CURRENT, {"task": task, "source": source})
    ]
    return {(one.example_id, one.version, one.question): one for one in made}


def list_sources(store: Store, task: str) -> list[str]:
    """The sources that have suggested something in a task, the last one first."""
    return [row["source"] for row in store.read(_SOURCES, [task])]


def add_kept(cursor: Cursor, kept: Sequence[Kept]) -> None:
    """Keep what was suggested with reviews that are new, on a cursor in a transaction.

    A plain insert, as that of the reviews: everybody who decides waits for it.
    """
    for start in range(0, len(kept), _AT_ONCE):
        some = kept[start : start + _AT_ONCE]
        cursor.execute(
            "insert into review_suggestion "
            "(review_id, question, example_id, source, answer, confidence) values "
            + ", ".join(["(?, ?, ?, ?, ?, ?)"] * len(some)),
            [value for one in some for value in _kept_row(one)],
        )


def _kept_row(one: Kept) -> tuple[object, ...]:
    return one.review_id, one.question, one.example_id, one.source, one.value, one.confidence

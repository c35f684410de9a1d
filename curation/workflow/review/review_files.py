"""Reviews from and to a file: the long table, as CSV or as JSON lines by the file's ending."""

import csv
import io
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curation.errors import CurationError, InputRefused
from curation.example import Fault, canonical_json
from curation.ingest.csv_table import read_table
from curation.ingest.decoding import decode
from curation.ingest.fault_table import quoted, unquoted
from curation.ingest.json_lines import cut_into_rows
from curation.ingest.source_file import RowRefused, check_size
from curation.ingest.strict_json import parse_json
from curation.people import Actor, Role, require
from curation.review.answers import complete_answers
from curation.review.card import Card
from curation.review.decision import Review
from curation.review.table import (
    CLAUSES,
    COLUMNS,
    REASON,
    ReviewTable,
    TableReview,
    fault,
    read_review_table,
    require_columns,
    write_review_table,
)
from curation.store import review_queue as stored
from curation.store.reviews import list_clauses, list_reviews
from curation.task import Task
from curation.workflow.privacy.masked import mask_examples, masked_answers
from curation.workflow.review.guideline import clause_words
from curation.workflow.review.review_queue import LiveQueue, live_queue
from curation.workflow.review.said import Said, readable
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

Report = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and a message."""

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did: rows read, reviews added, reviews that were there already, faults."""

    read: int
    added: int
    unchanged: int
    faults: list[Fault]


def import_reviews(
    workspace: Workspace, actor: Actor, file: Path, *, report: Report
) -> ImportReport:
    """Add the reviews of a long table in the name of the reviewers it gives.

    A reviewer is a person of this workspace by name or id, or else an id of their own. The rows of
    one example and one reviewer are one review; questions without a row have the proposed answer.
    What is there already is left alone, so the same file twice adds nothing the second time. The
    overlap of the task is no limit here: answers that exist are not thrown away.
    """
    require(actor, Role.CURATOR, to="import reviews")
    table = read_review_table(_rows(read_bytes(workspace, file), file.name), file=file.name)
    return add_reviews(workspace, table, file=file.name, report=report)


def add_reviews(
    workspace: Workspace, table: ReviewTable, *, file: str, report: Report
) -> ImportReport:
    """Add the reviews of a table that was read; see `import_reviews`."""
    ids = {name: person for person, name in names(workspace).items()}
    tasks = stored.find_tasks(workspace.store, [review.example_id for review in table.reviews])
    added = unchanged = done = 0
    faults = list(table.faults)
    for task_id in dict.fromkeys(tasks.values()):
        own = [review for review in table.reviews if tasks.get(review.example_id) == task_id]
        for start in range(0, len(own), _BATCH):
            batch = own[start : start + _BATCH]
            taken = _Batch(workspace, workspace.task(task_id), ids, file).take(batch)
            added += len(taken.reviews)
            unchanged += taken.unchanged
            faults += taken.faults
            done += len(batch)
            report(done, len(table.reviews), "reviews")
    faults += [
        fault(file, review.row, "There is no such example.", "Look at its example_id.")
        for review in table.reviews
        if review.example_id not in tasks
    ]
    faults.sort(key=lambda one: one.row)
    return ImportReport(read=table.rows, added=added, unchanged=unchanged, faults=faults)


def export_reviews(workspace: Workspace, actor: Actor, file: Path, *, task_id: str = "") -> int:
    """Write the current reviews of one task or of all as a long table; returns how many rows.

    Personal values that were found are replaced as in the examples; reasons that people typed are
    scanned first. In a CSV file, cells that a spreadsheet would run as a formula have an
    apostrophe in front, which the import takes away.
    """
    require(actor, Role.CURATOR, to="export reviews")
    tasks = [workspace.task(task_id)] if task_id else workspace.tasks().values()
    known = _unique(names(workspace))
    rows = [
        row
        for task in tasks
        for row in write_review_table(
            masked_reviews(workspace, task), known, clause_words(workspace, task)
        )
    ]
    save_table(file, rows, (*COLUMNS, REASON, CLAUSES))
    return len(rows)


def save_table(file: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    """Write rows to a file that only its owner reads: JSON lines or CSV, by the file's ending."""
    text = _as_json_lines(rows) if _is_json(file.name) else _as_csv(rows, columns)
    try:
        file.write_text(text, encoding="utf-8", newline="")
        file.chmod(0o600)  # what people wrote may hold what no scan has seen yet
    except OSError as error:
        raise InputRefused(
            "The file cannot be written",
            cause=f"The system says: {error.strerror}.",
            cure="Name a file in a folder that exists and that you may write to.",
        ) from error


def masked_reviews(workspace: Workspace, task: Task) -> Iterator[Review]:
    """A task's current reviews with personal values replaced in answers and reasons."""
    reviews = list_reviews(workspace.store, task.id)
    ids = list(dict.fromkeys(review.example_id for review in reviews))
    masked = {entry.staged.id: entry for entry in mask_examples(workspace, task.id, ids=ids)}
    reasons = readable(
        workspace, task, [Said(example_id=one.example_id, text=one.reason) for one in reviews]
    )
    cited = list_clauses(workspace.store, [review.id for review in reviews])
    for review, reason in zip(reviews, reasons, strict=True):
        masking = masked[review.example_id].masking
        answers = masked_answers(review.answers, task, masking)
        yield replace(review, answers=answers, reason=reason, clauses=cited.get(review.id, ()))


class _Batch:
    """The reviews of one task that are added together, and what is wrong with the others."""

    def __init__(self, workspace: Workspace, task: Task, ids: Mapping[str, str], file: str) -> None:
        self._workspace = workspace
        self._task = task
        self._ids = ids
        self._file = file
        self.reviews: list[Review] = []
        self.unchanged = 0
        self.faults: list[Fault] = []

    def take(self, batch: Sequence[TableReview]) -> "_Batch":
        """Check and store them; returns itself."""
        ids = list(dict.fromkeys(entry.example_id for entry in batch))
        live = live_queue(self._workspace, self._task)
        live.refresh(at_once=True)
        cards = {card.example_id: card for card in live.fresh_cards(ids)}
        with live.current():
            known = {
                (review.example_id, review.reviewer): review
                for review in list_reviews(self._workspace.store, self._task.id, ids=ids)
            }
            for entry in batch:
                try:
                    self._take_one(entry, live, cards.get(entry.example_id), known)
                except CurationError as error:
                    reason = f"{error.title}: {error.cause}"
                    self.faults.append(fault(self._file, entry.row, reason, error.cure))
            stored.add_events(
                self._workspace.store,
                self._task.id,
                self.reviews,
                [],
                recorded_at=self._workspace.now(),
            )
        return self

    def _take_one(
        self,
        entry: TableReview,
        live: LiveQueue,
        card: Card | None,
        known: dict[tuple[str, str], Review],
    ) -> None:
        reviewer = self._ids.get(entry.reviewer, entry.reviewer)
        if card is None:
            raise _refused("It is gone.", "Look at its example_id.")
        answers = complete_answers(
            card, self._task, live.options, entry.decision, entry.answers, partly=True
        )
        before = known.get((entry.example_id, reviewer))
        if before is not None:
            if (before.decision, before.answers) != (entry.decision, answers.by_question):
                raise _refused(
                    "This reviewer has judged it otherwise before.",
                    "The review that is there is kept; leave out the rows.",
                )
            self.unchanged += 1
            return
        if live.queue.version_of(entry.example_id) != card.version:
            raise _refused(
                "It is not open for review: it waits for the privacy check, or is settled.",
                "Scan it and decide what was found, then import again.",
            )
        review = Review(
            id=uuid.uuid4().hex,
            task=self._task.id,
            example_id=entry.example_id,
            version=card.version,
            reviewer=reviewer,
            decision=entry.decision,
            answers=answers.by_question,
            guideline_version=self._task.guideline_version,
            edited=answers.edited,
            seconds=0.0,
            reason=entry.reason,
            recorded_at=self._workspace.now(),
        )
        known[review.example_id, review.reviewer] = review
        self.reviews.append(review)


def _refused(cause: str, cure: str) -> InputRefused:
    return InputRefused("The example", cause=cause, cure=cure)


def read_bytes(workspace: Workspace, file: Path) -> bytes:
    """The file's bytes; raises InputRefused when it is too large or cannot be opened."""
    try:
        check_size(file.stat().st_size, limit_mb=workspace.settings.upload_limit_mb)
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(
            "The file cannot be opened",
            cause=f"The system says: {error.strerror}.",
            cure="Look at its name, and who may read it.",
        ) from error


def _rows(data: bytes, name: str) -> Iterable[tuple[int, Mapping[str, object]]]:
    """The rows with their numbers, from 1 below the header of a CSV file."""
    text = decode(data).text
    if _is_json(name):
        return _json_rows(text)
    table = read_table(text)
    require_columns(table.columns)
    return (
        (number, dict(zip(table.columns, map(unquoted, cells), strict=False)))
        for number, cells in enumerate(table.records(), 1)
    )


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in cut_into_rows(text):
        try:
            value = parse_json(line)
        except RowRefused:
            value = None
        yield number, value if isinstance(value, dict) else {}


def _is_json(name: str) -> bool:
    return name.lower().endswith((".jsonl", ".ndjson", ".json"))


def _as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns)
    table.writeheader()
    table.writerows({name: quoted(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue()


def _as_json_lines(rows: Iterable[Mapping[str, str]]) -> str:
    return "".join(f"{canonical_json(row)}\n" for row in rows)


def _unique(people: Mapping[str, str]) -> dict[str, str]:
    """The names that only one person has, by id."""
    by_name: dict[str, list[str]] = {}
    for person, name in people.items():
        by_name.setdefault(name, []).append(person)
    return {own[0]: name for name, own in by_name.items() if len(own) == 1}

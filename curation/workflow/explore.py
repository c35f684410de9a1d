"""Asking the staged data with SQL, on a snapshot that holds nothing a curator may not see."""

import hashlib
import json
import threading
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from curation.errors import InputRefused
from curation.example import Example, Message, Stage
from curation.people import Actor, Role, require
from curation.privacy.masking import Masking
from curation.scanner.fingerprint import current_fingerprint
from curation.store import snapshot
from curation.store.ready_queries import READY_QUERIES
from curation.store.sandbox import MOST_ROWS, SECONDS, QueryResult, run_in_sandbox
from curation.task import Task
from curation.workflow.masked import mask_examples
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

TABLES = snapshot.TABLES
"""What a query can read, with every column explained."""

__all__ = [
    "MOST_ROWS",
    "PAGE_ROWS",
    "READY_QUERIES",
    "TABLES",
    "QueryResult",
    "fresh_snapshot",
    "run_query",
]

PAGE_ROWS = 200
LONGEST_QUERY = 20_000

_writing = threading.Lock()


def run_query(
    workspace: Workspace,
    actor: Actor,
    sql: str,
    limit: int = PAGE_ROWS,
    *,
    offset: int = 0,
    seconds: float = SECONDS,
) -> QueryResult:
    """At most `limit` rows of a SELECT over the documented tables, from `offset` on.

    It sees the state of this moment. Raises InputRefused when the query is wrong, may not be
    run, or takes more than `seconds` or the memory that a query may have.
    """
    require(actor, Role.CURATOR, to="ask the data with SQL")
    if not sql.strip():
        raise InputRefused(
            "There is no query", cause="The field is empty.", cure="Write a SELECT, or choose one."
        )
    if len(sql) > LONGEST_QUERY:
        raise InputRefused(
            "The query is too long",
            cause=f"It has more than {LONGEST_QUERY:,} characters.",
            cure="Shorten it.",
        )
    return run_in_sandbox(
        fresh_snapshot(workspace),
        sql,
        tables=[table.name for table in TABLES],
        limit=limit,
        offset=offset,
        seconds=seconds,
    )


def fresh_snapshot(workspace: Workspace) -> Path:
    """The file with the state of this moment, written anew when anything happened since."""
    with _writing:
        file = workspace.folder / "snapshots" / f"{_state(workspace)}.duckdb"
        if not file.exists():
            snapshot.write_snapshot(file, _frames(workspace))
            _keep_two(file.parent)
        return file


def _keep_two(folder: Path) -> None:
    """Remove all snapshots but the newest two: a query may just be opening the one before."""
    by_age = sorted(folder.glob("*.duckdb"), key=lambda file: file.stat().st_mtime_ns)
    for older in by_age[:-2]:
        older.unlink(missing_ok=True)


def _state(workspace: Workspace) -> str:
    """A name for the present state: it changes with every event, task and scanner."""
    tasks = sorted(workspace.tasks().values(), key=lambda task: task.id)
    parts = (
        sorted(snapshot.read_state(workspace.store).items()),
        current_fingerprint(),
        [
            (task.id, task.overlap, [str(question.kind) for question in task.questions])
            for task in tasks
        ],
        TABLES,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _frames(workspace: Workspace) -> dict[str, pd.DataFrame]:
    tasks = workspace.tasks()
    frames = snapshot.read_events(workspace.store)
    maskings: dict[str, Masking] = {}
    frames["examples"] = pd.concat(
        [_examples(workspace, task, maskings) for task in tasks.values()], ignore_index=True
    )
    frames["reviews"] = _by_question(frames["reviews"], "decision", tasks, maskings)
    frames["verdicts"] = _by_question(frames["verdicts"], "outcome", tasks, maskings)
    return frames


def _examples(workspace: Workspace, task: Task, maskings: dict[str, Masking]) -> pd.DataFrame:
    """The rows of one task; texts are shown only once they were scanned to the end.

    `maskings` is given those of the examples that were.
    """
    status = {entry.example_id: entry for entry in list_stages(workspace, task)}
    rows = []
    names = list(status)
    for example_id, masked in zip(names, mask_examples(workspace, task.id, ids=names), strict=True):
        now, example = status[example_id], masked.staged.example
        if scanned := now.stage is not Stage.STAGED:
            maskings[example_id] = masked.masking
        rows.append(
            {
                "example_id": example_id,
                "task": task.id,
                "version": now.version,
                "stage": str(now.stage),
                "prompt": _prompt(example) if scanned else None,
                "answer": example.answer.content if scanned and example.answer else None,
                "turns": len(example.messages),
                "tool_calls": len(example.answer.tool_calls) if example.answer else 0,
                "label": _label(example, task) if scanned else None,
                "source_row": example.source.row,
                "reviews": now.reviews,
                "undecided": now.undecided,
                "released": now.released,
            }
        )
    return pd.DataFrame(rows, columns=[column.name for column in TABLES[0].columns]).astype(object)


def _prompt(example: Example) -> str:
    return "\n\n".join(_spoken(message) for message in example.messages)


def _spoken(message: Message) -> str:
    calls = [f"{call.name}({call.arguments})" for call in message.tool_calls]
    return f"{message.speaker}: " + "\n".join([message.content, *calls]).strip()


def _label(example: Example, task: Task) -> str | None:
    for suggestion in example.suggestions:
        if suggestion.question == task.stratum:
            return suggestion.value
    return None


def _by_question(
    frame: pd.DataFrame, own: str, tasks: Mapping[str, Task], maskings: Mapping[str, Masking]
) -> pd.DataFrame:
    """One row for the decision or outcome and one for each answer; written answers are left out,
    and labels out of the data of examples that are not scanned.
    """
    labels = {
        (task.id, question.id): question
        for task in tasks.values()
        for question in task.questions
        if not question.is_written
    }
    rows = []
    for row in frame.to_dict("records"):
        rows.append({**row, "question": own, "answer": row[own]})
        given, masking = json.loads(row["answers"]), maskings.get(row["example_id"])
        for name, answer in given.items():
            question = labels.get((row["task"], name))
            shown = None
            if question and (question.is_fixed or answer in question.options):
                shown = answer
            elif question and masking:
                shown = masking.apply(answer)
            rows.append({**row, "question": name, "answer": shown})
    return pd.DataFrame(rows, columns=[*frame.columns, "question", "answer"])

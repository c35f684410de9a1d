"""The snapshot that queries run on: made when something changed, of what a curator may see."""

import hashlib
import json
import re
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from curation.example import Example, Message, Stage
from curation.scanner.fingerprint import current_fingerprint
from curation.store import snapshot
from curation.store.snapshot_tables import TABLES
from curation.task import Task
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

_BATCH = 5_000
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}")

_writing = threading.Lock()


def fresh_snapshot(workspace: Workspace) -> Path:
    """The file with the state of this moment, written anew when anything happened since.

    Of texts only those are made again that a new version, a scan or a decision has changed.
    """
    with _writing:
        folder, name = workspace.folder / "snapshots", state_name(workspace)
        file = folder / f"{name}.duckdb"
        if not file.exists():
            before = sorted(folder.glob(f"{name.partition('-')[0]}-*.duckdb"), key=_age)
            kept = before[-1] if before else None
            snapshot.write_snapshot(file, _frames(workspace, kept), kept=kept)
            _keep_two(folder)
        return file


def state_name(workspace: Workspace) -> str:
    """A name for the state of this moment: equal names mean equal answers to every query.

    Before the hyphen stands what decides how texts are shown, besides the texts and their scans.
    """
    state = snapshot.read_state(workspace.store)
    tasks = sorted(workspace.tasks().values(), key=lambda task: task.id)
    made_by = (
        state["privacy_request"],
        current_fingerprint(),
        [
            (task.id, task.privacy, task.surrogates_per, task.stratum, task.questions)
            for task in tasks
        ],
        TABLES,
    )
    present = sorted(state.items()), [(task.id, task.overlap) for task in tasks]
    return f"{_digest(made_by)}-{_digest(present)}"


def _keep_two(folder: Path) -> None:
    """Remove all snapshots but the newest two: a query may just be opening the one before."""
    for older in sorted(folder.glob("*.duckdb"), key=_age)[:-2]:
        older.unlink(missing_ok=True)


def _age(file: Path) -> int:
    return file.stat().st_mtime_ns


def _digest(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _frames(workspace: Workspace, kept: Path | None) -> dict[str, pd.DataFrame]:
    tasks = workspace.tasks()
    frames = snapshot.read_events(workspace.store)
    status = pd.concat([_status(workspace, task) for task in tasks.values()], ignore_index=True)
    scans = snapshot.read_scans(workspace.store)
    status["made_of"] = [
        f"{version} {scans.get(example_id, 0)} {stage == Stage.STAGED}"
        for example_id, version, stage in zip(
            status["example_id"], status["version"], status["stage"], strict=True
        )
    ]
    status["place"] = range(len(status))
    known = snapshot.read_kept(kept) if kept else {}
    fresh = status[status["made_of"] != status["example_id"].map(known)]
    frames["status"] = status
    frames["texts"] = pd.concat(
        [_texts(workspace, task, fresh[fresh["task"] == task.id]) for task in tasks.values()],
        ignore_index=True,
    )
    scanned = set(status["example_id"][status["stage"] != Stage.STAGED])
    for table, own in (("reviews", "decision"), ("verdicts", "outcome")):
        frames[table] = _by_question(workspace, frames[table], own, tasks, scanned)
    return frames


_STATUS = ("example_id", "task", "version", "stage", "reviews", "undecided", "released")


def _status(workspace: Workspace, task: Task) -> pd.DataFrame:
    rows = [
        (e.example_id, task.id, e.version, str(e.stage), e.reviews, e.undecided, e.released)
        for e in list_stages(workspace, task)
    ]
    return pd.DataFrame(rows, columns=_STATUS).astype(object)


def _texts(workspace: Workspace, task: Task, status: pd.DataFrame) -> pd.DataFrame:
    """The texts of these examples; they are shown only once they were scanned to the end."""
    rows = []
    names, stages = list(status["example_id"]), list(status["stage"])
    for begin in range(0, len(names), _BATCH):
        batch = names[begin : begin + _BATCH]
        found = {
            masked.staged.id: masked.staged.example
            for masked in mask_examples(workspace, task.id, ids=batch)
        }
        rows += [
            (example_id, *_text(found[example_id], task, scanned=stage != Stage.STAGED))
            for example_id, stage in zip(batch, stages[begin : begin + _BATCH], strict=True)
        ]
    return pd.DataFrame(rows, columns=["example_id", *snapshot.TEXT_COLUMNS]).astype(object)


def _text(example: Example, task: Task, *, scanned: bool) -> tuple[object, ...]:
    """The columns of texts in their order."""
    prompt = _prompt(example) if scanned else None
    answer = example.answer.content if scanned and example.answer else None
    return (
        prompt,
        answer,
        None if prompt is None else f"{prompt} {answer or ''}".lower(),
        len(example.messages),
        len(example.answer.tool_calls) if example.answer else 0,
        _label(example, task) if scanned else None,
        example.source.row,
        _created(example) if scanned else "",
    )


def _created(example: Example) -> str:
    """When the source says it was made; "" where it says nothing that sorts by time."""
    known = example.metadata.get("created", "")
    return known if _MOMENT.match(known) else ""


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
    workspace: Workspace,
    frame: pd.DataFrame,
    own: str,
    tasks: Mapping[str, Task],
    scanned: Collection[str],
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
    rows: list[dict[str, object]] = []
    own_words: dict[str, dict[str, list[int]]] = {}
    for record in frame.to_dict("records"):
        row: dict[str, Any] = {str(name): value for name, value in record.items()}
        rows.append({**row, "question": own, "answer": row[own]})
        for name, answer in json.loads(row["answers"]).items():
            question = labels.get((row["task"], name))
            shown = None
            if question and (question.is_fixed or answer in question.options):
                shown = answer
            elif question and row["example_id"] in scanned:
                places = own_words.setdefault(row["task"], {}).setdefault(row["example_id"], [])
                places.append(len(rows))
                shown = answer
            rows.append({**row, "question": name, "answer": shown})
    for task_id, places_of in own_words.items():
        for masked in mask_examples(workspace, task_id, ids=list(places_of)):
            for place in places_of.pop(masked.staged.id):
                rows[place]["answer"] = masked.masking.apply(str(rows[place]["answer"]))
        for place in (place for places in places_of.values() for place in places):
            rows[place]["answer"] = None
    return pd.DataFrame(rows, columns=[*frame.columns, "question", "answer"])

"""Coming from other labelling tools with answers, and going to them."""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from curation.example import Example, Fault, Message, Source, Speaker, Stage
from curation.ingest.decoding import decode
from curation.ingest.upload import Upload
from curation.people import Actor, Role, require
from curation.review.annotations.annotated import Annotated, NotRead, Written
from curation.review.annotations.formats import (
    FORMATS,
    fit_answers,
    read_annotations,
    recognise,
    write_annotations,
)
from curation.review.table import ReviewTable, TableReview, fault
from curation.store import uploads
from curation.task import QuestionKind, Task
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.review.review_files import add_reviews, masked_reviews, read_bytes
from curation.workflow.review.waiting_answers import keep_waiting
from curation.workflow.settings.people import names
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

__all__ = [
    "FORMATS",
    "AnnotationReport",
    "annotations_text",
    "export_annotations",
    "import_annotation_file",
    "import_annotations",
    "tool_of",
]

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationReport:
    """What became of a file: its records, new examples, and the people's answers in it.

    `waiting` answers are about examples that have not passed the privacy check: they are kept, and
    added by themselves once it is passed. `unchanged` ones were there already.
    """

    format: str
    records: int
    examples: int
    answers: int
    waiting: int
    unchanged: int
    faults: list[Fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The new examples of a file by id, and who said what about which example, by record."""

    examples: dict[str, Example]
    said: list[tuple[int, str, Annotated]]

    def take(self, one: Annotated, task: Task, source: Source, known: Mapping[str, Stage]) -> None:
        """Count in what one person said, and the text when it is not there yet."""
        example_id = one.example_id
        if example_id not in known:
            example = _example(task, one, source)
            example_id = example.id
            if example_id not in known:
                self.examples.setdefault(example_id, example)
        if one.reviewer:
            self.said.append((source.row, example_id, one))


def import_annotations(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    data: bytes,
    *,
    name: str,
    format_name: str = "",
    report: Report = lambda done, total, message: None,
) -> AnnotationReport:
    """Stage the texts of another tool's file, and add the answers to those that may be judged.

    Texts that are there already are not added twice, and neither are answers: the same file can
    be imported again and again. Without a format it is told by the content.
    """
    require(actor, Role.CURATOR, to="import answers")
    task = workspace.task(task_id)
    kind, read, unread = read_annotations(decode(data).text, name=format_name)
    faults = [_fault(name, number, why) for number, why in unread]
    known = {status.example_id: status.stage for status in list_stages(workspace, task)}
    found = _Found(examples={}, said=[])
    for number, people in read:
        source = Source(file=name, sha256=hashlib.sha256(data).hexdigest(), row=number)
        for one in people:
            found.take(one, task, source, known)
    _stage(workspace, actor, task, list(found.examples.values()), (name, kind.name))
    open_now = {each for each, stage in known.items() if stage not in _BEFORE}
    reviews: list[TableReview] = []
    waiting: list[TableReview] = []
    for number, example_id, one in found.said:
        try:
            answers = fit_answers(one.answers, task)
        except NotRead as error:
            faults.append(_fault(name, number, str(error)))
            continue
        review = TableReview(
            example_id=example_id,
            reviewer=one.reviewer,
            row=number,
            decision=one.decision,
            answers=answers,
        )
        (reviews if example_id in open_now else waiting).append(review)
    keep_waiting(workspace, task.id, waiting, file=name)
    table = ReviewTable(reviews=reviews, faults=faults, rows=len(read) + len(unread))
    done = add_reviews(workspace, table, file=name, report=report)
    return AnnotationReport(
        format=kind.name,
        records=table.rows,
        examples=len(found.examples),
        answers=done.added,
        waiting=len(waiting),
        unchanged=done.unchanged,
        faults=done.faults,
    )


def tool_of(data: bytes, *, name: str) -> str:
    """The labelling tool whose export this is, such as "Label Studio"; empty for other files."""
    if not name.lower().endswith((".json", ".jsonl")):
        return ""
    kind = recognise(decode(data).text)
    return kind.title if kind else ""


def import_annotation_file(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    file: Path,
    *,
    format_name: str = "",
    report: Report = lambda done, total, message: None,
) -> AnnotationReport:
    """As `import_annotations`, of a file on this machine."""
    require(actor, Role.CURATOR, to="import answers")
    data = read_bytes(workspace, file)
    return import_annotations(
        workspace, actor, task_id, data, name=file.name, format_name=format_name, report=report
    )


def export_annotations(
    workspace: Workspace, actor: Actor, task_id: str, file: Path, *, format_name: str
) -> int:
    """Write a task's scanned examples with all answers in another tool's format.

    Personal values are replaced. Returns how many examples; imported here again, the file changes
    nothing.
    """
    require(actor, Role.CURATOR, to="export answers")
    text, count = annotations_text(workspace, actor, task_id, format_name=format_name)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return count


def annotations_text(
    workspace: Workspace, actor: Actor, task_id: str, *, format_name: str
) -> tuple[str, int]:
    """The file of `export_annotations` as text, and how many examples are in it."""
    require(actor, Role.CURATOR, to="export answers")
    task, known = workspace.task(task_id), names(workspace)
    said: dict[str, list[Annotated]] = {}
    for review in masked_reviews(workspace, task):
        one = Annotated(
            text="",
            reviewer=known.get(review.reviewer, review.reviewer),
            decision=review.decision,
            answers=review.answers,
        )
        said.setdefault(review.example_id, []).append(one)
    stages = list_stages(workspace, task)
    ids = [each.example_id for each in stages if each.stage is not Stage.STAGED]
    entries = [
        Written(
            example_id=masked.staged.id,
            text=_text(masked.staged.example),
            answer=masked.staged.example.answer.content if masked.staged.example.answer else None,
            said=said.get(masked.staged.id, ()),
        )
        for masked in mask_examples(workspace, task.id, ids=ids)
    ]
    return write_annotations(entries, FORMATS[format_name]), len(entries)


_BEFORE = (Stage.STAGED, Stage.SCANNED)


def _example(task: Task, one: Annotated, source: Source) -> Example:
    """The text as a ticket of one message; the draft is kept where the task trains a text."""
    is_text = task.answer_question.kind is QuestionKind.TEXT
    return Example(
        task=task.id,
        messages=(Message(speaker=Speaker.USER, content=one.text),),
        answer=Message(speaker=Speaker.ASSISTANT, content=one.answer)
        if one.answer and is_text
        else None,
        source=source,
    )


def _stage(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    examples: list[Example],
    origin: tuple[str, str],
) -> None:
    if not examples:
        return
    name, kind = origin
    upload = Upload(
        id=uuid.uuid4().hex,
        task=task.id,
        file=name,
        sha256=examples[0].source.sha256,
        format=kind,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    uploads.add_upload(workspace.store, upload=upload, examples=examples)


def _text(example: Example) -> str:
    if len(example.messages) == 1:
        return example.messages[0].content
    return "\n\n".join(f"{message.speaker}: {message.content}" for message in example.messages)


def _fault(file: str, number: int, why: str) -> Fault:
    return fault(
        file, number, why, "Change it there, or the task on Settings; then take it over again."
    )

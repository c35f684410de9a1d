"""Where a person's text is in a workspace: examples, rows, documents, releases and jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curation.balance.apportion import Part
from curation.files import list_files, list_originals, raw_lines, read_original
from curation.ingest.invoices.pdf_pages import page_texts
from curation.ingest.source_file import RowRefused
from curation.privacy.subject import Subject
from curation.release.encoding import sha256_of
from curation.release.release import Release
from curation.store import erasure, jobs, releases
from curation.training.job import Job
from curation.workflow.workspace import Workspace

_SHORT = 64
_MOST_SHORT = 200_000
"""Characters of a short text, and how many of them are remembered while one person is sought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What holds a value: `examples` by id with the words around it.

    The words are empty where only the document of an example holds the value.

    `rows` are rows of their own by table, `originals` documents by SHA-256; `unread` counts kept
    documents whose text cannot be read. `lines` are hashes of released lines by release: those
    written from the examples, whatever stands in them for values, and those with the value.
    """

    examples: Mapping[str, str]
    rows: Mapping[str, list[str]]
    originals: tuple[str, ...]
    unread: int
    lines: Mapping[int, list[str]]
    jobs: tuple[Job, ...]


def find_traces(workspace: Workspace, subject: Subject) -> Traces:
    """Everything in the workspace that holds a value, or belongs to an example that does."""
    store = workspace.store
    examples: dict[str, str] = {}
    without: set[str] = set()  # short texts stand in many rows: labels, names of files
    for table in erasure.example_tables(store):
        for example_id, texts in erasure.list_texts(store, table):
            new = [text for text in texts if text not in without]
            if around := next((a for text in new if (a := subject.around(text))), ""):
                examples.setdefault(example_id, around)
            elif len(without) < _MOST_SHORT:
                without.update(text for text in new if len(text) <= _SHORT)
    documents, unread = _documents_with(workspace, subject)
    for example_id in erasure.read_from(store, documents):
        examples.setdefault(example_id, "")
    names = sorted(examples)
    lines = _lines(workspace, subject, erasure.lines_of(store, names))
    return Traces(
        examples={name: examples[name] for name in names},
        rows={
            table: [
                name
                for name, texts in erasure.list_texts(store, table)
                if any(subject.stands_in(text) for text in texts)
            ]
            for table in erasure.row_tables()
        },
        originals=tuple(sorted({*documents, *erasure.sources_of(store, names)})),
        unread=unread,
        lines=lines,
        jobs=tuple(job for job in jobs.list_jobs(store) if job.number in lines),
    )


def _documents_with(workspace: Workspace, subject: Subject) -> tuple[list[str], int]:
    """The kept documents that hold the value, and how many cannot be read."""
    found, unread = [], 0
    for sha256 in list_originals(workspace.folder):
        texts = list(document_texts(read_original(workspace.folder, sha256)))
        if any(subject.stands_in(text) for text in texts):
            found.append(sha256)
        unread += not any(text.strip() for text in texts)
    return found, unread


def document_texts(data: bytes) -> Iterator[str]:
    """The text of every page of a PDF, or the text of a file of another kind."""
    if data.startswith(b"%PDF"):
        try:
            yield from page_texts(data)
        except RowRefused:
            return
    else:
        yield data.decode("utf-8", "ignore")


def _lines(
    workspace: Workspace, subject: Subject, known: Mapping[int, set[str]]
) -> dict[int, list[str]]:
    """The hashes of the lines to go by release, oldest release first."""
    found = {}
    for release in reversed(releases.list_releases(workspace.store)):
        own = {*known.get(release.number, ()), *_lines_with(release, subject)}
        if own:
            found[release.number] = sorted(own)
    return found


def _lines_with(release: Release, subject: Subject) -> Iterator[str]:
    if not release.folder.exists():
        return
    files = list_files(release.folder)
    for part in Part:
        if f"{part}.jsonl" in files:
            for line in raw_lines(release.folder, part):
                if subject.stands_in(line.decode("utf-8", "replace")):
                    yield sha256_of(line)

"""The sample project in a workspace: its files written and taken through the real verbs."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from curation.activity import Activity
from curation.example import StagedExample
from curation.ingest.choices import Choices
from curation.people import Actor, Role, require
from curation.privacy.finding import Action
from curation.review.submission import Submission
from curation.sample.project import INVOICES_FOLDER, TICKETS_FILE, SampleProject, make_project
from curation.sample.reviewers import (
    EXPERTS,
    Opinion,
    experts_for,
    opinion_on_invoice,
    opinion_on_ticket,
)
from curation.store import examples, reviews
from curation.store.finding_groups import Wanted
from curation.task import Task
from curation.workflow.agreement.adjudicate import settle_unanimous
from curation.workflow.background import Progress, start_in_background
from curation.workflow.ingest.ingest import ingest_files
from curation.workflow.ingest.input_files import input_files
from curation.workflow.privacy.decide import decide_values
from curation.workflow.privacy.findings import list_findings, list_values
from curation.workflow.privacy.scan import scan_task
from curation.workflow.review.review import submit
from curation.workflow.review.review_queue import live_queue
from curation.workflow.settings.people import add_person
from curation.workflow.workspace import Workspace

KIND = "sample"
FOLDER = "sample"
TICKETS = "support-replies"
INVOICES = "invoice-fields"

NOT_A_NAME = frozenset({"Larkfield", "Maya", "Best", "Kind", "Many", "Warm", "Yours"})
"""What the scan takes for names of customers and is none: it is kept."""

WORKERS = 1
"""Starting a second worker takes longer than it saves on so few examples."""

Report = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and what is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """What the sample project added: nothing when it was there already.

    `examples`, `faults` and `reviews` are new ones; `left` are disagreements to adjudicate.
    """

    folder: Path
    examples: int
    faults: int
    reviews: int
    settled: int
    left: int

    @property
    def sentence(self) -> str:
        """The report in one or two sentences."""
        if not self.examples and not self.reviews:
            return "The sample project was there already; nothing was added."
        return (
            f"{self.examples} examples and {self.reviews} reviews were added, {self.settled} "
            f"examples are settled. Left for you: {self.left} disagreements to decide, some "
            "examples to review and some values to mask or keep."
        )


def make_sample(workspace: Workspace, actor: Actor, report: Report) -> SampleReport:
    """Write the sample project's files below the workspace and take them through every verb.

    120 tickets and 40 invoices are read, scanned, mostly decided, mostly reviewed by three
    invented reviewers, and settled where these agree; releasing is left to the user. It goes
    beside whatever the workspace holds, and a second call adds nothing. Needs an owner, because
    people are added.
    """
    require(actor, Role.OWNER, to="add the sample project")
    steps = _Steps(report)
    steps.next("Writing the files")
    project = make_project()
    folder = _write(workspace.folder / FOLDER, project.files)
    steps.next("Reading the tickets")
    added, faults = _ingest(workspace, actor, TICKETS, folder / TICKETS_FILE)
    steps.next("Reading the invoices and looking for personal values")
    with ThreadPoolExecutor(max_workers=1) as beside:  # the scan's worker takes long to start
        scanned = beside.submit(scan_task, workspace, actor, TICKETS, _silent, WORKERS)
        more_added, more_faults = _ingest(workspace, actor, INVOICES, folder / INVOICES_FOLDER)
        scanned.result()
    scan_task(workspace, actor, INVOICES, _silent, WORKERS)
    opinions = {
        TICKETS: _opinions_on_tickets(workspace, project),
        INVOICES: _opinions_on_invoices(workspace, project),
    }
    before = _count_reviews(workspace)
    steps.next("Deciding about personal values")
    for task, own in opinions.items():
        _decide(workspace, actor, task, {entry.id for entry, said in own if said})
    steps.next("Reviewing")
    _review(workspace, actor, opinions)
    new = _count_reviews(workspace) - before
    settled = left = 0
    for task, own in opinions.items():
        steps.next("Looking through what the reviewers wrote")
        scan_task(workspace, actor, task, _silent, WORKERS)
        _decide(workspace, actor, task, {entry.id for entry, said in own if said})
        if new:  # else it was all there before, and settling is the user's business
            found = settle_unanimous(workspace, actor, task)
            settled += found.accepted + found.rejected
            left += found.left
    steps.end()
    return SampleReport(
        folder=folder,
        examples=added + more_added,
        faults=faults + more_faults,
        reviews=new,
        settled=settled,
        left=left,
    )


def start_sample(workspace: Workspace, actor: Actor) -> Activity:
    """Add the sample project in the background; a second click finds the first one."""
    require(actor, Role.OWNER, to="add the sample project")

    def work(progress: Progress) -> str:
        return make_sample(workspace, actor, progress.step).sentence

    return start_in_background(workspace, actor, work, kind=KIND, subject=FOLDER)


class _Steps:
    """Counts the steps of the whole work for whoever is told."""

    TOTAL = 7

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done = 0

    def next(self, message: str) -> None:
        """Tell that a step begins."""
        self._report(self._done, self.TOTAL, message)
        self._done += 1

    def end(self) -> None:
        """Tell that all is done."""
        self._report(self.TOTAL, self.TOTAL, "Done")


_Said = list[tuple[StagedExample, list[Opinion]]]


def _write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_bytes(data)
    return folder


def _ingest(workspace: Workspace, actor: Actor, task: str, path: Path) -> tuple[int, int]:
    """Ingest a file or folder; returns how many examples and faults are new."""
    known = examples.count_examples(workspace.store, task)
    # Its scans show what a fault is, also where text recognition is installed.
    choices = {TICKETS_FILE: Choices(columns={"group": "customer"})}
    files = [
        replace(file, choices=choices.get(file.name, Choices(read_scans=False)))
        for file in input_files([path])
    ]
    reports = ingest_files(workspace, actor, task, files, request_id=f"sample-{task}")
    added = examples.count_examples(workspace.store, task) - known
    return added, sum(report.counts.faults for report in reports) if added else 0


def _opinions_on_tickets(workspace: Workspace, project: SampleProject) -> _Said:
    by_id = {
        entry.example.metadata.get("id"): entry for entry in _ours(workspace, TICKETS, project)
    }
    return [
        (
            by_id[ticket.ticket_id],
            [opinion_on_ticket(expert, ticket) for expert in experts_for(position)],
        )
        for position, ticket in enumerate(project.tickets)
        if ticket.ticket_id in by_id
    ]


def _opinions_on_invoices(workspace: Workspace, project: SampleProject) -> _Said:
    by_hash = {entry.example.source.sha256: entry for entry in _ours(workspace, INVOICES, project)}
    drawn = [
        (position, invoice, by_hash.get(_sha256(project.files[name])))
        for position, (name, invoice) in enumerate(
            zip(project.invoice_files, project.invoices, strict=True)
        )
    ]
    return [
        (entry, [opinion_on_invoice(expert, invoice) for expert in experts_for(position)])
        for position, invoice, entry in drawn
        if entry is not None
    ]


def _ours(workspace: Workspace, task: str, project: SampleProject) -> Iterable[StagedExample]:
    """The staged examples that were read from the sample's own files."""
    hashes = {_sha256(data) for data in project.files.values()}
    staged = examples.list_examples(workspace.store, task)
    return (entry for entry in staged if entry.example.source.sha256 in hashes)


def _decide(workspace: Workspace, actor: Actor, task: str, reviewed: set[str]) -> None:
    """Decide the values that stand in reviewed examples; the others are left to the user."""
    wanted = {
        (entry.finding.entity, entry.finding.value_key)
        for entry in list_findings(workspace, actor, task)
        if entry.finding.example_id in reviewed
    }
    undecided = [
        value
        for value in list_values(
            workspace, actor, task, Wanted(action=Action.UNDECIDED), limit=10_000
        )
        if (value.entity, value.value_key) in wanted
    ]
    for action, reason in ((Action.KEEP, "not a customer"), (Action.MASK, "")):
        values = [
            (value.entity, value.value_key)
            for value in undecided
            if (value.value in NOT_A_NAME) == (action == Action.KEEP)
        ]
        # The id follows from the values, so that an interrupted call can be made again.
        request_id = "sample-" + _sha256(repr((task, action, sorted(values))).encode())[:32]
        if values:
            decide_values(
                workspace, actor, task, values, action, reason=reason, request_id=request_id
            )


def _review(workspace: Workspace, actor: Actor, opinions: Mapping[str, _Said]) -> None:
    for expert in EXPERTS:
        person = add_person(workspace, actor, f"{expert.name} (sample)", Role.REVIEWER)
        reviewer = Actor(id=person.id, name=person.name, role=Role.REVIEWER)
        for task_id, own in opinions.items():
            task = workspace.task(task_id)
            sent = [
                _submission(task, entry, opinion)
                for entry, said in own
                for opinion in said
                if opinion.expert == expert
            ]
            # Cards that are made together cost one query; one by one, one query each.
            shown = {submission.example_id: submission.version for submission in sent}
            live_queue(workspace, task).shown_cards(shown, reviewer.id)
            submit(workspace, reviewer, task, sent)


def _submission(task: Task, entry: StagedExample, opinion: Opinion) -> Submission:
    answers = {}
    if opinion.label:
        answers[task.stratum] = opinion.label
    if opinion.text:
        answers[task.answer] = opinion.text
    return Submission(
        id=f"sample-{opinion.expert.id}-{entry.id}",
        example_id=entry.id,
        version=entry.version,
        decision=opinion.decision,
        answers=answers,
        seconds=opinion.seconds,
    )


def _count_reviews(workspace: Workspace) -> int:
    return sum(len(reviews.list_reviews(workspace.store, task)) for task in (TICKETS, INVOICES))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _silent(done: int, total: int, message: str) -> None:
    """The steps of a scan are too small to be told."""

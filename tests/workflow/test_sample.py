"""The sample project, taken once through every real verb."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from curation.errors import NotAllowed
from curation.example import Stage
from curation.people import Role
from curation.sample.planted import CONTRADICTED, TWINS
from curation.sample.project import make_project
from curation.sample.ticket import Flaw
from curation.settings import read_settings
from curation.store import examples, reviews, upload_reports
from curation.store.finding_groups import Wanted
from curation.workflow.agreement.adjudicate import waiting
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.balance.check import run_checks
from curation.workflow.privacy.findings import list_values
from curation.workflow.privacy.masked import masked_examples
from curation.workflow.sample import SampleReport, make_sample
from curation.workflow.settings.people import list_people
from curation.workflow.status import list_stages, read_funnel
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import CURATOR, OWNER
from tests.workflow.stocked import stock_accepted

TICKETS, INVOICES = "support-replies", "invoice-fields"
OWN = 3
"""Examples that the workspace held before."""


@dataclass
class Made:
    workspace: Workspace
    first: SampleReport
    second: SampleReport
    steps: list[tuple[int, int, str]]
    counts: tuple[Counter, Counter]


def counts_of(workspace: Workspace) -> Counter:
    """How many rows of each kind there are."""
    return Counter(
        {
            "examples": sum(
                examples.count_examples(workspace.store, task) for task in (TICKETS, INVOICES)
            ),
            "reviews": sum(
                len(reviews.list_reviews(workspace.store, task)) for task in (TICKETS, INVOICES)
            ),
            "people": len(list_people(workspace, OWNER)),
            "settled": sum(
                read_funnel(workspace, workspace.task(task)).at[stage]
                for task in (TICKETS, INVOICES)
                for stage in (Stage.ACCEPTED, Stage.REJECTED)
            ),
            "values": len(list_values(workspace, OWNER, TICKETS, limit=10_000)),
        }
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace that held three tickets of its own, with the sample project made twice."""
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    stock_accepted(workspace, {"delivery": OWN})
    steps: list[tuple[int, int, str]] = []
    first = make_sample(workspace, OWNER, lambda *step: steps.append(step))
    before = counts_of(workspace)
    second = make_sample(workspace, OWNER, lambda *step: None)
    yield Made(workspace, first, second, steps, (before, counts_of(workspace)))
    close_workspace(workspace)


def stages(made: Made, task: str) -> dict[Stage, int]:
    return read_funnel(made.workspace, made.workspace.task(task)).at


def test_all_tickets_and_invoices_are_there_beside_the_others(made):
    assert sum(stages(made, TICKETS).values()) == 120 + OWN
    assert sum(stages(made, INVOICES).values()) == 40


def test_rows_without_a_message_and_scans_became_faults(made):
    found = [
        fault
        for report in upload_reports.list_uploads(made.workspace.store)
        for fault in upload_reports.list_faults(made.workspace.store, report.upload.id)
    ]
    assert Counter(fault.file.endswith(".csv") for fault in found) == {True: 4, False: 3}


def test_the_report_counts_what_was_added(made):
    assert (made.first.examples, made.first.faults) == (160, 7)
    assert made.first.reviews == made.counts[0]["reviews"]


def test_the_files_are_in_the_workspace(made):
    names = {file.name for file in made.first.folder.rglob("*") if file.is_file()}
    assert {"tickets.csv", "production_mix.csv", "invoice-01.pdf", "scan-1.pdf"} <= names


def test_every_example_is_scanned(made):
    assert stages(made, TICKETS)[Stage.STAGED] == stages(made, INVOICES)[Stage.STAGED] == 0


def test_a_few_tickets_wait_for_a_decision_about_a_value(made):
    assert 2 <= stages(made, TICKETS)[Stage.SCANNED] <= 12


def test_some_tickets_wait_for_a_reviewer(made):
    assert stages(made, TICKETS)[Stage.CLEARED] >= 10


def test_some_tickets_and_invoices_are_left_to_adjudicate(made):
    assert 15 <= stages(made, TICKETS)[Stage.REVIEWED] <= 40
    assert 3 <= stages(made, INVOICES)[Stage.REVIEWED] <= 12


def test_what_is_left_is_not_unanimous(made):
    assert waiting(made.workspace, TICKETS).unanimous == ()


def test_enough_is_accepted_for_a_release(made):
    assert stages(made, TICKETS)[Stage.ACCEPTED] >= 50
    assert stages(made, INVOICES)[Stage.ACCEPTED] >= 20


def test_some_tickets_are_rejected(made):
    assert stages(made, TICKETS)[Stage.REJECTED] >= 3


@pytest.mark.parametrize(
    ("task", "question"),
    [(TICKETS, "decision"), (TICKETS, "category"), (INVOICES, "fields.vendor")],
)
def test_reviewers_agree_neither_always_nor_by_chance(made, task, question):
    alpha = measure_task(made.workspace, task)[question].alpha
    assert alpha is not None
    assert 0.3 < alpha < 1


@pytest.mark.parametrize(
    "entity",
    ["PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "IBAN_CODE", "CREDIT_CARD", "IP_ADDRESS", "URL"],
)
def test_personal_values_of_every_kind_are_found(made, entity):
    assert list_values(made.workspace, OWNER, TICKETS, Wanted(entity=entity))


def test_order_numbers_are_not_taken_for_personal_values(made):
    values = [v.value for v in list_values(made.workspace, OWNER, TICKETS, limit=10_000)]
    assert not [value for value in values if re.search(r"(ORD-|#|L)\d{5}", value)]


def test_no_address_is_left_in_what_reviewers_saw(made):
    accepted = [
        status.example_id
        for status in list_stages(made.workspace, made.workspace.task(TICKETS))
        if status.stage not in (Stage.STAGED, Stage.SCANNED)
    ]
    written = examples.list_examples(made.workspace.store, TICKETS, ids=accepted)
    shown = masked_examples(made.workspace, TICKETS, ids=accepted)
    addresses = re.compile(r"[\w.+-]+@[\w.-]*\w")
    for before, after in zip(written, shown, strict=True):
        own = set(addresses.findall(before.example.messages[-1].content))
        assert not own & set(addresses.findall(after.example.messages[-1].content))


def test_the_reviewers_are_people_of_the_workspace(made):
    roles = {person.name: person.role for person in list_people(made.workspace, OWNER)}
    assert {f"{name} (sample)": Role.REVIEWER for name in ("Ada", "Ben", "Chi")}.items() <= (
        roles.items()
    )


def test_a_second_call_adds_nothing(made):
    assert made.counts[0] == made.counts[1]
    assert "nothing was added" in made.second.sentence


def test_progress_goes_from_nothing_to_all(made):
    done = [step[0] for step in made.steps]
    assert done == sorted(done)
    assert (done[0], made.steps[-1][0]) == (0, made.steps[-1][1])


def test_a_curator_may_not_add_people_and_so_not_the_sample(workspace):
    with pytest.raises(NotAllowed):
        make_sample(workspace, CURATOR, lambda *step: None)


@pytest.fixture(scope="module")
def looked(made):
    """What the checks found, and the ticket that each example was made from."""
    tickets = {ticket.ticket_id: ticket for ticket in make_project().tickets}
    origin = {
        entry.id: tickets[entry.example.metadata["id"]]
        for entry in examples.list_examples(made.workspace.store, TICKETS)
        if entry.example.metadata.get("id") in tickets
    }
    return run_checks(made.workspace, TICKETS), origin


def found_by(checkup, check):
    (each,) = [each for each in checkup.found if each.check.name == check]
    return {name for defect in each.defects for name in defect.ids}


def test_the_planted_twins_and_the_contradiction_are_found_by_the_checks(looked):
    checkup, _ = looked
    found = {each.check.name: each.defects for each in checkup.found}
    assert len(found["duplicates"]) == sum(TWINS.values()) + 1
    (pair,) = found["contradictions"]
    assert all(checkup.examples[name].question.startswith(CONTRADICTED) for name in pair.ids)


def test_every_planted_wrong_label_and_reply_is_found_by_the_checks(looked):
    """Labels that nobody corrected, and replies to something else that nobody rejected."""
    checkup, origin = looked
    ours = {name: one for name, one in checkup.examples.items() if name in origin and one.label}
    labels = {name for name, one in ours.items() if one.label != origin[name].meant}
    replies = {name for name in ours if origin[name].flaw == Flaw.WRONG}
    weak = {
        name
        for name, one in ours.items()
        if origin[name].flaw == Flaw.WEAK and len(one.answer.split()) < 10
    }
    assert labels
    assert labels <= found_by(checkup, "label-errors")
    assert replies
    assert replies <= found_by(checkup, "other-subject") | found_by(checkup, "invented")
    assert weak
    assert weak <= found_by(checkup, "length")


def test_what_is_called_invented_in_the_sample_is_in_no_message(looked):
    checkup, _ = looked
    (each,) = [each for each in checkup.found if each.check.name == "invented"]
    for defect in each.defects:
        (name,) = defect.ids
        facts = [fact.strip("#.,") for fact in defect.says.split(", ")]
        assert any(fact not in checkup.examples[name].question for fact in facts)

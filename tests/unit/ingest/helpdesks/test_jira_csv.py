"""Jira's CSV export: repeated columns of comments become conversations."""

import csv
import io

import pytest

from curation.example import Fault
from curation.ingest.helpdesks.jira_csv import INTERNAL_TOO, UNKNOWN_PEOPLE, jira_moment
from tests.unit.ingest.files import reading_of
from tests.unit.ingest.helpdesks.desks import as_file, outcomes_of, recognised, told

HEADER = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Priority",
          "Assignee", "Reporter", "Created", "Description", "Labels", "Labels", "Comment",
          "Comment", "Comment", "Custom field (Request Type)", "Satisfaction rating"]  # fmt: skip


def row(*comments: str, key: str = "DESK-1", reporter: str = "ann") -> list[str]:
    said = [*comments, "", "", ""][:3]
    return ["Lamp", key, "10", "Service Request", "Done", "DESK", "Low", "jo", reporter,
            "01/Mar/26 9:00 AM", "It is dark", "a", "b", *said, "Get help", "4"]  # fmt: skip


def table(*rows: list[str], header: list[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


ANSWER = "01/Mar/26 10:05 AM;jo;Turn it;\nthen wait."
THANKS = "01/Mar/26 1:30 PM;ann;Thanks"


def outcomes(*rows: list[str], header: list[str] = HEADER):
    return outcomes_of("jira_csv", as_file(table(*rows, header=header), "jira.csv"))


def test_the_export_is_recognised_by_its_columns():
    file = as_file(table(row(ANSWER)), "x.csv")
    assert recognised(file) == [("jira_csv", ["x.csv"])]


def test_comments_are_joined_and_the_reporter_is_the_customer():
    (example,) = outcomes(row(ANSWER, THANKS))
    assert told(example) == [
        ("user", "Lamp\n\nIt is dark"), ("assistant", "Turn it;\nthen wait."), ("user", "Thanks")
    ]  # fmt: skip
    assert (example.group, example.metadata["id"]) == ("ann", "DESK-1")
    assert (example.metadata["tags"], example.metadata["rating"]) == ("a, b", "4")


def test_comments_are_put_in_the_order_of_their_dates():
    (example,) = outcomes(row(THANKS, ANSWER))
    assert [text for _, text in told(example)][-1] == "Thanks"


@pytest.mark.parametrize("mark", [".{}", "_{}", " ({})"], ids=["pandas", "duckdb", "ours"])
def test_columns_that_a_program_has_numbered_are_rejoined(mark):
    numbered = [*HEADER[:14], "Comment" + mark.format(1), "Comment" + mark.format(2), *HEADER[16:]]
    (example,) = outcomes(row(ANSWER, THANKS), header=numbered)
    assert len(told(example)) == 3


def test_a_comment_without_its_author_is_a_fault():
    (fault,) = outcomes(row("just a text"))
    assert isinstance(fault, Fault)
    assert "does not say who wrote it" in fault.reason


def test_a_row_without_its_number_is_a_fault_and_the_others_are_read():
    broken = row(ANSWER, key="")
    broken[2] = ""
    assert [type(one).__name__ for one in outcomes(broken, row(ANSWER))] == ["Fault", "Example"]


def test_a_row_with_a_cell_too_many_is_a_fault():
    (fault,) = outcomes([*row(ANSWER), "more"])
    assert "19 cells" in fault.reason


def test_comments_by_people_that_no_column_names_are_not_guessed_at():
    reading = reading_of(table(row("01/Mar/26 10:05 AM;5b10ac8d;Turn it")))
    (example,) = reading.outcomes()
    assert (example.answer, reading.note) == (None, UNKNOWN_PEOPLE)


def test_a_person_is_told_that_internal_comments_are_among_them():
    assert reading_of(table(row(ANSWER))).note == INTERNAL_TOO


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("05/Jan/26 9:05 AM", "2026-01-05T09:05:00.000Z"),
        ("05/Jan/26 12:05 PM", "2026-01-05T12:05:00.000Z"),
        ("2026-01-05 09:05", "2026-01-05T09:05:00.000Z"),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_moments_of_exports_are_read(written, moment):
    assert jira_moment(written) == moment

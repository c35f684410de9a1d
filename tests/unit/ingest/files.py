"""Shorthands of the ingest tests: bytes in, outcomes out."""

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.columns import no_input
from curation.ingest.importers import read_files
from curation.ingest.reading import Reading
from curation.ingest.source_file import SourceFile
from curation.task import Intake, Question, QuestionKind, Task
from tests.makers import make_task

INVOICES = Task(
    id="invoice-fields",
    title="Invoice fields",
    intake=Intake.INVOICE,
    system_prompt="Read the invoice.",
    guideline="Be exact.",
    overlap=1,
    questions=(
        Question(
            id="fields",
            kind=QuestionKind.FIELDS,
            title="Fields",
            fields=("vendor", "invoice_number", "date", "currency", "net", "tax", "gross"),
        ),
    ),
    answer="fields",
)


def reading_of(data: bytes | str, name: str = "tickets.csv", **options) -> Reading:
    """The mapped reading of a file with these bytes for a ticket task, or for `task`."""
    raw = data.encode() if isinstance(data, str) else data
    task = options.pop("task", make_task())
    columns = options.pop("columns", None)
    if columns is not None:
        options["choices"] = Choices(columns=columns)
    reading = read_files([SourceFile.of(name, raw)], task, **options)
    if not reading.is_mapped:
        raise no_input(reading.columns)
    return reading


def examples_of(data: bytes | str, name: str = "tickets.csv", **options) -> list[Example]:
    """The examples in a file; the test fails when there is a fault."""
    outcomes = list(reading_of(data, name, **options).outcomes())
    assert [outcome for outcome in outcomes if isinstance(outcome, Fault)] == []
    return [outcome for outcome in outcomes if isinstance(outcome, Example)]


def faults_of(data: bytes | str, name: str = "tickets.csv", **options) -> list[Fault]:
    """The faults in a file, in the order of its rows."""
    outcomes = reading_of(data, name, **options).outcomes()
    return [outcome for outcome in outcomes if isinstance(outcome, Fault)]


def texts_of(examples: list[Example]) -> list[tuple[str, str]]:
    """The last message and the answer of each example."""
    return [(e.messages[-1].content, e.answer.content if e.answer else "") for e in examples]

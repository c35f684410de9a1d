"""What a file is is told by its content, whatever its name."""

import pytest

from curation.errors import InputRefused
from curation.ingest.fault_table import faults_to_csv
from curation.ingest.importers import IMPORTERS, read_files
from curation.ingest.source_file import SourceFile, check_size
from tests.makers import make_task
from tests.unit.ingest.files import INVOICES, examples_of, faults_of, reading_of


def test_a_pdf_named_csv_is_read_as_a_pdf(shared):
    data = (shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes()
    assert reading_of(data, "export.csv", task=INVOICES).format == "pdf"


def test_json_lines_named_csv_are_read_as_json_lines():
    assert reading_of('{"question": "A"}\n', "export.csv").format == "jsonl"


def test_a_table_named_jsonl_is_read_as_a_table():
    assert reading_of("question,answer\nA,B\n", "export.jsonl").format == "csv"


def test_a_table_that_mentions_pdf_is_a_table():
    assert reading_of("question,answer\nWhat is %PDF-1.4?,A header\n").format == "csv"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\x89PNG\r\n" + bytes(50), "picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"a,b\n1,\x00\x01\x02", "bytes that no text has"),
    ],
    ids=["empty", "blank", "xlsx", "png", "html", "binary"],
)
def test_a_file_that_is_no_table_is_refused_by_what_it_is(data, says):
    with pytest.raises(InputRefused, match=says) as refusal:
        reading_of(data, "tickets.csv")
    assert refusal.value.cure


def test_an_invoice_is_refused_for_a_ticket_task(shared):
    data = (shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes()
    with pytest.raises(
        InputRefused, match=r"The task “Support replies” takes .*JSON lines or list and CSV"
    ):
        reading_of(data, "coolblue1.pdf")


def test_a_named_format_is_used_whatever_the_content():
    assert reading_of('{"question": "A"}\n{"x": 1}', format="csv", columns={
        "input": '{"question": "A"}'}).format == "csv"  # fmt: skip


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(InputRefused, match=r"pdf, .*jsonl, .*csv"):
        reading_of("question\nA\n", format="docx")


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(InputRefused, match="It has 201 MB; this installation takes 200 MB"):
        check_size(201_000_000, limit_mb=200)


def test_a_name_that_is_not_unicode_can_be_stored():
    assert SourceFile.of("caf\udce9.csv", b"x").name.encode()


def test_no_file_of_any_kind_raises_anything_but_a_refusal(shared):
    for file in sorted(path for path in shared.rglob("*") if path.is_file()):
        if "sroie" in file.parts or file.suffix == ".pdf" or file.stat().st_size > 500_000:
            continue
        try:
            reading = read_files([SourceFile.of(file.name, file.read_bytes())], make_task())
        except InputRefused:
            continue
        assert sum(1 for _ in reading.outcomes()) == reading.rows, file


def test_every_importer_has_a_format_of_its_own():
    assert len({importer.format for importer in IMPORTERS}) == len(IMPORTERS)


def test_a_table_of_tickets_is_refused_for_an_invoice_task():
    with pytest.raises(InputRefused, match="does not fit the task"):
        reading_of("question,answer\nA,B\n", task=INVOICES)


def test_mended_lines_of_an_invoice_task_are_taken():
    faults = faults_of('{"question": "A", "x": 1}\n{"question": NaN}\n', "x.jsonl", task=INVOICES)
    table = faults_to_csv(faults).replace("NaN", '""B""')
    assert len(examples_of("\ufeff" + table, task=INVOICES)) == 1

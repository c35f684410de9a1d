"""A page with its XML: the page asks, the XML answers, and what differs is said."""

import json
from dataclasses import replace

import pytest

from curation.ingest.importers import bundles, kind_of, read_files
from curation.ingest.invoices.embedded_xml import embedded_invoices
from curation.ingest.source_file import SourceFile
from curation.task import QuestionKind
from tests.unit.ingest.files import INVOICES, examples_of

NUMBER = "The number in the XML does not stand on the page."
PDF, XML = "coolblue1.pdf", "01.01a-INVOICE_ubl.xml"


@pytest.fixture
def page(shared):
    return (shared / "invoices" / "invoice2data" / PDF).read_bytes()


@pytest.fixture
def xml(shared):
    return (shared / "invoices" / "xrechnung" / XML).read_bytes()


def together(task, *files):
    """The outcomes of the files as they are bundled, and how many bundles there are."""
    sources = [SourceFile.of(name, data) for name, data in files]
    found = bundles([kind_of(source) for source in sources])
    outcomes = []
    for indices in found:
        reading = read_files([sources[index] for index in indices], task)
        rows = list(reading.outcomes())
        assert len(rows) == reading.rows
        outcomes += rows
    return outcomes, len(found)


def test_the_xml_inside_a_pdf_answers_and_the_page_asks(shared):
    file = shared / "invoices" / "zugferd" / "pdf_v2" / "zugferd_2p0_EN16931_2_Teilrechnung.pdf"
    (example,) = examples_of(file.read_bytes(), file.name, task=INVOICES)
    assert example.messages[0].content.startswith("Stylesheet")
    assert json.loads(example.answer.content)["gross"] == "23.54"
    assert {suggestion.agent for suggestion in example.suggestions} == {"xml"}
    assert all(suggestion.place for suggestion in example.suggestions)
    assert example.remarks == ()


def test_a_page_that_shows_other_values_than_its_xml_is_remarked(shared):
    file = shared / "invoices" / "zugferd" / "pdf_v1"
    file /= "ZUGFeRD_1p0_COMFORT_Haftpflichtversicherung_Versicherungssteuer.pdf"
    (example,) = examples_of(file.read_bytes(), file.name, task=INVOICES)
    assert NUMBER in example.remarks
    assert "The gross amount in the XML does not stand on the page." not in example.remarks


def test_a_pdf_and_an_xml_of_one_name_are_one_example(page, xml):
    (example,), count = together(INVOICES, ("in/A.pdf", page), ("in/a.XML", xml))
    answer = json.loads(example.answer.content)
    assert (count, answer["vendor"], answer["gross"]) == (1, "[Seller name]", "336.90")
    assert "993548900" in example.messages[0].content
    assert NUMBER in example.remarks


def test_files_of_one_name_in_two_folders_stay_apart(page, xml):
    outcomes, _ = together(INVOICES, ("in/a.pdf", page), ("out/a.xml", xml))
    assert len(outcomes) == 2


def test_a_pdf_and_an_xml_alone_are_one_example_when_the_page_shows_the_number(page, xml):
    own = xml.replace(b"<cbc:ID>123456XX<", b"<cbc:ID>993548900<")
    (example,), _ = together(INVOICES, ("e-invoice.xml", own), ("page.pdf", page))
    assert (example.source.file, example.remarks.count(NUMBER)) == ("page.pdf", 0)


def test_a_pdf_and_an_xml_alone_stay_apart_when_it_does_not(page, xml):
    outcomes, _ = together(INVOICES, ("e-invoice.xml", xml), ("page.pdf", page))
    assert [outcome.source.file for outcome in outcomes] == ["page.pdf", "e-invoice.xml"]


def test_a_broken_xml_beside_a_pdf_is_a_fault_of_its_own(page):
    (example, fault), _ = together(
        INVOICES, ("a.pdf", page), ("a.xml", b"<CrossIndustryInvoice><a>")
    )
    assert (example.source.file, fault.file) == ("a.pdf", "a.xml")


def test_two_pdfs_of_one_name_with_an_xml_are_three_rows(page, xml):
    outcomes, _ = together(INVOICES, ("a.pdf", page), ("A.pdf", page), ("a.xml", xml))
    assert len(outcomes) == 3


def test_the_invoices_of_a_vendor_are_one_group_with_and_without_a_page(shared):
    folder = shared / "invoices" / "zugferd"
    files = [
        folder / "pdf_v2" / "zugferd_2p0_EN16931_Miete.pdf",
        folder / "xml_cii" / "EN16931_Miete.cii.xml",
        folder / "xml_ubl" / "EN16931_Miete.ubl.xml",
    ]
    groups = {examples_of(file.read_bytes(), file.name, task=INVOICES)[0].group for file in files}
    assert groups == {"muster autovermietung"}


def test_numbers_in_a_sellers_name_do_not_part_its_invoices(shared):
    folder = shared / "invoices" / "zugferd" / "pdf_v1"
    groups = {
        examples_of(file.read_bytes(), file.name, task=INVOICES)[0].group
        for file in folder.glob("*Rechnungskorrektur.pdf")
    }
    assert groups == {"musterlieferant gmbh"}


def test_lines_are_given_to_a_task_that_asks_for_them(xml):
    question = replace(INVOICES.questions[0], fields=("vendor", "line_items"))
    task = replace(INVOICES, questions=(question,))
    assert question.kind == QuestionKind.FIELDS
    (example,) = examples_of(xml, XML, task=task)
    assert json.loads(example.answer.content)["line_items"] == [
        {
            "description": "Zeitschrift [...]",
            "quantity": "1",
            "unit_price": "288.79",
            "amount": "288.79",
        },
        {
            "description": "Porto + Versandkosten",
            "quantity": "1",
            "unit_price": "26.07",
            "amount": "26.07",
        },
    ]


def test_every_pdf_with_an_xml_gives_it(shared):
    files = sorted((shared / "invoices" / "zugferd").rglob("*.pdf"))
    assert [file.name for file in files if len(embedded_invoices(file.read_bytes())) != 1] == []

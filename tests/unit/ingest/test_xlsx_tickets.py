import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from curation.errors import InputRefused
from curation.ingest.importers import recognise
from curation.ingest.source_file import SourceFile
from tests.unit.ingest.files import examples_of, reading_of, texts_of

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = f"""<styleSheet {NAMESPACE}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>
</cellXfs></styleSheet>"""


def workbook(**sheets):
    """An Excel file; a cell is a text, a number, ("formula", result) or ("date", days)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        numbers = range(1, len(sheets) + 1)
        types = f'<Types xmlns="{PACKAGE}/content-types"/>'
        file.writestr("[Content_Types].xml", types)
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        file.writestr("xl/styles.xml", STYLES)
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in zip(numbers, sheets, strict=True)
        )
        file.writestr(
            "xl/workbook.xml",
            f'<workbook {NAMESPACE} xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{RELATION}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in numbers
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        )
        for n, rows in zip(numbers, sheets.values(), strict=True):
            body = "".join(
                f'<row r="{r}">{"".join(cell(r, c, value) for c, value in enumerate(row))}</row>'
                for r, row in enumerate(rows, 1)
            )
            file.writestr(
                f"xl/worksheets/s{n}.xml",
                f"<worksheet {NAMESPACE}><sheetData>{body}</sheetData></worksheet>",
            )
    return packed.getvalue()


def cell(row, column, value):
    place = f'r="{"ABCDEFGH"[column]}{row}"'
    match value:
        case ("formula", result):
            return f'<c {place} t="str"><f>A1&amp;B1</f><v>{escape(result)}</v></c>'
        case ("date", days):
            return f'<c {place} s="1"><v>{days}</v></c>'
        case str():
            return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        case _:
            return f"<c {place}><v>{value}</v></c>"


HEADER = ["id", "question", "answer"]


def test_a_workbook_is_known_by_what_is_in_it():
    file = SourceFile.of("export.csv", workbook(Tickets=[HEADER, [1, "Hi", "Hello"]]))
    assert recognise(file)[0].importer.format == "xlsx"


def test_a_number_is_written_as_a_person_sees_it():
    (example,) = examples_of(workbook(T=[HEADER, [4587345, "Hi", 0.1 + 0.2]]))
    assert (example.metadata["id"], example.answer.content) == ("4587345", "0.3")


def test_a_date_is_written_as_iso_has_it():
    (example,) = examples_of(workbook(T=[HEADER, [1, "Hi", ("date", 45000)]]))
    assert example.answer.content == "2023-03-15"


def test_a_formula_is_its_result():
    data = workbook(T=[HEADER, [1, ("formula", "Where is it?"), "Here"]])
    assert texts_of(examples_of(data)) == [("Where is it?", "Here")]


def test_sheets_with_the_same_columns_are_one_table():
    data = workbook(May=[HEADER, [1, "a", "b"]], June=[HEADER, [2, "c", "d"]], Empty=[])
    assert texts_of(examples_of(data)) == [("a", "b"), ("c", "d")]


def test_a_sheet_with_other_columns_is_named():
    data = workbook(May=[HEADER, [1, "a", "b"]], Prices=[["item", "price"], ["x", 1]])
    reading = reading_of(data)
    assert (reading.rows, "“Prices”, which is left out" in reading.note) == (1, True)


def test_rows_above_the_header_are_left_out():
    data = workbook(T=[["Report of May"], HEADER, [1, "a", "b"], [2, "c", "d"]])
    assert texts_of(examples_of(data)) == [("a", "b"), ("c", "d")]


def test_a_workbook_without_rows_is_refused():
    with pytest.raises(InputRefused, match="no rows"):
        reading_of(workbook(T=[HEADER]))


def test_a_damaged_workbook_is_refused():
    data = workbook(T=[HEADER, [1, "a", "b"]]).replace(b"sheetData", b"shootData")
    with pytest.raises(InputRefused):
        reading_of(data)

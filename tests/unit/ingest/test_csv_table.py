"""CSV is read exactly as Python's csv module reads it; the expected files are csv-spectrum's."""

import json

import pytest

from curation.errors import InputRefused
from curation.ingest.csv_table import read_table

SPECTRUM = (
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "utf8",
)


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_is_read_as_its_authors_expect(shared, name):
    folder = shared / "badinput" / "csv"
    text = (folder / f"{name}.csv").read_bytes().decode()
    if name.endswith("crlf"):  # the stored copy lost its line ends on the way
        text = text.replace("\n", "\r\n")
    table = read_table(text)
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.records()]
    assert rows == json.loads((folder / f"{name}.json").read_text())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_even_rows(delimiter):
    table = read_table(delimiter.join("abc") + "\n" + delimiter.join(["1,5;x", "2", "3"][1:] * 2))
    assert table.delimiter == delimiter


def test_prose_with_commas_under_one_header_stays_one_column():
    table = read_table("text\nHello, where is it, please\nI paid, twice\n")
    assert list(table.records()) == [
        ["Hello, where is it, please"],
        ["I paid, twice"],
    ]


def test_lines_of_a_program_above_the_header_are_left_out(shared):
    file = shared / "badinput" / "csv" / "cfpb_with_junk_lines_on_top.csv"
    table = read_table(file.read_text())
    assert (table.skipped, table.rows, table.columns[0]) == (2, 20, "Date received")


def test_blank_lines_are_no_rows():
    assert read_table("a,b\n\n1,2\n\n\n3,4\n\n").rows == 2


def test_columns_without_a_name_and_with_the_same_name_can_be_told_apart():
    assert read_table("a,,a,a\n1,2,3,4\n").columns == ("a", "column 2", "a (2)", "a (3)")


@pytest.mark.parametrize("text", ['a,b\n1,"never closed\n2,3\n', 'a,b\n1,"never closed'])
def test_a_quotation_that_never_ends_is_noticed(text):
    assert read_table(text).is_cut


@pytest.mark.parametrize("text", ['a,b\n1,5" pipe\n', 'a,b\n1,"two\nlines"\n', 'a,b\n1,"closed"'])
def test_a_quotation_that_ends_is_no_cut(text):
    assert not read_table(text).is_cut


def test_a_text_of_many_pieces_is_read_as_one(monkeypatch):
    monkeypatch.setattr("curation.ingest.csv_table._PIECE", 7)
    rows = [[str(n), "two\r\nlines, and more"] for n in range(50)]
    text = "a,b\r\n" + "".join(f'{n},"{cell}"\r\n' for n, cell in rows)
    assert list(read_table(text).records()) == rows


def test_a_header_alone_is_refused():
    with pytest.raises(InputRefused, match="no rows"):
        read_table("a,b\n")

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet
import pytest

from curation.errors import InputRefused
from curation.ingest.importers import recognise
from curation.ingest.source_file import SourceFile
from tests.unit.ingest.files import examples_of, reading_of, texts_of


def parquet(**columns):
    data = io.BytesIO()
    pa.parquet.write_table(pa.table(columns), data)
    return data.getvalue()


def test_a_parquet_file_is_known_by_what_is_in_it():
    file = SourceFile.of("export.csv", parquet(question=["Hi"]))
    assert recognise(file)[0].importer.format == "parquet"


def test_each_row_is_an_example():
    data = parquet(question=["Hi", "Why?"], answer=["Hello", None], id=[7, 8])
    assert texts_of(examples_of(data)) == [("Hi", "Hello"), ("Why?", "")]
    assert examples_of(data)[0].metadata == {"id": "7"}


def test_what_is_nested_is_json_text():
    data = parquet(question=["Hi"], answer=[[{"when": date(2026, 5, 1), "text": "ü"}]])
    assert texts_of(examples_of(data)) == [("Hi", '[{"when": "2026-05-01", "text": "ü"}]')]


def test_a_file_that_is_cut_off_is_refused():
    with pytest.raises(InputRefused, match="cut off"):
        reading_of(parquet(question=["Hi"] * 100)[:-30])


def test_a_file_without_rows_is_refused():
    with pytest.raises(InputRefused, match="no rows"):
        reading_of(parquet(question=pa.array([], pa.string())))

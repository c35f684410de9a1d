"""Questions without SQL become SQL that holds what was typed as text, never as SQL."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.store.find_query import FACETS, NOTHING, Find, facets_sql, find_sql
from curation.store.query_rules import check_query
from curation.store.snapshot_tables import TABLES

NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def data():
    connection = duckdb.connect()
    for table in TABLES:
        columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
        connection.execute(f"create table {table.name} ({columns})")
    connection.execute(
        "insert into examples (example_id, task, stage, label, words, source_row) values "
        "('a', 't', 'cleared', 'refund', 'user: 100% of it sure_thing', 1), "
        "('b', 't', 'cleared', null, 'user: where is it', 2)"
    )
    yield connection
    connection.close()


def found(data, **asked) -> list[str]:
    return [row[0] for row in data.execute(find_sql(Find(**asked))).fetchall()]


def test_every_word_must_be_there_in_any_case_and_order(data):
    assert found(data, words="THING user") == ["a"]


@pytest.mark.parametrize("word", ["100%", "e_t", "!"])
def test_signs_of_patterns_are_plain_text(data, word):
    assert found(data, words=word) == (["a"] if word != "!" else [])


def test_a_value_that_is_not_there_can_be_chosen(data):
    assert found(data, values=(("label", (NOTHING,)),)) == ["b"]


def test_a_group_is_counted(data):
    rows = data.execute(find_sql(Find(group="label"))).fetchall()
    assert sorted(rows) == [(NOTHING, 1), ("refund", 1)]


@pytest.mark.parametrize("table", FACETS)
def test_every_table_can_be_asked_and_its_values_counted(data, table):
    for sql in (find_sql(Find(table=table)), facets_sql(table)):
        check_query(data, sql, NAMES)
        data.execute(sql)
    for column in FACETS[table]:
        data.execute(find_sql(Find(table=table, group=column)))


@given(words=st.text(max_size=30), value=st.text(max_size=30))
def test_whatever_is_typed_stays_text(words, value):
    sql = find_sql(Find(words=words, values=(("label", (value,)),)))
    with duckdb.connect() as connection:
        connection.execute(
            "create table examples as select '' as example_id, '' as task, "
            "'' as stage, '' as label, '' as prompt, '' as words, '' as answer, 1 as source_row"
        )
        if "\x00" not in words + value:
            assert check_query(connection, sql, NAMES)
            assert len(connection.execute(sql).fetchall()) <= 1

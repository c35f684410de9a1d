"""Curators' SQL in the sandbox: what it answers, and everything it must not be able to do."""

import os
from pathlib import Path

import pandas as pd
import pytest

from curation.errors import InputRefused
from curation.store.sandbox import run_in_sandbox
from curation.store.snapshot import TABLES, write_snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory) -> Path:
    """A snapshot with 3,000 examples and nothing else."""
    file = tmp_path_factory.mktemp("hidden-place") / "state.duckdb"
    frames = {
        table.name: pd.DataFrame(columns=[c.name for c in table.columns]).astype(object)
        for table in TABLES
    }
    columns = [column.name for column in TABLES[0].columns]
    rows = [
        (f"e{n}", "support", 1, "cleared", "user: hello", "=1+1", 1, 0, "refund", n, 2, 0, False)
        for n in range(3000)
    ]
    frames["examples"] = pd.DataFrame(rows, columns=columns).astype(object)
    write_snapshot(file, frames)
    return file


@pytest.fixture(scope="module")
def ask(snapshot):
    """Runs a query in the sandbox."""

    def run(sql, *, limit=200, offset=0, seconds=20.0):
        return run_in_sandbox(
            snapshot,
            sql,
            tables=[table.name for table in TABLES],
            limit=limit,
            offset=offset,
            seconds=seconds,
        )

    return run


def refusal(ask, sql, **options) -> str:
    with pytest.raises(InputRefused) as refused:
        ask(sql, **options)
    return refused.value.cause


def test_rows_and_columns_come_back(ask):
    found = ask("select label, count(*) as examples from examples group by label")
    assert (found.columns, found.rows) == (("label", "examples"), (("refund", 3000),))


def test_no_more_rows_than_the_limit_and_it_says_so(ask):
    found = ask("from examples order by source_row", limit=10)
    assert (len(found.rows), found.more) == (10, True)


def test_a_later_page_begins_where_the_one_before_ends(ask):
    sql = "select source_row from examples order by source_row"
    found = ask(sql, limit=1000, offset=2500)
    assert (found.rows[0], len(found.rows), found.more) == ((2500,), 500, False)


def test_values_without_a_form_in_json_are_none_or_text(ask):
    found = ask("select 'nan'::double, 'inf'::double, 1::hugeint << 100, date '2026-01-02', [1]")
    assert found.rows == ((None, None, str(1 << 100), "2026-01-02", "[1]"),)


@pytest.mark.parametrize(
    "sql",
    [
        "with own as (select * from examples) select count(*) from own",
        "select * from (values (1)) as v(x)",
        "describe examples",
        "summarize examples",
        "select unnest([1, 2])",
        "select * from range(3)",
        "select e.example_id from data.examples e join reviews r using (example_id)",
        "select list_transform([1], lambda x: x + 1)",
    ],
)
def test_ordinary_analysis_is_possible(ask, sql):
    assert ask(sql).columns


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "select * from sniff_csv('/etc/passwd')",
        "select * from parquet_scan('x')",
        "copy examples to 'out.csv'",
        "copy examples from '/etc/passwd'",
        "export database 'out'",
        "attach '/tmp/x.duckdb'",
        "attach ':memory:' as other",
        "detach data",
        "install httpfs",
        "load json",
        "set threads = 8",
        "set lock_configuration = false",
        "reset enable_external_access",
        "pragma database_list",
        "pragma threads = 8",
        "call pragma_version()",
        "checkpoint",
        "create table t as select 1",
        "create temp table t as select 1",
        "create macro f() as 1",
        "insert into examples select * from examples",
        "delete from examples",
        "update examples set label = ''",
        "drop table examples",
        "with x as (insert into examples select * from examples returning *) from x",
        "select * from duckdb_settings()",
        "select path from duckdb_databases()",
        "select * from duckdb_databases",
        "from system.main.duckdb_databases",
        "with duckdb_databases as (select 1) select * from duckdb_databases",
        "select (select max(path) from duckdb_databases())",
        "select current_setting('secret_directory')",
        "select * from pg_catalog.pg_settings",
        "select * from information_schema.tables",
        "select * from query('select path from duckdb_databases()')",
        "select * from query_table('duckdb_databases')",
        "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "show databases",
        "explain select 1",
        "prepare p as select 1",
        "begin",
        "select 1; select 2",
        "select 1; drop table examples",
        "",
        "-- nothing",
        "/* nothing */ ;",
        "selec",
        "\x00",
    ],
)
def test_nothing_is_read_or_written_and_the_reason_is_a_sentence(ask, snapshot, sql):
    before = sorted(os.listdir(snapshot.parent))
    cause = refusal(ask, sql)
    assert cause
    assert "\n" not in cause
    assert "hidden-place" not in cause
    assert "root:" not in cause
    assert sorted(os.listdir(snapshot.parent)) == before


def test_data_is_not_told_in_a_sentence(ask):
    """Ticket text does not leak into what is logged."""
    assert "refund" not in refusal(ask, "select cast(label as integer) from examples")


def test_a_wrong_column_is_named(ask):
    assert "nope" in refusal(ask, "select nope from examples")


def test_what_takes_too_long_is_stopped(ask):
    sql = "select count(*) from examples a, examples b, examples c, examples d"
    assert "stopped after 0.5 seconds" in refusal(ask, sql, seconds=0.5)


def test_what_needs_too_much_memory_is_stopped(ask):
    sql = "select list(a.prompt || b.example_id) from examples a, examples b, examples c"
    assert "memory" in refusal(ask, sql, seconds=60)


def test_a_long_cell_is_cut(ask):
    assert len(ask("select repeat('x', 1000000)").rows[0][0]) == 20_000


def test_the_environment_is_not_reachable(ask, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "secret" not in refusal(ask, "select getenv('OPENAI_API_KEY')")


def test_the_snapshot_is_readable_by_its_owner_only(snapshot):
    assert snapshot.stat().st_mode & 0o777 == 0o600

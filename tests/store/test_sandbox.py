"""Curators' SQL in the sandbox: what it answers, and everything it must not be able to do."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from curation.errors import InputRefused
from curation.settings import ROOT
from curation.store.query_rules import QueryRefused, check_query
from curation.store.sandbox import run_in_sandbox
from curation.store.snapshot import write_snapshot
from curation.store.snapshot_tables import TABLES


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory) -> Path:
    """A snapshot with 3,000 examples and nothing else."""
    file = tmp_path_factory.mktemp("hidden-place") / "state.duckdb"
    frames = {
        table.name: pd.DataFrame(columns=[c.name for c in table.columns]).astype(object)
        for table in TABLES
    }
    numbers = range(3000)
    status = {
        "example_id": [f"e{n}" for n in numbers], "task": "support", "version": 1,
        "stage": "cleared", "reviews": 2, "undecided": 0, "released": False, "made_of": "",
        "place": numbers,
    }  # fmt: skip
    texts = {
        "example_id": status["example_id"], "prompt": "user: hello", "answer": "=1+1",
        "words": "user: hello =1+1", "turns": 1,
        "tool_calls": 0, "label": "refund", "source_row": numbers, "created": "",
    }  # fmt: skip
    write_snapshot(file, {**frames, "status": pd.DataFrame(status), "texts": pd.DataFrame(texts)})
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


@pytest.mark.parametrize(
    "sql",
    [
        "select 1) limit 1; select path from duckdb_databases(); from (select 2",
        "select 1) as a, (select path from duckdb_databases()",
        "select 1 -- ) union all (select 1",
    ],
)
def test_nothing_is_smuggled_past_the_rules_by_closing_brackets(ask, sql):
    try:
        found = ask(sql).rows
    except InputRefused:
        found = ((1,),)
    assert found == ((1,),)


def test_a_page_of_a_sorted_query_is_sorted(ask):
    sql = "select source_row from examples order by source_row desc;"
    assert ask(sql, limit=2, offset=10).rows == ((2989,), (2988,))


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


ATTACKS = [
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
    "select * from 'link.csv'",
    "select * from read_csv('link.csv')",
    "from 'https://example.org/x.csv'",
    "select * from read_csv('http://127.0.0.1:9/x')",
    "load '/tmp/x.duckdb_extension'",
    "install '/tmp/x' from community",
    "import database 'out'",
    "attach 'https://example.org/x.duckdb' as other",
    "copy (select 1) to '/dev/stdout'",
    "set secret_directory = '/tmp'",
    "create secret s (type http, bearer_token 'x')",
    "select getenv('OPENAI_API_KEY')",
    "select * from read_ndjson_objects('link.csv')",
    "use system",
    "vacuum",
    "force checkpoint",
    "select * from duckdb_secrets()",
    "select * from sqlite_master",
    "select * from kept_text",
    "call force_checkpoint()",
    "execute p",
]
"""What must not run: reading and writing files, the network, settings, other SQL, the machine."""


@pytest.fixture(scope="module")
def rules(snapshot):
    """The rules that stand before the wall, asked about a query; the reason, or nothing."""
    connection = duckdb.connect(config={"autoload_known_extensions": "false"})

    def refused(sql) -> str:
        try:
            check_query(connection, sql, [table.name for table in TABLES])
        except QueryRefused as error:
            return str(error)
        return ""

    yield refused
    connection.close()


@pytest.mark.parametrize("sql", ATTACKS)
def test_an_attack_does_not_pass_the_rules(rules, sql):
    cause = rules(sql)
    assert cause.endswith(".")
    assert "\n" not in cause


_BEHIND_THE_RULES = """
import json, os, sys
from curation.store import sandbox
folder, statements = json.load(sys.stdin)
os.chdir(folder)
sandbox._limit_process()
connection = sandbox._connect("state.duckdb")
for sql in statements:
    try:
        print(json.dumps([sql, str(connection.execute(sql).fetchall())]))
    except Exception as error:
        print(json.dumps([sql, type(error).__name__]))
print(connection.execute("select count(*) from data.examples").fetchone(), flush=True)
os._exit(0)
"""


def test_without_the_rules_the_wall_still_lets_nothing_in_or_out(snapshot, tmp_path):
    """The same attacks on the locked database itself: no file, no setting, no secret is told."""
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nopen sesame\n")
    link = snapshot.parent / "link.csv"
    link.symlink_to(secret)
    reads = [sql.replace("/etc/passwd", str(secret)) for sql in ATTACKS]
    attacks = [sql for sql in reads if not sql.startswith(("detach data", "begin"))]
    before = sorted(os.listdir(snapshot.parent)), snapshot.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _BEHIND_THE_RULES],
        input=json.dumps([str(snapshot.parent), [*attacks, "set threads = 8"]]),
        env={"PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "open sesame"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    link.unlink()
    lines = done.stdout.splitlines()
    assert len(lines) == len(attacks) + 2, done.stderr
    assert "sesame" not in done.stdout
    assert json.loads(lines[-2])[1] == "InvalidInputException"
    assert lines[-1] == "(3000,)"
    after = sorted({*os.listdir(snapshot.parent), "link.csv"}), snapshot.read_bytes()
    assert after == before


@pytest.mark.parametrize(
    "sql",
    [
        "selec",
        "\x00",
        "select * from read_csv('/etc/passwd')",
        "with x as (insert into examples select * from examples returning *) from x",
    ],
)
def test_a_refusal_is_one_sentence_that_tells_no_place(ask, sql):
    cause = refusal(ask, sql)
    assert cause
    assert "\n" not in cause
    assert "hidden-place" not in cause


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from (select * from range(1250000000) order by hash(range)) as sorted",
        "select length(repeat('x', 1000000) || string_agg(prompt)) from examples, range(1000000)",
    ],
)
def test_a_sort_of_ten_gigabytes_is_stopped(ask, sql):
    assert re.search("memory|stopped after|too long", refusal(ask, sql, seconds=3))


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


def test_the_snapshot_is_readable_by_its_owner_only(snapshot):
    assert snapshot.stat().st_mode & 0o777 == 0o600

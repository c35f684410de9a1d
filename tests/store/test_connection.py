"""The store's connection: threads, repeats, races, kills, and a second process."""

import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest

from curation.errors import StoreBusy
from curation.settings import ROOT
from curation.store.connection import Store, append_rows
from curation.store.migrations import FOLDER

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the store keeps UTC without a zone


@pytest.fixture
def store(tmp_path: Path):
    opened = Store.open(tmp_path / "curation.duckdb")
    yield opened
    opened.close()


def person(person_id: str, name: str = "Ann") -> dict:
    return {"person_id": person_id, "name": name, "created_by": "test", "recorded_at": NOW}


def test_every_migration_is_applied_once(tmp_path):
    file = tmp_path / "curation.duckdb"
    Store.open(file).close()
    store = Store.open(file)
    applied = [row["name"] for row in store.read("select name from migration order by name")]
    assert applied == sorted(path.stem for path in FOLDER.glob("*.sql"))
    store.close()


def test_the_file_is_readable_by_its_owner_only(store):
    assert store.file.stat().st_mode & 0o777 == 0o600


def test_what_was_written_is_there_after_reopening(tmp_path):
    file = tmp_path / "curation.duckdb"
    store = Store.open(file)
    store.append("person", [person("a")])
    store.close()
    again = Store.open(file)
    assert again.value("select count(*) from person") == 1
    again.close()


def test_a_repeated_append_changes_nothing(store):
    store.append("person", [person("a", "Ann")])
    store.append("person", [person("a", "Somebody else"), person("b")])
    names = {row["person_id"]: row["name"] for row in store.read("select * from person")}
    assert names == {"a": "Ann", "b": "Ann"}


def test_a_transaction_that_fails_leaves_nothing(store):
    def fail_in_the_middle() -> None:
        with store.transaction() as cursor:
            append_rows(cursor, "person", [person("a")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    assert store.read("select * from person") == []


def test_many_threads_read_and_write_without_a_wrong_answer(store):
    wrong: list[object] = []

    def work(number: int) -> None:
        for step in range(20):
            key = f"{number}-{step}"
            store.append("person", [person(key, name=key)])
            rows = store.read("select name from person where person_id = ?", [key])
            if rows != [{"name": key}]:
                wrong.append(rows)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert store.value("select count(*) from person") == 160


def test_threads_with_the_same_key_store_it_once_and_none_is_refused(store):
    refused: list[Exception] = []

    def work(step: int) -> None:
        try:
            store.append("person", [person(f"same-{step}")])
        except Exception as error:
            refused.append(error)

    for step in range(30):
        threads = [threading.Thread(target=work, args=(step,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert refused == []
    assert store.value("select count(*) from person") == 30


OPEN_IT = """
import sys
from pathlib import Path
from curation.store.connection import Store
Store.open(Path(sys.argv[1]))
"""

WRITE_UNTIL_KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from curation.store.connection import Store
store = Store.open(Path(sys.argv[1]))
for number in range(100_000):
    store.append("person", [{"person_id": str(number), "name": "n", "created_by": "t",
                             "recorded_at": datetime(2026, 1, 1)}])
    print(number, flush=True)
"""


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_a_second_process_is_told_who_holds_the_file(store):
    done = subprocess.run(
        python(OPEN_IT, str(store.file)), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "StoreBusy" in done.stderr
    assert "held by the process with number" in done.stderr


def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path):
    file = tmp_path / "curation.duckdb"
    for _ in range(3):
        process = subprocess.Popen(
            python(WRITE_UNTIL_KILLED, str(file)), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        acknowledged = [process.stdout.readline() for _ in range(25)]
        process.kill()
        process.wait()
        process.stdout.close()
        store = Store.open(file)
        stored = {row["person_id"] for row in store.read("select person_id from person")}
        store.close()
        assert {line.strip() for line in acknowledged} <= stored


def test_the_holder_is_named_as_an_error_with_a_cure(tmp_path, monkeypatch):
    file = tmp_path / "curation.duckdb"
    holder = subprocess.Popen(
        python(WRITE_UNTIL_KILLED, str(file)), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(StoreBusy) as refused:
        Store.open(file)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert str(holder.pid) in refused.value.cause
    assert "--workspace" in refused.value.cure


def test_a_compacted_file_holds_what_is_there_and_nothing_that_was_removed(store):
    store.append("person", [person("a", "Julia Hartmann"), person("b", "Ben")])
    store.checkpoint()
    store.write("delete from person where person_id = 'a'")
    store.compact()
    assert b"Hartmann" not in store.file.read_bytes()
    assert store.read("select name from person") == [{"name": "Ben"}]


def test_numbers_go_on_after_compacting(store):
    change = {"kind": "role", "value": "owner", "changed_by": "test", "recorded_at": NOW}
    store.append("person_change", [{"change_id": "1", "person_id": "a", **change}])
    store.compact()
    store.append("person_change", [{"change_id": "2", "person_id": "a", **change}])
    numbers = store.read("select sequence from person_change order by change_id")
    assert numbers[1]["sequence"] > numbers[0]["sequence"]


def test_others_read_and_write_while_the_file_is_compacted(store):
    def write(number: int) -> None:
        for count in range(20):
            store.append("person", [person(f"{number} {count}")])
            assert store.value("select count(*) from person") > count

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        store.compact()
    for thread in threads:
        thread.join()
    assert store.value("select count(*) from person") == 80

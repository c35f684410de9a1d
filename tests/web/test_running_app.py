"""The app as it is started, and the command line beside it."""

import json
import os
import re
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from curation.errors import CurationError
from curation.settings import ROOT
from curation.web.remote import find_app
from tests.running import RunningDesk, free_port


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """One running app for the tests that only talk to it."""
    folder = tmp_path_factory.mktemp("desk")
    running = RunningDesk(
        folder / "workspace",
        free_port(),
        folder / "app.log",
        environment={"CURATION_QUERY_SECONDS": "2"},
    )
    running.start()
    yield running
    running.stop()


def command_line(workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "curation", *words, "--workspace", str(workspace), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_verb_runs_in_the_running_app(desk):
    tasks = json.loads(desk.run("tasks"))["tasks"]
    assert {task["id"] for task in tasks} >= {"support-replies", "invoice-fields"}


def test_a_refusal_of_the_running_app_is_a_refusal_here(desk):
    done = command_line(desk.workspace, "scan", "--task", "no-such-task")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "No such task"


RUNAWAY = "select sum(hash(a.range + b.range)) from range(1000000) a, range(1000000) b"
TEN_GIGABYTES = "select length(list(range order by hash(range))) from range(1250000000)"


def occupied(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_everybody_is_answered_while_endless_queries_run_and_each_is_stopped_in_words(desk):
    app = find_app(desk.workspace)
    app.run("sql", {"query": "from examples", "limit": 1}, lambda *step: None)  # a snapshot
    before = occupied(desk.workspace)

    def refusal(sql: str) -> str:
        with pytest.raises(CurationError) as refused:
            app.run("sql", {"query": sql, "limit": 10}, lambda *step: None)
        return refused.value.cause

    with ThreadPoolExecutor(6) as people:
        asked = [people.submit(refusal, sql) for sql in (*[RUNAWAY] * 5, TEN_GIGABYTES)]
        assert app.run("tasks", {}, lambda *step: None)["tasks"]
        with urllib.request.urlopen(f"{desk.address}/sign-in") as page:  # asks who is signed in
            assert page.status == 200
        assert not all(each.done() for each in asked)
        causes = [each.result() for each in asked]
    assert set(causes[:-1]) == {"It was stopped after 2 seconds."}
    assert re.search("memory|stopped after", causes[-1])
    assert occupied(desk.workspace) - before < 1_000_000


def test_the_running_app_makes_a_link_that_signs_in(desk):
    path = json.loads(desk.run("sign-in-link"))["path"]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(f"{desk.address}{path}") as answer:
        assert answer.url == f"{desk.address}/"


def test_what_the_app_leaves_for_the_command_line_is_private(desk):
    mode = (desk.workspace / "app.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_nobody_else_can_read_the_workspace(desk):
    readable = stat.S_IRGRP | stat.S_IROTH
    assert not [f.name for f in desk.workspace.rglob("*") if f.stat().st_mode & readable]


def test_a_second_start_says_who_holds_the_workspace_and_ends(desk):
    second = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())],
        cwd=ROOT, env={**os.environ, "CURATION_WORKSPACE": str(desk.workspace)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert "The workspace is in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_workspace_is_free_again_when_its_app_was_stopped_or_killed(tmp_path):
    running = RunningDesk(tmp_path / "workspace", free_port(), tmp_path / "app.log")
    running.start()
    running.stop(kill=True)
    assert command_line(running.workspace, "tasks").returncode == 0
    running.start()
    running.stop()
    assert not (running.workspace / "app.json").exists()

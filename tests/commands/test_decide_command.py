"""`decide` and `findings` on the command line: one value, everywhere or in one example."""

import json

import pytest

from curation.cli import main
from curation.privacy.finding import Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store import findings
from curation.workflow.workspace import close_workspace
from tests.makers import make_example
from tests.staged import THEN, add_examples

TASK = "support-replies"
ONE = make_example("Dear Bob")


@pytest.fixture
def run(workspace, capsys):
    """Runs a command where Bob was found in one ticket; returns what it prints."""
    add_examples(workspace.store, [ONE])
    bob = Finding(
        example_id=ONE.id, path="messages.0", begins=5, ends=8, entity="PERSON", score=0.7,
        recognizer="Person", value_key=value_key(workspace.secret, "PERSON", "Bob"),
    )  # fmt: skip
    scan = Scan(
        id="s", example_id=ONE.id, version=1, edits_until=0, fingerprint=current_fingerprint(),
        incomplete=False, findings=(bob,),
    )  # fmt: skip
    findings.add_scans(workspace.store, [scan], {}, fingerprint="f", recorded_at=THEN)

    def command(*words, status=0):
        close_workspace(workspace)
        arguments = [*words, "--task", TASK, "--workspace", str(workspace.folder), "--json"]
        assert main(arguments) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return command


def decide(run, action, *more, status=0):
    named = ("--value", "BOB", "--entity", "PERSON", "--action", action)
    return run("decide", *named, *more, status=status)


@pytest.mark.parametrize(("word", "action"), [("replace", "mask"), ("keep", "keep")])
def test_a_value_is_decided_by_itself_however_it_is_written(run, word, action):
    assert decide(run, word) == [{"decided": 1}]
    assert [entry["action"] for entry in run("findings")] == [action]


def test_a_value_is_decided_in_one_example(run):
    assert decide(run, "keep", "--example", ONE.id) == [{"decided": 1}]
    assert [entry["action"] for entry in run("findings")] == ["keep"]


def test_what_is_not_personal_is_reported_no_more(run):
    assert decide(run, "not-pii", "--reason", "our robot") == [{"decided": 1}]
    assert run("findings") == []


def test_what_is_not_personal_needs_a_reason(run):
    decide(run, "not-pii", status=1)


def test_everything_at_once_is_never_called_not_personal(run):
    run("decide", "--all", "not-pii", status=1)

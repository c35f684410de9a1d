"""A value in any text of an example, or that people wrote about it, is found and never leaves."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from curation.balance.grouping import prompt_text
from curation.example import Example, Message, Source, Speaker, Suggestion, ToolCall
from curation.people import COMMAND_LINE
from curation.privacy.finding import Action
from curation.release.method import TrainingMethod
from curation.settings import read_settings
from curation.workflow.explore.explore import run_query
from curation.workflow.privacy.decide import decide_all
from curation.workflow.privacy.findings import list_findings
from curation.workflow.privacy.scan import scan_task
from curation.workflow.release.gold import collect_gold
from curation.workflow.release.release import cut_release
from curation.workflow.review.review_files import export_reviews
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import CURATOR
from tests.staged import add_examples, add_verdict
from tests.workflow.reviewed import review

TASK = "support-replies"
HOST = "corp-plants.example"


def planted() -> tuple[Example, Example]:
    """Two tickets with another address in every text: one with tools, one with a worse answer."""
    numbers = count(1)

    def plant() -> str:
        return f"plant{next(numbers)}@{HOST}"

    def call() -> ToolCall:
        arguments = json.dumps({"to": plant(), "cc": [plant()]})
        return ToolCall(id=f"id {plant()}", name="find", arguments=arguments)

    asked = call()
    spoken = (
        Message(speaker=Speaker.SYSTEM, content=f"You are {plant()}"),
        Message(speaker=Speaker.USER, content=f"I am {plant()}"),
        Message(speaker=Speaker.ASSISTANT, tool_calls=(asked,)),
        Message(speaker=Speaker.TOOL, content=f'{{"mail": "{plant()}"}}', tool_call_id=asked.id),
        Message(speaker=Speaker.USER, content=f"Again, {plant()}"),
    )
    described = {
        "name": "find",
        "description": f"Ask {plant()}",
        "parameters": {"type": "object"},
    }
    plain = Example(
        task=TASK,
        messages=spoken[:2],
        answer=Message(speaker=Speaker.ASSISTANT, content=f"Dear {plant()}"),
        rejected=Message(speaker=Speaker.ASSISTANT, content=f"No, {plant()}"),
        suggestions=(Suggestion(question="category", value=f"case of {plant()}", agent="source"),),
        metadata={"requester": plant()},
        group=plant(),
        origin=plant(),
        source=Source(file=f"mails of {plant()}.csv", sha256="0" * 64, row=1),
    )
    tools = replace(
        plain,
        messages=spoken,
        answer=Message(speaker=Speaker.ASSISTANT, content=f"See {plant()}", tool_calls=(call(),)),
        rejected=None,
        tools=({"type": "function", "function": described},),
        group=plant(),
        origin=plant(),
        source=Source(file=f"calls of {plant()}.csv", sha256="1" * 64, row=2),
    )
    return plain, tools


@pytest.fixture(scope="module")
def logged() -> Iterator[io.StringIO]:
    """All that any logger writes, the talkative ones too."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture(scope="module")
def settled(tmp_path_factory, logged) -> Iterator[Workspace]:
    """Both tickets reviewed, settled, scanned after that, and everything found to be replaced."""
    folder = tmp_path_factory.mktemp("planted") / "workspace"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    examples = planted()
    add_examples(workspace.store, list(examples))
    for number, example in enumerate(examples):
        answers = {
            "category": f"case of edit{number}@{HOST}",
            "reply": f"Dear reply{number}@{HOST}, we wrote",
        }
        review(workspace, example, "ann", answers=answers, edited=True)
        add_verdict(workspace.store, example, verdict_id=f"v{number}", answers=answers, edited=True)
    scan_task(workspace, CURATOR, TASK, lambda done, total, message: None, 1)
    decide_all(workspace, CURATOR, TASK, Action.MASK, request_id="all")
    yield workspace
    close_workspace(workspace)


def test_every_field_that_may_leave_is_scanned(settled):
    paths = {entry.finding.path for entry in list_findings(settled, CURATOR, TASK)}
    assert paths >= {
        *("messages.0", "messages.1", "messages.2.tool_calls.0", "messages.3", "messages.4"),
        *("messages.2.tool_calls.0.id", "messages.3.tool_call_id"),
        *("answer", "answer.tool_calls.0", "answer.tool_calls.0.id", "rejected", "tools.0"),
        *("suggestions.0", "metadata.requester", "source.file"),
        *("review.ann.reply", "review.ann.category", "verdict.reply", "verdict.category"),
    }


@pytest.mark.parametrize(("method", "lines"), [(TrainingMethod.SFT, 2), (TrainingMethod.DPO, 1)])
def test_no_file_of_a_release_holds_one_of_them(settled, method, lines):
    release = cut_release(
        settled,
        COMMAND_LINE,
        task_id=TASK,
        method=method,
        seed=1,
        few_reason="A try.",
        request_id=str(method),
    )
    written = {file.name: file.read_text("utf-8") for file in release.folder.iterdir()}
    assert release.lines == lines
    assert [name for name, text in written.items() if HOST in text] == []


def test_no_line_of_the_log_holds_one_of_them(settled, logged, capfd):
    logging.getLogger("curation").debug("this is written")
    export_reviews(settled, CURATOR, settled.folder / "reviews.csv")
    cut_release(
        settled,
        COMMAND_LINE,
        task_id=TASK,
        method=TrainingMethod.SFT,
        seed=2,
        few_reason="A try.",
        request_id="logged",
    )
    printed = "".join(capfd.readouterr())
    assert "this is written" in logged.getvalue()
    assert HOST not in logged.getvalue()
    assert HOST not in printed


def test_what_was_asked_is_compared_as_it_was_asked(settled):
    """The same value has other stand-ins in each example: they would hide a near-duplicate."""
    found = collect_gold(settled, settled.task(TASK)).gold
    assert [HOST in gold.given_prompt for gold in found] == [True, True]
    assert not any(HOST in prompt_text(gold.example) for gold in found)


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.jsonl"])
def test_no_exported_review_holds_one_of_them(settled, tmp_path, name):
    export_reviews(settled, CURATOR, tmp_path / name)
    text = (tmp_path / name).read_text("utf-8")
    assert "we wrote" in text
    assert HOST not in text


@pytest.mark.parametrize("table", ["examples", "findings", "reviews", "verdicts", "releases"])
def test_no_table_to_explore_holds_one_of_them(settled, table):
    rows = run_query(settled, CURATOR, f"select * from {table}").rows
    assert HOST not in str(rows)

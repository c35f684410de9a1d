"""`agreement`: how far reviewers agree, on a task or in any long table."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from curation.commands.command import Command, Context, Result, path_argument
from curation.commands.table_file import add_map, read_table_file
from curation.errors import InputRefused
from curation.example import Json
from curation.people import Scope
from curation.review.agreement.agreement import Agreement, measure_agreement
from curation.review.agreement.bootstrap import Interval
from curation.review.agreement.measures import NAMES
from curation.review.agreement.ratings import Level
from curation.task import Task
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.agreement.agreement_choices import measure_choices
from curation.workflow.agreement.agreement_overlap import overlaps
from curation.workflow.workspace import Workspace


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", default="", help="only this task (default: every task)")
    parser.add_argument("--question", default="", help="only this question")
    parser.add_argument(
        "--table",
        type=path_argument,
        default=None,
        help="measure a table with the columns item, reviewer and value instead: a file of CSV, "
        "JSON lines or Parquet",
    )
    add_map(parser)
    parser.add_argument(
        "--level",
        choices=[str(level) for level in Level],
        default=str(Level.NOMINAL),
        help="what the values of the table are (default: nominal)",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.table:
        raise InputRefused(
            "A table is measured where it lies",
            cause="The running app does not read files of the command line.",
            cure="Run the command on the machine that has the file.",
        )
    workspace = context.workspace
    tasks = [arguments.task] if arguments.task else sorted(workspace.tasks())
    found = {task: _measure(workspace, workspace.task(task), arguments.question) for task in tasks}
    if arguments.question and not any(one["questions"] for one in found.values()):
        raise _no_question(arguments.question)
    if arguments.task:
        return {"task": arguments.task, **found[arguments.task]}
    return {"tasks": found}


def _measure(workspace: Workspace, task: Task, question: str) -> dict[str, Any]:
    """A task's figures by question, and what is measured beside them."""
    questions = {
        name: _figures(agreement)
        for name, agreement in measure_task(workspace, task.id).items()
        if question in ("", name)
    }
    if question:
        return {"questions": questions}
    return {
        "questions": questions,
        "overlap": {name: asdict(found) for name, found in overlaps(workspace, task).items()},
        "choices": asdict(choices) if (choices := measure_choices(workspace, task)) else None,
    }


def _run_without_workspace(arguments: Namespace) -> Result | None:
    if not arguments.table:
        return None
    table, level = read_table_file(arguments), Level(arguments.level)
    if "question" not in table:
        return _figures(measure_agreement(table, level=level))
    questions = {
        str(name): _figures(measure_agreement(rows, level=level))
        for name, rows in table.groupby("question", sort=True)
        if arguments.question in ("", name)
    }
    if arguments.question and not questions:
        raise _no_question(arguments.question)
    return {"questions": questions}


def _figures(agreement: Agreement) -> Json:
    figures: dict[str, Any] = {
        **{name: getattr(agreement, name) for name in NAMES},
        "interval": _bounds(agreement.interval),
        "intervals": {name: _bounds(found) for name, found in agreement.intervals.items()},
        "standard_errors": dict(agreement.standard_errors),
        "items": agreement.items,
        "compared": agreement.compared,
        "reviewers": agreement.reviewers,
        "answers": agreement.answers,
        "level": str(agreement.level),
        "standing": str(agreement.standing),
        "reason": agreement.reason,
        "meaning": agreement.meaning,
    }
    return figures


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _no_question(question: str) -> InputRefused:
    return InputRefused(
        "No such question",
        cause=f"Nothing is asked under the name {question[:60]!r}.",
        cure="Leave --question out to see every question.",
    )


AGREEMENT = Command(
    name="agreement",
    help="measure how far reviewers agree",
    arguments=_arguments,
    run=_run,
    run_without_workspace=_run_without_workspace,
    scope=Scope.READ,
)

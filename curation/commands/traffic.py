"""`traffic`: production requests come back in, and are held against what was trained."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from curation.commands.command import Command, Context, Result, path_argument
from curation.errors import InputRefused
from curation.people import Scope
from curation.workflow.evaluation.traffic import add_traffic, read_drift


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=["add", "drift"], help="bring a log in, or look at it")
    parser.add_argument("file", nargs="?", type=path_argument, default="", help="JSONL or CSV")
    parser.add_argument("--task", required=True, help="the task whose model has answered")


def _run(context: Context, arguments: Namespace) -> Result:
    workspace, actor = context.workspace, context.actor
    if arguments.action == "drift":
        report = read_drift(workspace, actor, arguments.task)
        mixes = [asdict(mix) | {"excess": mix.excess} for mix in report.mixes]
        return asdict(report) | {"mixes": mixes}
    try:
        data = Path(arguments.file).read_bytes()
    except OSError as error:
        raise InputRefused(
            "The log cannot be read",
            cause=f"{Path(arguments.file).name or 'No file'}: {error.strerror or 'unreadable'}.",
            cure="Name a JSONL or CSV file that is there.",
        ) from error
    return asdict(add_traffic(workspace, actor, arguments.task, data, progress=context.report))


TRAFFIC = Command(
    name="traffic",
    help="bring production requests in, or say how far they are from what was trained",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
    reading=frozenset({"drift"}),
)

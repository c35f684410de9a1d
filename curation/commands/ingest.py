"""`ingest`: files become staged examples; every row is accounted for."""

import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from curation.commands.command import Command, Context, Report, Result, path_argument
from curation.ingest.choices import AnswerRule, Choices
from curation.ingest.columns import FIELDS
from curation.ingest.importers import FORMATS
from curation.people import Scope
from curation.workflow.ingest.ingest import FileReport, ingest_files, list_faults, total
from curation.workflow.ingest.input_files import input_files

_GUESSED_AFTER = 2.0  # seconds


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", type=path_argument,
                        help="a file, or a folder with all that is below it")  # fmt: skip
    parser.add_argument("--task", required=True, help="the task the examples are for")
    parser.add_argument("--format", default="", choices=["", *FORMATS], metavar="F",
                        help=f"one of {', '.join(FORMATS)} (default: by content)")  # fmt: skip
    parser.add_argument("--answer", default="last", choices=[str(rule) for rule in AnswerRule],
                        help="which reply of an agent is the ideal answer (last)")  # fmt: skip
    parser.add_argument("--keep-quotes", action="store_true",
                        help="leave quoted replies and signatures in the messages")  # fmt: skip
    parser.add_argument("--repair", action="store_true",
                        help="mend text that was decoded wrongly, such as Ã¼ for ü")  # fmt: skip
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN",
                        type=_choice, help="which column holds a field; fields: "
                        + ", ".join(FIELDS))  # fmt: skip


def _choice(text: str) -> str:
    field, equals, _ = text.partition("=")
    if not equals or field not in FIELDS:
        raise ArgumentTypeError(f"{text!r} is not FIELD=COLUMN with one of {', '.join(FIELDS)}")
    return text


def _run(context: Context, arguments: Namespace) -> Result:
    choices = Choices(
        columns=dict(entry.split("=", 1) for entry in arguments.map),
        answer=AnswerRule(arguments.answer),
        keep_quotes=arguments.keep_quotes,
        repair=arguments.repair,
    )
    files = [
        replace(file, choices=choices, format=arguments.format)
        for file in input_files([Path(path) for path in arguments.paths])
    ]
    reports = ingest_files(
        context.workspace,
        context.actor,
        arguments.task,
        files,
        report=with_time_left(context.report, time.monotonic),
    )
    faults = [
        {"file": fault.file, "row": fault.row, "reason": fault.reason, "cure": fault.cure}
        for report in reports
        for fault in list_faults(context.workspace, context.actor, report.upload.id)
    ]
    return {
        **asdict(total(reports)),
        "faults": faults,
        "files": [_file_line(report) for report in reports],
    }


def with_time_left(report: Report, clock: Callable[[], float]) -> Report:
    """The same report with the minutes or seconds that are left, once that can be guessed."""
    begun = clock()

    def told(done: int, total: int, message: str) -> None:
        seconds = clock() - begun
        if 0 < done < total and seconds > _GUESSED_AFTER:
            left = seconds * (total - done) / done
            time_left = f"{left / 60:.0f} min" if left > 90 else f"{left:.0f} s"
            message = f"{message}, about {time_left} left"
        report(done, total, message)

    return told


def _file_line(report: FileReport) -> dict[str, object]:
    mapping = asdict(report.mapping) if report.mapping else {}
    return {
        "file": report.upload.file,
        "format": report.upload.format,
        **asdict(report.counts),
        "columns": {field: column for field, column in mapping.items() if column},
        "note": report.note,
    }


INGEST = Command(
    name="ingest",
    help="stage examples from files",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)

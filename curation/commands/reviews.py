"""`reviews`: reviews from a long table, and to one."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from curation.commands.command import Command, Context, Result, path_argument, task_argument
from curation.people import Scope
from curation.workflow.review.discussion_files import export_discussions
from curation.workflow.review.review_files import export_reviews, import_reviews


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("direction", choices=("import", "export"), help="from the file, or to it")
    parser.add_argument(
        "file",
        type=path_argument,
        help="a table with the columns example_id, reviewer, question, answer: CSV, or JSON lines "
        "when its name ends in .jsonl",
    )
    parser.add_argument(
        "--comments", action="store_true", help="export comments and flags instead of the answers"
    )
    task_argument(parser)


def _run(context: Context, arguments: Namespace) -> Result:
    file = Path(arguments.file)
    if arguments.direction == "export":
        export = export_discussions if arguments.comments else export_reviews
        written = export(context.workspace, context.actor, file, task_id=arguments.task)
        return {"written": written, "file": str(file)}
    report = import_reviews(context.workspace, context.actor, file, report=context.report)
    return {
        "read": report.read,
        "added": report.added,
        "unchanged": report.unchanged,
        "faults": [
            {name: value for name, value in asdict(fault).items() if name != "content"}
            for fault in report.faults
        ],
    }


REVIEWS = Command(
    name="reviews",
    help="import reviews from a long table, or export them to one",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
    reading=frozenset({"export"}),
)
"""Both directions of the long table."""

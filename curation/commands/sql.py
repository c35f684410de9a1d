"""`sql`: ask the staged data."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.workflow.explore.explore import PAGE_ROWS, run_query


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", help="one SELECT over examples, reviews, verdicts …")
    parser.add_argument(
        "--limit", type=int, default=PAGE_ROWS, help=f"rows at most (default: {PAGE_ROWS})"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    found = run_query(
        context.workspace, context.actor, arguments.query, limit=max(0, arguments.limit)
    )
    return {
        "columns": list(found.columns),
        "types": list(found.types),
        "rows": [list(row) for row in found.rows],
        "more": found.more,
        "seconds": round(found.seconds, 4),
    }


SQL = Command(
    name="sql",
    help="ask the staged data with one SELECT",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)

"""`balance`: plan the mix of the next release."""

import uuid
from argparse import ArgumentParser, Namespace
from pathlib import Path

from curation.balance.plan import Aim
from curation.balance.target import parse_target
from curation.commands.command import Command, Context, Result, path_argument
from curation.errors import InputRefused
from curation.people import Scope
from curation.workflow.balance.balance import make_plan


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task to balance")
    parser.add_argument(
        "--target",
        required=True,
        type=path_argument,
        metavar="FILE",
        help='the wanted mix: JSON {"label": share or count}, or CSV lines label,count',
    )
    parser.add_argument("--by", default="", help="the question (default: the task's own)")
    parser.add_argument("--name", default="", help="what the plan is called")
    parser.add_argument("--size", type=int, help="how many examples (default: as many as fit)")
    parser.add_argument("--seed", type=int, default=1, help="chooses among equals (default: 1)")
    parser.add_argument(
        "--tolerance", type=float, default=0.0, help="how far a share may be off (default: 0)"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    task = context.workspace.task(arguments.task)
    target = parse_target(_read(Path(arguments.target)))
    plan = make_plan(
        context.workspace,
        context.actor,
        arguments.task,
        aims=[Aim(by=arguments.by or task.stratum, target=target)],
        size=arguments.size,
        seed=arguments.seed,
        tolerance=arguments.tolerance,
        name=arguments.name,
        request_id=uuid.uuid4().hex,
    )
    first = plan.first
    return {
        "name": plan.name,
        "plan": dict(first.taken),
        "size": plan.taken,
        "achieved": {label: float(share) for label, share in first.achieved.items()},
        "mismatch_before": first.before.moved,
        "mismatch_after": first.after.moved,
        "effective_size": first.effective_size,
        "missing": dict(first.missing),
        "left_out": plan.left_out,
    }


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(
            "The wanted mix cannot be read",
            cause=f"{file} cannot be opened as UTF-8 text.",
            cure="Give the path of a JSON or CSV file.",
        ) from error


BALANCE = Command(
    name="balance",
    help="plan the mix of the next release",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)

"""`advise`: which way to a better model suits a task."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, replace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.release.adviser import GOOD_FOR, Aim
from curation.workflow.overview.adviser import advise_task, read_asked

_ANSWERS = ("yes", "no")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task to advise on")
    parser.add_argument(
        "--aim",
        choices=[str(aim) for aim in Aim],
        help="what makes an answer good: being right, taste, or reasoning that can be checked",
    )
    parser.add_argument(
        "--facts-change",
        choices=_ANSWERS,
        help="whether good answers need facts that change or must be cited",
    )
    parser.add_argument(
        "--prompt-tried", choices=_ANSWERS, help="whether a good prompt was tried and falls short"
    )
    parser.add_argument(
        "--task-changes", choices=_ANSWERS, help="whether what is asked changes every few weeks"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    task = context.workspace.task(arguments.task)
    asked = read_asked(context.workspace, task)
    if arguments.aim:
        asked = replace(asked, aim=Aim(arguments.aim))
    for name in ("facts_change", "prompt_tried", "task_changes"):
        if given := getattr(arguments, name):
            asked = replace(asked, **{name: given == "yes"})
    found = advise_task(context.workspace, context.actor, task, asked=asked)
    return {
        "task": task.id,
        "advice": list(found.advised.take),
        "rule": found.advised.rule,
        "because": found.advised.because,
        "asked": asdict(asked),
        "ready": dict(found.situation.ready),
        "approaches": [
            {"name": approach, "good_for": GOOD_FOR[approach], "missing": list(missing)}
            for approach, missing in found.advised.missing.items()
        ],
    }


ADVISE = Command(
    name="advise",
    help="say whether to prompt, retrieve, or train, and how; answers left out are as kept",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)

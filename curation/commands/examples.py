"""`examples`: the staged examples, unmasked, with how far each is."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict

from curation.commands.command import Command, Context, Result, task_argument
from curation.example import Stage, StagedExample, message_to_json, messages_to_json
from curation.people import Scope
from curation.workflow.explore.examples import staged_examples


def _arguments(parser: ArgumentParser) -> None:
    task_argument(parser)
    parser.add_argument("--status", default="", choices=["", *(str(stage) for stage in Stage)],
                        metavar="S", help=f"one of {', '.join(Stage)}")  # fmt: skip
    parser.add_argument("--limit", default=None, type=_count, metavar="N",
                        help="at most so many (default: all)")  # fmt: skip


def _count(text: str) -> int:
    if not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _run(context: Context, arguments: Namespace) -> Result:
    found = staged_examples(
        context.workspace,
        context.actor,
        task_id=arguments.task,
        stage=Stage(arguments.status) if arguments.status else None,
        limit=arguments.limit,
    )
    return {"examples": [_line(staged, stage) for staged, stage in found]}


def _line(staged: StagedExample, stage: Stage) -> dict[str, object]:
    example = staged.example
    return {
        "id": staged.id,
        "task": example.task,
        "version": staged.version,
        "status": stage,
        "messages": messages_to_json(example.messages),
        "answer": message_to_json(example.answer) if example.answer else None,
        "rejected": message_to_json(example.rejected) if example.rejected else None,
        "suggestions": {entry.question: entry.value for entry in example.suggestions},
        "metadata": dict(example.metadata),
        "source": asdict(example.source),
    }


EXAMPLES = Command(
    name="examples",
    help="list staged examples",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)

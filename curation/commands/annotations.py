"""`annotations`: answers from other labelling tools, and to them."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from curation.commands.command import Command, Context, Result, path_argument
from curation.people import Scope
from curation.workflow.review.annotations import FORMATS, export_annotations, import_annotation_file


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("direction", choices=("import", "export"), help="from the file, or to it")
    parser.add_argument("file", type=path_argument, help="the other tool's JSON or JSON lines")
    parser.add_argument("--task", required=True, help="the task that the answers are for")
    parser.add_argument(
        "--format",
        default="",
        choices=["", *FORMATS],
        help=f"one of {', '.join(FORMATS)} (import: told by the content; export: label_studio)",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    file = Path(arguments.file)
    if arguments.direction == "export":
        written = export_annotations(
            context.workspace,
            context.actor,
            arguments.task,
            file,
            format_name=arguments.format or "label_studio",
        )
        return {"written": written, "file": str(file)}
    report = import_annotation_file(
        context.workspace,
        context.actor,
        arguments.task,
        file,
        format_name=arguments.format,
        report=context.report,
    )
    faults = [
        {name: value for name, value in asdict(fault).items() if name != "content"}
        for fault in report.faults
    ]
    return {**asdict(report), "faults": faults}


ANNOTATIONS = Command(
    name="annotations",
    help="import texts with answers from Label Studio, Argilla, Prodigy or doccano, or export them",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
    reading=frozenset({"export"}),
)

"""`release` and `readiness`: cut a release, and what still stands in its way."""

import uuid
from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.release.method import TrainingMethod
from curation.release.pictures import Detail, Form, Pictures
from curation.release.readiness import advice
from curation.workflow.release.gates import read_gates
from curation.workflow.release.gold import readiness
from curation.workflow.release.release import cut_release


def _common(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task to release")
    parser.add_argument(
        "--method",
        required=True,
        choices=[str(method) for method in TrainingMethod],
        help="sft: right answers; dpo: pairs of answers; rft: questions with a grader",
    )


def _arguments(parser: ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--seed", type=int, default=1, help="of split and order (default: 1)")
    parser.add_argument(
        "--few-reason",
        default="",
        metavar="TEXT",
        help="why fewer examples than the method wants are enough; kept in the manifest",
    )
    parser.add_argument(
        "--pictures",
        choices=[str(form) for form in Form],
        default=str(Form.NONE),
        help="pages of documents as pictures: none, in the lines (data), or by address",
    )
    parser.add_argument(
        "--detail",
        choices=[str(detail) for detail in Detail],
        default=str(Detail.AUTO),
        help="how closely a model looks at a picture (default: auto)",
    )
    parser.add_argument(
        "--picture-base",
        default="",
        metavar="URL",
        help="where the pictures of pictures.zip will be, for --pictures address",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    release = cut_release(
        context.workspace,
        context.actor,
        task_id=arguments.task,
        method=TrainingMethod(arguments.method),
        seed=arguments.seed,
        few_reason=arguments.few_reason,
        pictures=Pictures(
            form=Form(arguments.pictures),
            detail=Detail(arguments.detail),
            base=arguments.picture_base,
        ),
        request_id=uuid.uuid4().hex,
        progress=context.report,
    )
    return {
        "number": release.number,
        "folder": str(release.folder),
        "counts": dict(release.counts),
        "sha256": release.sha256,
        "excluded": dict(release.excluded),
        "waits_for_a_signature": release.waits,
    }


def _run_readiness(context: Context, arguments: Namespace) -> Result:
    method = TrainingMethod(arguments.method)
    found = readiness(context.workspace, arguments.task, method)
    task = context.workspace.task(arguments.task)
    gates = read_gates(context.workspace, task, method, ready=found.ready)
    return {
        "task": arguments.task,
        "method": arguments.method,
        "total": found.total,
        "ready": found.ready,
        "excluded": dict(found.excluded),
        "gates": [
            {"gate": str(one.gate), "open": one.is_open, "missing": one.missing} for one in gates
        ],
        "advice": advice(method, found.ready),
    }


RELEASE = Command(
    name="release",
    help="cut an immutable, numbered release",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)

READINESS = Command(
    name="readiness",
    help="say what a release would take and what stands in its way",
    arguments=_common,
    run=_run_readiness,
    scope=Scope.READ,
)

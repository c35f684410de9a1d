"""`scan`: look for personal values in what is new or changed."""

from argparse import ArgumentParser, Namespace
from collections import Counter

from curation.commands.command import Command, Context, Result, task_argument
from curation.people import Scope
from curation.task import Task
from curation.workflow.background import Progress, run_activity
from curation.workflow.privacy.scan import ScanReport, scan_task
from curation.workflow.review.waiting_answers import take_waiting


def _arguments(parser: ArgumentParser) -> None:
    task_argument(parser)
    parser.add_argument(
        "--workers", type=int, default=0, help="worker processes (default: CURATION_SCAN_WORKERS)"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    tasks = [context.workspace.task(arguments.task)] if arguments.task else _all(context)
    reports = [_scan(context, task.id, arguments.workers) for task in tasks]
    found: Counter[str] = Counter()
    for report in reports:
        found.update(report.findings)
    return {
        "scanned": sum(report.scanned for report in reports),
        "cached": sum(report.cached for report in reports),
        "findings": dict(found.most_common()),
        "incomplete": sum(report.incomplete for report in reports),
    }


def _all(context: Context) -> list[Task]:
    return list(context.workspace.tasks().values())


def _scan(context: Context, task_id: str, workers: int) -> ScanReport:
    reports: list[ScanReport] = []

    def work(progress: Progress) -> str:
        def step(done: int, total: int, message: str) -> None:
            progress.step(done, total, message)
            context.report(done, total, message or "examples scanned")

        report = scan_task(context.workspace, context.actor, task_id, step, max(0, workers) or None)
        take_waiting(context.workspace, task_id)
        reports.append(report)
        return report.sentence

    run_activity(context.workspace, context.actor, work, kind="scan", subject=task_id)
    return reports[0]


SCAN = Command(
    name="scan",
    help="scan new and changed examples for personal values",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)

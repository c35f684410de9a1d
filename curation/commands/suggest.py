"""`suggest`: answers are suggested to reviewers, by decided examples or by a model."""

import uuid
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from curation.commands.command import Command, Context, Result
from curation.evaluation.contestant import Contestant
from curation.people import Scope
from curation.review.suggested import NEIGHBOURS
from curation.workflow.evaluation.asking import AT_ONCE, Limits
from curation.workflow.review.routing import sources_of, use_source
from curation.workflow.review.suggest import suggest_by_neighbours
from curation.workflow.review.suggest_by_model import outlook, suggest_by_model

MODEL = "model"
"""Stands for a model of a provider, which is named by two more arguments."""

LIMIT = 1000


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task to suggest for")
    parser.add_argument(
        "--from",
        dest="source",
        choices=[NEIGHBOURS, MODEL],
        required=True,
        help="decided examples that are alike, or a model",
    )
    parser.add_argument("--provider", default="local", help="whose model it is (default: local)")
    parser.add_argument("--model", default="", help="the model to ask")
    parser.add_argument(
        "--limit", type=int, default=LIMIT, help=f"examples to ask about (default: {LIMIT})"
    )
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="questions under way at once")
    parser.add_argument("--ceiling", type=float, default=None, help="US dollars at most")
    parser.add_argument("--dry-run", action="store_true", help="only what a model would cost")
    parser.add_argument("--use", action="store_true", help="show them to reviewers from now on")


def _run(context: Context, arguments: Namespace) -> Result:
    task = context.workspace.task(arguments.task)
    model = Contestant(provider=arguments.provider, model=arguments.model)
    if arguments.dry_run:
        return asdict(outlook(context.workspace, task, model, limit=arguments.limit))
    request_id = uuid.uuid4().hex
    if arguments.source == NEIGHBOURS:
        found = suggest_by_neighbours(
            context.workspace, context.actor, task, request_id=request_id, progress=context.report
        )
    else:
        found = suggest_by_model(
            context.workspace,
            context.actor,
            task,
            model,
            limit=arguments.limit,
            limits=Limits(at_once=arguments.at_once, ceiling=arguments.ceiling),
            request_id=request_id,
            progress=context.report,
        )
    used = arguments.use and found.source in sources_of(context.workspace, task)
    if used:
        use_source(
            context.workspace, context.actor, task, found.source, request_id=uuid.uuid4().hex
        )
    return {"run": request_id, **asdict(found), "used": used}


SUGGEST = Command(
    name="suggest",
    help="suggest answers to reviewers, from decided examples or by a model",
    arguments=_arguments,
    run=_run,
    scope=Scope.TRAIN,
)

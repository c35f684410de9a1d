"""`validate`: check any JSONL training file, line by line; no workspace is needed."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from curation.commands.command import LocalCommand, Result, path_argument
from curation.release.cost import Estimate
from curation.release.method import TrainingMethod
from curation.release.validation.rule import Problem
from curation.workflow.release.validate import validate_file


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=path_argument, metavar="FILE", help="the JSONL file")
    parser.add_argument(
        "--method",
        default=str(TrainingMethod.SFT),
        choices=[str(method) for method in TrainingMethod],
        help="what the lines are for (default: sft)",
    )
    parser.add_argument("--provider", default="openai", help="whose rules (default: openai)")
    parser.add_argument(
        "--model", default="gpt-4.1-mini", help="whose context and price (default: gpt-4.1-mini)"
    )
    parser.add_argument(
        "--apart-from",
        type=path_argument,
        metavar="FILE",
        help="another part, none of whose prompts may occur here",
    )
    parser.add_argument(
        "--validation", action="store_true", help="it is a validation file, not one to train on"
    )
    parser.add_argument(
        "--grader", type=path_argument, metavar="FILE", help="the grader of reinforcement (JSON)"
    )


def _run(arguments: Namespace) -> Result:
    report = validate_file(
        Path(arguments.file),
        method=TrainingMethod(arguments.method),
        provider=arguments.provider,
        model=arguments.model,
        apart_from=Path(arguments.apart_from) if arguments.apart_from else None,
        validates=arguments.validation,
        grader=Path(arguments.grader) if arguments.grader else None,
    )
    return {
        "valid": report.valid,
        "lines": report.lines,
        "errors": [_problem(problem) for problem in report.errors],
        "warnings": [_problem(problem) for problem in report.warnings],
        "tokens": report.estimate.tokens,
        "tokens_estimated": report.estimate.estimated,
        "epochs": report.estimate.epochs,
        "billed_tokens": report.estimate.billed,
        "cost": report.estimate.cost,
        "price": _price(report.estimate),
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {"line": problem.line, "rule": problem.rule, "message": problem.message}


def _price(estimate: Estimate) -> dict[str, object] | None:
    return asdict(estimate.price) if estimate.price else None


VALIDATE = LocalCommand(
    name="validate",
    help="check a JSONL training file, line by line",
    arguments=_arguments,
    run=_run,
)

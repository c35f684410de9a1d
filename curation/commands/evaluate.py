"""`evaluate`: models answer the held-out part of a release and are compared."""

import uuid
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from curation.commands.command import Command, Context, Result, path_argument
from curation.errors import InputRefused
from curation.evaluation.comparison import Comparison, ModelScore, verdict_sentence
from curation.evaluation.contestant import Contestant
from curation.evaluation.graders import GRADERS
from curation.evaluation.intervals import Interval
from curation.people import Scope
from curation.workflow.evaluation.answer_files import add_answer_file
from curation.workflow.evaluation.asking import AT_ONCE, Limits
from curation.workflow.evaluation.evaluate import evaluate


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--release", type=int, required=True, help="the number of the release")
    parser.add_argument(
        "--models", required=True, help="models parted by commas, the base model first"
    )
    parser.add_argument(
        "--provider",
        default="local",
        help="who answers where a model is not written as MODEL@PROVIDER (default: local)",
    )
    parser.add_argument(
        "--answers",
        type=path_argument,
        action="append",
        default=[],
        help="answers of one more model",
    )
    parser.add_argument(
        "--floor", action="store_true", help="with the nearest-neighbour model of the release"
    )
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="questions under way at once")
    parser.add_argument("--ceiling", type=float, default=None, help="US dollars at most")
    parser.add_argument(
        "--grader",
        default="",
        help=f"{', '.join(GRADERS)}, or a grader as JSON (default: what fits the task)",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    named = [
        Contestant.named(model, provider=arguments.provider)
        for model in arguments.models.split(",")
    ]
    brought = [
        add_answer_file(
            context.workspace,
            context.actor,
            release_number=arguments.release,
            name=Path(file).name,
            data=_read(Path(file)),
        )
        for file in arguments.answers
    ]
    result = evaluate(
        context.workspace,
        context.actor,
        release_number=arguments.release,
        contestants=[*named[:-1], *brought, *named[-1:]],
        floor=arguments.floor,
        limits=Limits(at_once=arguments.at_once, ceiling=arguments.ceiling),
        grader=arguments.grader,
        request_id=uuid.uuid4().hex,
        progress=context.report,
    )
    return {
        "evaluation": result.evaluation.id,
        "grader": result.evaluation.grader,
        "models": {score.model: _score(score) for score in result.scores},
        "comparison": _comparison(result.comparison) if result.comparison else None,
        "comparisons": {
            model: _comparison(comparison) for model, comparison in result.comparisons.items()
        },
    }


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(
            "The answers cannot be read",
            cause=f"{file.name}: {error.strerror or 'it cannot be read'}.",
            cure="Name a JSONL or CSV file that is there.",
        ) from error


def _score(score: ModelScore) -> dict[str, object]:
    return {
        "score": score.score,
        "passed": score.passed,
        "n": score.n,
        "interval": _interval(score.interval),
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "difference": comparison.difference,
        "interval": _interval(comparison.interval),
        "p": comparison.p,
        "verdict": str(comparison.verdict),
        "sentence": verdict_sentence(comparison),
        "pairs": asdict(comparison.pairs),
        "score_difference": comparison.score_difference,
        "score_interval": _interval(comparison.score_interval),
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


EVALUATE = Command(
    name="evaluate",
    help="compare models on the held-out part of a release",
    arguments=_arguments,
    run=_run,
    scope=Scope.TRAIN,
)

"""`evaluate`: models answer the held-out part of a release and are compared."""

import uuid
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from curation.commands.command import Command, Context, Result
from curation.evaluation.comparison import Comparison, ModelScore, verdict_sentence
from curation.evaluation.graders import GRADERS
from curation.evaluation.intervals import Interval
from curation.people import Scope
from curation.workflow.evaluate import evaluate


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--release", type=int, required=True, help="the number of the release")
    parser.add_argument(
        "--models", required=True, help="models parted by commas, the base model first"
    )
    parser.add_argument("--provider", default="local", help="who answers (default: local)")
    parser.add_argument(
        "--grader", default="", choices=["", *GRADERS], help="default: what fits the task"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    result = evaluate(
        context.workspace,
        context.actor,
        release_number=arguments.release,
        models=[model.strip() for model in arguments.models.split(",")],
        provider=arguments.provider,
        grader=arguments.grader,
        request_id=uuid.uuid4().hex,
        progress=context.report,
    )
    return {
        "evaluation": result.evaluation.id,
        "grader": result.evaluation.grader,
        "models": {score.model: _score(score) for score in result.scores},
        "comparison": _comparison(result.comparison) if result.comparison else None,
    }


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

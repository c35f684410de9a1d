"""`aggregate`: one value per item from the answers of several reviewers."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from curation.commands.command import LocalCommand, Result, path_argument
from curation.commands.table_file import add_map, read_table_file
from curation.errors import InputRefused
from curation.review.consensus.consensus import Reliability
from curation.review.consensus.dawid_skene import PRIORS
from curation.review.consensus.methods import METHODS


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--table",
        type=path_argument,
        required=True,
        help="a file of CSV, JSON lines or Parquet with the columns item, reviewer and value",
    )
    add_map(parser)
    parser.add_argument(
        "--method", choices=list(METHODS), default="majority", help="default: majority"
    )
    parser.add_argument(
        "--prior",
        choices=list(PRIORS),
        default="none",
        help="for dawid-skene; expert: few answers by people who are mostly right",
    )


def _run(arguments: Namespace) -> Result:
    table = read_table_file(arguments)
    if "question" in table and table["question"].nunique() > 1:
        raise InputRefused(
            "The table has several questions",
            cause="Values of different questions cannot be counted together.",
            cure="Keep the rows of one question.",
        )
    consensus = METHODS[arguments.method](table, PRIORS[arguments.prior])
    return {
        "method": arguments.method,
        **_how(arguments.method, arguments.prior),
        "labels": dict(consensus.labels),
        "confidence": dict(consensus.confidence),
        "probabilities": {item: dict(shares) for item, shares in consensus.probabilities.items()},
        "tied": sum(label is None for label in consensus.labels.values()),
        "repeated": int(table.duplicated(["item", "reviewer"]).sum()),
        "reviewers": {name: _person(one) for name, one in consensus.reviewers.items()},
        "prevalence": dict(consensus.prevalence),
        "log_likelihood": consensus.log_likelihood,
    }


def _how(method: str, prior: str) -> dict[str, Any]:
    """What else decides the labels: they move with it by a point or two."""
    how: dict[str, Any] = {"ties": "left open: null"}
    if method == "dawid-skene":
        how["prior"] = {"name": prior, **asdict(PRIORS[prior])}
        how["start"] = "shares of the votes"
    return how


def _person(one: Reliability) -> dict[str, Any]:
    return {
        "answers": one.answers,
        "reliability": one.share,
        "shared": one.shared,
        "against_others": one.against_others,
        "interval": None if one.interval is None else [one.interval.low, one.interval.high],
    }


AGGREGATE = LocalCommand(
    name="aggregate",
    help="one value per item from several reviewers, and how reliable each reviewer is",
    arguments=_arguments,
    run=_run,
)

"""`aggregate`: one value per item from the answers of several reviewers."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import LocalCommand, Result, path_argument
from curation.commands.table_file import read_table_file
from curation.errors import InputRefused
from curation.review.consensus.dawid_skene import PRIORS
from curation.review.consensus.methods import METHODS


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--table",
        type=path_argument,
        required=True,
        help="a CSV file with the columns item, reviewer and value",
    )
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
    table = read_table_file(arguments.table)
    if "question" in table and table["question"].nunique() > 1:
        raise InputRefused(
            "The table has several questions",
            cause="Values of different questions cannot be counted together.",
            cure="Keep the rows of one question.",
        )
    consensus = METHODS[arguments.method](table, PRIORS[arguments.prior])
    return {
        "method": arguments.method,
        "labels": dict(consensus.labels),
        "confidence": dict(consensus.confidence),
        "tied": sum(label is None for label in consensus.labels.values()),
        "reviewers": {
            name: {"answers": reliability.answers, "reliability": reliability.share}
            for name, reliability in consensus.reviewers.items()
        },
        "prevalence": dict(consensus.prevalence),
    }


AGGREGATE = LocalCommand(
    name="aggregate",
    help="one value per item from several reviewers, and how reliable each reviewer is",
    arguments=_arguments,
    run=_run,
)

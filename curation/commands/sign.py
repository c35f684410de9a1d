"""`sign`: a second person signs a release, and whether one has to."""

import uuid
from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.workflow.release.signatures import want_two_signatures, wants_two_signatures
from curation.workflow.release.signing import sign_release


def _arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--release", type=int, metavar="N", help="the release to sign")
    what.add_argument(
        "--every",
        choices=["on", "off"],
        help="whether every release from now on waits for a second person",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.every:
        want_two_signatures(
            context.workspace,
            context.actor,
            arguments.every == "on",
            request_id=uuid.uuid4().hex,
        )
        return {"two_signatures": wants_two_signatures(context.workspace)}
    release = sign_release(
        context.workspace, context.actor, arguments.release, request_id=uuid.uuid4().hex
    )
    return {
        "number": release.number,
        "signed_by": list(release.signed_by),
        "waits": release.waits,
    }


SIGN = Command(
    name="sign",
    help="sign a release that another person cut",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)

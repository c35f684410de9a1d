"""Bringing in answers of a model that cannot be asked from here."""

import hashlib

from curation.errors import InputRefused
from curation.evaluation.answer_file import read_answers
from curation.evaluation.contestant import FILE, Contestant, Reply
from curation.people import Actor, Role, require
from curation.store import evaluations
from curation.workflow.evaluation.answers import answer_key
from curation.workflow.evaluation.evaluate import read_yardstick
from curation.workflow.workspace import Workspace

MOST_BYTES = 200_000_000


def add_answer_file(
    workspace: Workspace, actor: Actor, *, release_number: int, name: str, data: bytes
) -> Contestant:
    """Keep the answers of a file to the test examples of a release; returns who they stand for.

    The same file again changes nothing. Raises InputRefused unless every test example has an
    answer. Needs a curator.
    """
    require(actor, Role.CURATOR, to="bring in answers")
    lines = read_yardstick(workspace, release_number).lines
    if len(data) > MOST_BYTES:
        raise _refused(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        found = read_answers(data.decode("utf-8-sig"), lines)
    except UnicodeDecodeError as error:
        raise _refused("The file is not UTF-8 text.") from error
    missing = len(lines) - len(found.answers)
    if missing:
        raise _refused(f"It has no answer to {missing:,} of {len(lines):,} test examples.")
    digest = hashlib.sha256(data).hexdigest()[:8]
    contestant = Contestant(provider=FILE, model=f"{name.replace('@', ' ')[:80]} #{digest}")
    evaluations.add_answers(
        workspace.store,
        {
            answer_key(contestant, line.messages): (Reply(text=found.answers[line.example_id]), 0.0)
            for line in lines
        },
        model=contestant.model,
        recorded_at=workspace.now(),
    )
    return contestant


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "These answers cannot be compared",
        cause=cause,
        cure="Bring in JSONL or CSV with example_id and answer for each test example, or as many "
        "answers as there are test examples, in their order.",
    )

"""An example as it was read, with all that was found in it; and texts that people read instead."""

from dataclasses import dataclass

from curation.errors import Conflict, NotFound
from curation.people import Actor, Role, require
from curation.privacy.finding import Action, Finding
from curation.scanner.fingerprint import current_fingerprint
from curation.store import decisions, examples, findings, read_by_hand, standing_decisions
from curation.workflow.privacy.masked import all_texts, read_edits
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """One text of an example and every finding in it with what is done with it there."""

    path: str
    text: str
    findings: list[tuple[Finding, Action]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeText:
    """All texts of the newest version of an example."""

    example_id: str
    version: int
    texts: list[MarkedText]


def read_whole_text(workspace: Workspace, actor: Actor, task_id: str, example_id: str) -> WholeText:
    """An example's texts with their findings. Raises NotFound when the task has no such example."""
    require(actor, Role.CURATOR, to="see personal values")
    staged = examples.list_examples(workspace.store, task_id, ids=[example_id])
    if not staged:
        raise NotFound(
            "No such example",
            cause="The task has no example with this number.",
            cure="Choose one from the list.",
        )
    found = findings.list_findings(workspace.store, task_id, ids=[example_id])
    standing = standing_decisions.read_standing(
        workspace.store, task_id, [finding.value_key for finding in found]
    )
    marked: dict[str, list[tuple[Finding, Action]]] = {}
    for finding in found:
        action = standing.action(example_id, finding.entity, finding.value_key)
        if action != Action.NOT_PII:
            marked.setdefault(finding.path, []).append((finding, action))
    edits = read_edits(workspace, [example_id]).get(example_id, {})
    return WholeText(
        example_id=example_id,
        version=staged[0].version,
        texts=[
            MarkedText(path=path, text=text, findings=marked.get(path, []))
            for path, text in all_texts(staged[0].example, edits).items()
        ],
    )


def list_unread(workspace: Workspace, actor: Actor, task_id: str, *, limit: int = 200) -> list[str]:
    """The examples that could not be scanned to the end and that nobody has read yet."""
    require(actor, Role.CURATOR, to="see personal values")
    return findings.list_unread(
        workspace.store, task_id, fingerprint=current_fingerprint(), limit=limit
    )


def confirm_read(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    example_id: str,
    *,
    version: int,
    request_id: str,
) -> bool:
    """Record that this person read all of an example and marked what is personal in it.

    It then counts as scanned to the end until its text changes. False for a request known
    already; raises Conflict when the example has another version by now.
    """
    require(actor, Role.CURATOR, to="answer for a text that was not scanned")
    if decisions.was_recorded(workspace.store, request_id):
        return False
    request = decisions.request_row(
        task_id,
        request_id,
        what="read",
        size=1,
        reason="",
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    if not read_by_hand.add_readings(workspace.store, request, {example_id: version}):
        raise Conflict(
            "The text has changed",
            cause="The example is another one by now.",
            cure="Read it again.",
        )
    return True

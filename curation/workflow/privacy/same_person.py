"""The values that may name the same person as one of them, to be decided in one go."""

from dataclasses import dataclass

from curation.people import Actor, Role, require
from curation.privacy.finding import Action
from curation.privacy.same_person import KINDS, SHORTEST, in_common, name_parts
from curation.privacy.value_board import Value
from curation.store import finding_groups, findings
from curation.store.finding_groups import DecidedFinding
from curation.workflow.privacy.findings import (
    Place,
    ValueGroup,
    list_keys_with,
    list_places,
    read_places,
    read_values,
)
from curation.workflow.workspace import Workspace

MOST_EXAMPLES = 200
"""Of a value that is in more examples, only the first are looked through for others."""

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """A value that may name the same person.

    `likely` when both stand in one example, or have two parts of the name in common.
    """

    value: ValueGroup
    likely: bool


def list_namesakes(
    workspace: Workspace, actor: Actor, task_id: str, entity: str, value_key: str
) -> list[Namesake]:
    """What may name the same person in the examples of a value and in all others, likely first.

    At most `MOST`; none for a value that names nobody, and nothing of the allow list.
    """
    require(actor, Role.CURATOR, to="see personal values")
    if entity not in KINDS:
        return []
    own = list_places(workspace, actor, task_id, [value_key], limit=MOST_EXAMPLES)
    parts = name_parts(entity, own[0].value) if own else []
    if not parts:
        return []
    beside = _beside(workspace, task_id, own)
    longest = max(parts, key=len)
    elsewhere: list[Place] = []
    if len(longest) >= SHORTEST:
        keys = list_keys_with(workspace, actor, task_id, longest)
        elsewhere = list_places(workspace, actor, task_id, keys[:MOST_EXAMPLES], limit=1)
    close = {place.finding for place in beside}
    likely: dict[Value, bool] = {}
    for place in (*beside, *elsewhere):
        found = place.finding
        shared = in_common(parts, name_parts(found.entity, place.value))
        if found.entity in KINDS and found.value_key != value_key and shared:
            together = found in close or shared > 1
            value = found.entity, found.value_key
            likely[value] = likely.get(value, False) or together
    return _namesakes(workspace, actor, task_id, likely)


def _beside(workspace: Workspace, task_id: str, own: list[Place]) -> list[Place]:
    """The first place of every value in the same examples that names somebody."""
    ids = list({place.finding.example_id for place in own})
    found = {
        finding.value_key: DecidedFinding(finding=finding, action=Action.UNDECIDED)
        for finding in findings.list_findings(workspace.store, task_id, ids=ids)
        if finding.entity in KINDS
    }
    return read_places(workspace, task_id, list(found.values()))


def _namesakes(
    workspace: Workspace, actor: Actor, task_id: str, likely: dict[Value, bool]
) -> list[Namesake]:
    tallies = finding_groups.find_tallies(workspace.store, task_id, list(likely))
    wanted = [tally for tally in tallies if tally.action is not Action.NOT_PII]
    ranked = sorted(
        wanted, key=lambda tally: (not likely[tally.entity, tally.value_key], tally.rank)
    )
    return [
        Namesake(value=value, likely=likely[value.entity, value.value_key])
        for value in read_values(workspace, actor, task_id, ranked[:MOST])
    ]

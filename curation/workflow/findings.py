"""What was found, for those who decide: values with the text around them."""

from dataclasses import dataclass

from curation.example import StagedExample
from curation.people import Actor, Role, require
from curation.privacy.finding import Action, Finding
from curation.privacy.json_text import value_at
from curation.scanner.fingerprint import current_fingerprint
from curation.store import examples, findings
from curation.store.findings import EntityCount, Group
from curation.workflow.masked import all_texts, is_edit, read_edits
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a value with its whole text; `begins` and `ends` count code points in it."""

    finding: Finding
    text: str

    @property
    def value(self) -> str:
        """The value as it is read here."""
        return value_at(self.text, self.finding.begins, self.finding.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGroup:
    """All findings of one value in a task, and how it is written first."""

    entity: str
    value_key: str
    value: str
    action: Action
    places: int
    examples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a task's scan has brought: counts by entity, and examples not scanned to the end."""

    entities: list[EntityCount]
    incomplete: int

    @property
    def undecided(self) -> int:
        """Values that wait for a decision."""
        return sum(count.undecided for count in self.entities)


def read_overview(workspace: Workspace, actor: Actor, task_id: str) -> Overview:
    """What was found in a task, by entity."""
    _check(actor)
    return Overview(
        entities=findings.count_entities(workspace.store, task_id),
        incomplete=findings.count_incomplete(
            workspace.store, task_id, fingerprint=current_fingerprint()
        ),
    )


def list_findings(workspace: Workspace, actor: Actor, task_id: str) -> list[Finding]:
    """Every finding in the newest versions of a task's examples; places, not values."""
    _check(actor)
    return findings.list_findings(workspace.store, task_id)


def count_values(
    workspace: Workspace, actor: Actor, task_id: str, *, entity: str = "", action: str = ""
) -> int:
    """How many different values there are under these filters; empty filters take all."""
    _check(actor)
    return findings.count_groups(workspace.store, task_id, entity=entity, action=action)


def list_values(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    entity: str = "",
    action: str = "",
    limit: int = 50,
    offset: int = 0,
) -> list[ValueGroup]:
    """A page of values, those in most examples first."""
    _check(actor)
    groups = findings.list_groups(
        workspace.store, task_id, entity=entity, action=action, limit=limit, offset=offset
    )
    places = _placed(workspace, task_id, [group.first for group in groups])
    return [_as_values(group, places) for group in groups]


def list_places(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    *,
    entity: str,
    value_key: str,
    limit: int = 3,
) -> list[Place]:
    """The first places of a value, each with its text."""
    _check(actor)
    found = findings.list_places(
        workspace.store, task_id, entity=entity, value_key=value_key, limit=limit
    )
    places = _placed(workspace, task_id, found)
    return [places[finding] for finding in found if finding in places]


def _check(actor: Actor) -> None:
    require(actor, Role.CURATOR, to="see personal values")


def _placed(workspace: Workspace, task_id: str, found: list[Finding]) -> dict[Finding, Place]:
    """Each finding with its text; one whose edit is gone meanwhile is left out."""
    ids = list(dict.fromkeys(finding.example_id for finding in found))
    staged: dict[str, StagedExample] = {
        entry.id: entry for entry in examples.list_examples(workspace.store, task_id, ids=ids)
    }
    edits = read_edits(workspace, [f.example_id for f in found if is_edit(f.path)])
    places = {}
    for finding in found:
        contents = all_texts(staged[finding.example_id].example, edits.get(finding.example_id, {}))
        if finding.path in contents:
            places[finding] = Place(finding=finding, text=contents[finding.path])
    return places


def _as_values(group: Group, places: dict[Finding, Place]) -> ValueGroup:
    place = places.get(group.first)
    return ValueGroup(
        entity=group.first.entity,
        value_key=group.first.value_key,
        value=place.value if place else "",
        action=group.action,
        places=group.places,
        examples=group.examples,
    )

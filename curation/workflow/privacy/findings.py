"""What was found, for those who decide: values with the text around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median

from curation.example import StagedExample
from curation.people import Actor, Role, require
from curation.privacy.finding import Action, Finding
from curation.privacy.json_text import value_at
from curation.privacy.value_board import Tally
from curation.scanner.fingerprint import current_fingerprint
from curation.store import examples, finding_groups, findings, standing_decisions
from curation.store.finding_groups import ALL, DecidedFinding, EntityCount, Group
from curation.store.finding_groups import Wanted as Wanted
from curation.store.findings import Stale as Stale
from curation.workflow.privacy.masked import all_texts, is_edit, mask_examples, read_edits
from curation.workflow.workspace import Workspace

PAUSE = timedelta(minutes=2)
"""A longer time between two decisions is a pause and says nothing of the pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a value with its whole text; `begins` and `ends` count code points in it."""

    finding: Finding
    version: int
    action: Action
    text: str

    @property
    def value(self) -> str:
        """The value as it is read here."""
        return value_at(self.text, self.finding.begins, self.finding.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGroup:
    """All findings of one value in a task, and how it is written first.

    `mixed` when its places are not all decided alike; `score` is the best of its
    places.
    """

    entity: str
    value_key: str
    value: str
    action: Action
    mixed: bool
    places: int
    examples: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a task's scan has brought: counts by entity, and the recognisers that found them."""

    entities: list[EntityCount]
    sources: list[str]

    @property
    def values(self) -> int:
        """All different values."""
        return sum(count.values for count in self.entities)

    @property
    def undecided(self) -> int:
        """Values that wait for a decision."""
        return sum(count.undecided for count in self.entities)


def read_overview(workspace: Workspace, actor: Actor, task_id: str) -> Overview:
    """What was found in a task, by entity."""
    _check(actor)
    entities, sources = finding_groups.read_counts(workspace.store, task_id)
    return Overview(entities=entities, sources=sources)


def count_stale(workspace: Workspace, actor: Actor, task_id: str) -> Stale:
    """How many examples of a task a scan would look at, by reason."""
    _check(actor)
    return findings.count_stale(workspace.store, task_id, fingerprint=current_fingerprint())


def list_findings(workspace: Workspace, actor: Actor, task_id: str) -> list[DecidedFinding]:
    """Every finding in the newest versions of a task's examples, but those on the allow list."""
    _check(actor)
    return finding_groups.list_reported(workspace.store, task_id)


def list_tallies(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: Wanted = ALL,
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Tally], int]:
    """A page of values, riskiest first, without their texts; and how many there are in all."""
    _check(actor)
    return finding_groups.list_tallies(workspace.store, task_id, wanted, limit=limit, offset=offset)


def read_values(
    workspace: Workspace, actor: Actor, task_id: str, tallies: Sequence[Tally]
) -> list[ValueGroup]:
    """These values as they are written where they stand first."""
    _check(actor)
    groups = finding_groups.list_groups(workspace.store, tallies)
    first = [DecidedFinding(finding=group.first, action=group.tally.action) for group in groups]
    places = {place.finding: place for place in read_places(workspace, task_id, first)}
    return [_as_values(group, places.get(group.first)) for group in groups]


def list_values(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    wanted: Wanted = ALL,
    *,
    limit: int = 50,
    offset: int = 0,
) -> list[ValueGroup]:
    """A page of values, riskiest first."""
    tallies, _ = list_tallies(workspace, actor, task_id, wanted, limit=limit, offset=offset)
    return read_values(workspace, actor, task_id, tallies)


def list_places(
    workspace: Workspace,
    actor: Actor,
    task_id: str,
    value_keys: Sequence[str],
    *,
    limit: int = 3,
) -> list[Place]:
    """The first places of these values, at most `limit` of each, with their texts."""
    _check(actor)
    found = finding_groups.list_places(workspace.store, task_id, value_keys, limit=limit)
    return read_places(workspace, task_id, found)


def list_keys_with(workspace: Workspace, actor: Actor, task_id: str, part: str) -> tuple[str, ...]:
    """The keys of all values that hold a part of a text, upper and lower case alike."""
    _check(actor)
    asked = part.casefold()
    ids = examples.list_holding(workspace.store, task_id, part)
    found = findings.list_findings(workspace.store, task_id, ids=ids) if ids else []
    held = [DecidedFinding(finding=finding, action=Action.UNDECIDED) for finding in found]
    return tuple(
        dict.fromkeys(
            place.finding.value_key
            for place in read_places(workspace, task_id, held)
            if asked in place.value.casefold()
        )
    )


def how_replaced(
    workspace: Workspace, actor: Actor, task_id: str, places: Iterable[Place]
) -> dict[Finding, str]:
    """What stands in an example instead of the value at each of these places.

    A place whose value stays as it is, is left out.
    """
    _check(actor)
    shown = list(places)
    ids = list(dict.fromkeys(place.finding.example_id for place in shown))
    masked = {entry.staged.id: entry for entry in mask_examples(workspace, task_id, ids=ids)}
    told = {}
    for place in shown:
        entry = masked.get(place.finding.example_id)
        new = entry.masking.apply(place.value) if entry else place.value
        if new != place.value:
            told[place.finding] = new
    return told


def time_left(workspace: Workspace, actor: Actor, task_id: str, undecided: int) -> timedelta | None:
    """How long the undecided values take at this person's own pace of late; None without one."""
    _check(actor)
    recent = standing_decisions.list_requests(workspace.store, task_id, actor=actor.id, limit=20)
    moments = [request.recorded_at for request in recent]
    steps = [later - earlier for later, earlier in pairwise(moments)]
    paced = [step.total_seconds() for step in steps if timedelta() < step < PAUSE]
    return timedelta(seconds=median(paced) * undecided) if len(paced) >= 3 else None


def _check(actor: Actor) -> None:
    require(actor, Role.CURATOR, to="see personal values")


def read_places(workspace: Workspace, task_id: str, found: Sequence[DecidedFinding]) -> list[Place]:
    """Each finding with its text; one whose edit is gone meanwhile is left out.

    For verbs that have asked for the role already.
    """
    ids = list(dict.fromkeys(entry.finding.example_id for entry in found))
    staged: dict[str, StagedExample] = {
        entry.id: entry for entry in examples.list_examples(workspace.store, task_id, ids=ids)
    }
    edited = [entry.finding.example_id for entry in found if is_edit(entry.finding.path)]
    edits = read_edits(workspace, edited)
    contents = {
        example_id: all_texts(entry.example, edits.get(example_id, {}))
        for example_id, entry in staged.items()
    }
    return [
        Place(
            finding=entry.finding,
            version=staged[entry.finding.example_id].version,
            action=entry.action,
            text=contents[entry.finding.example_id][entry.finding.path],
        )
        for entry in found
        if entry.finding.path in contents.get(entry.finding.example_id, {})
    ]


def _as_values(group: Group, place: Place | None) -> ValueGroup:
    return ValueGroup(
        entity=group.first.entity,
        value_key=group.first.value_key,
        value=place.value if place else "",
        action=group.tally.action,
        mixed=group.tally.mixed,
        places=group.tally.places,
        examples=group.tally.examples,
        score=group.tally.score,
    )

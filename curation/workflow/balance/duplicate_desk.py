"""Groups that ask nearly the same, for a person to settle: what might leak comes first."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from curation.balance.apportion import Part
from curation.balance.checks.check import Checked, Defect, Wanted
from curation.balance.checks.duplicates import SUGGESTED_DUPLICATES
from curation.balance.near import SUGGESTED
from curation.example import Stage
from curation.people import Actor, Role, require
from curation.store.releases import newest_parts
from curation.workflow.balance.check import Checkup, Found, part_accepted, without_mended
from curation.workflow.balance.checked import WAITS
from curation.workflow.balance.duplicates import near_of
from curation.workflow.workspace import Workspace

LEAK = "Trained on and tested on"
RELEASED = "One was released, another is new"
_ORDER = (Part.TEST, Part.VALIDATION, Part.TRAIN)

_kept: dict[tuple[Path, str], tuple[Mapping[str, Checked], tuple[Defect, ...]]] = {}


def find_suggested(workspace: Workspace, task_id: str, checkup: Checkup) -> Found:
    """The pairs that might be the same, among the examples that the checks have looked at.

    They are compared when somebody asks for them, and again only with what is new.
    """
    key = workspace.folder, task_id
    before = _kept.get(key)
    if before is None or before[0] is not checkup.examples:
        wanted = Wanted(near=near_of(workspace, task_id, least=SUGGESTED))
        readable = [one for one in checkup.examples.values() if one.waits != WAITS[Stage.STAGED]]
        before = checkup.examples, tuple(SUGGESTED_DUPLICATES.find(readable, wanted))
        _kept[key] = before
    found = Found(check=SUGGESTED_DUPLICATES, defects=before[1])
    (parted,) = part_accepted(workspace, task_id, [found], checkup.examples)
    return without_mended(workspace, task_id, parted)


def leaks_first(workspace: Workspace, actor: Actor, found: Found) -> Found:
    """The same groups: first those of which one is tested and another trained on, then those of
    which one was released and another was not. Each says so, with the tested one first.
    """
    require(actor, Role.CURATOR, to="see what was released")
    ids = {name for defect in found.defects for name in defect.ids}
    parts = {name: part for name, (_, part) in newest_parts(workspace.store, list(ids)).items()}
    if not parts:
        return found
    marked = [(_mark(defect.ids, parts), defect) for defect in found.defects]
    rank = {LEAK: 0, RELEASED: 1, "": 2}
    told = [
        replace(
            defect,
            ids=tuple(sorted(defect.ids, key=lambda name: _place(parts.get(name)))),
            says="; ".join(filter(None, (mark, defect.says))),
        )
        for mark, defect in sorted(marked, key=lambda one: rank[one[0]])
    ]
    return replace(found, defects=tuple(told))


def _mark(ids: Collection[str], parts: Mapping[str, Part]) -> str:
    known = {parts[name] for name in ids if name in parts}
    if Part.TEST in known and len(known) > 1:
        return LEAK
    return RELEASED if known and any(name not in parts for name in ids) else ""


def _place(part: Part | None) -> int:
    return len(_ORDER) if part is None else _ORDER.index(part)

"""What is wrong with a task's examples, found by looking at them."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from curation.balance.checks.check import (
    Check,
    Checked,
    Defect,
    OneByOne,
    Severity,
    Wanted,
    defect_keys,
)
from curation.example import Stage
from curation.scanner.fingerprint import current_fingerprint
from curation.store.accepted_defects import Acceptance, list_accepted
from curation.store.checks import read_state
from curation.store.own_checks import list_own_checks
from curation.task import Task
from curation.workflow.balance.checked import WAITS, list_checked, wanted_of
from curation.workflow.balance.own_checks import checks_of
from curation.workflow.workspace import Workspace

Step = Callable[[int, int, str], None]
"""Called with how many parts of the work are done, of how many, and what comes next."""

READING = 8
"""As many checks take about as long as reading all examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A defect that somebody said is all right, and why."""

    defect: Defect
    by: Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one check found, the worst first; no defects when all is well or accepted."""

    check: Check
    defects: tuple[Defect, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What all checks found, and the examples they looked at by id, personal values replaced.

    `left_out` are the checks that do not apply, each with the reason.
    """

    found: tuple[Found, ...]
    examples: dict[str, Checked]
    left_out: tuple[tuple[Check, str], ...] = ()

    def count(self, severity: Severity) -> int:
        """How many things of this severity are wrong and not accepted."""
        return sum(len(each.defects) for each in self.found if each.check.severity is severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """What was found when the examples were last looked at since the app started, and when.

    `is_current` says that nothing has happened since; else the finds of examples that were mended
    since are left out.
    """

    checkup: Checkup
    looked_at: datetime
    is_current: bool


@dataclass(slots=True, kw_only=True)
class _Looks:
    """The looks at one task: the last one, and the examples mended since each began."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    begun: int = 0
    mended: dict[str, int] = field(default_factory=dict)
    last: "_Kept | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    state: object
    checkup: Checkup
    number: int
    looked_at: datetime


_looks: dict[tuple[Path, str], _Looks] = {}


def run_checks(workspace: Workspace, task_id: str, step: Step | None = None) -> Checkup:
    """What every check that fits the task finds, in the order of the table of checks.

    Looked at are the examples that are not rejected, with their final answers where they have any
    and else with those they came with; personal values are replaced, and what is not scanned has
    no text. Nothing is counted again until something happens in the workspace. What `step` raises
    ends the work, and what was found before stays.
    """
    task = workspace.task(task_id)
    looks = _looks_at(workspace, task_id)
    with looks.lock:
        state, last = _state(workspace, task), looks.last
        if last is None or last.state != state:
            looks.begun += 1
            number, looked_at = looks.begun, workspace.now()
            before = last.checkup if last else None
            checkup = _look(workspace, task, before, step or (lambda *_: None))
            last = looks.last = _Kept(
                state=state, checkup=checkup, number=number, looked_at=looked_at
            )
    return _without_accepted(workspace, task_id, last.checkup)


def last_look(workspace: Workspace, task_id: str) -> LastLook | None:
    """What `run_checks` found last, without looking at the examples; None when it did not yet."""
    looks = _looks_at(workspace, task_id)
    if (last := looks.last) is None:
        return None
    current = last.state == _state(workspace, workspace.task(task_id))
    checkup = last.checkup
    if not current:
        found = tuple(without_mended(workspace, task_id, each) for each in checkup.found)
        checkup = replace(checkup, found=found)
    return LastLook(
        checkup=_without_accepted(workspace, task_id, checkup),
        looked_at=last.looked_at,
        is_current=current,
    )


def note_mended(workspace: Workspace, task_id: str, ids: Collection[str]) -> None:
    """Leave these examples out of what was found before they were mended."""
    looks = _looks_at(workspace, task_id)
    looks.mended = {**looks.mended, **dict.fromkeys(ids, looks.begun)}


def without_mended(workspace: Workspace, task_id: str, found: Found) -> Found:
    """What was found at the last look without the examples that were mended since.

    What was wrong with the set may still be, and stays.
    """
    looks = _looks_at(workspace, task_id)
    number = looks.last.number if looks.last else 0
    mended = {name for name, begun in looks.mended.items() if begun >= number}

    def left(defect: Defect) -> tuple[Defect, ...]:
        ids = tuple(name for name in defect.ids if name not in mended)
        if len(ids) == len(defect.ids):
            return (defect,)
        return (replace(defect, ids=ids),) if defect.subject and ids else ()

    return replace(found, defects=tuple(one for each in found.defects for one in left(each)))


def _looks_at(workspace: Workspace, task_id: str) -> _Looks:
    return _looks.setdefault((workspace.folder, task_id), _Looks())


def _without_accepted(workspace: Workspace, task_id: str, checkup: Checkup) -> Checkup:
    found = part_accepted(workspace, task_id, checkup.found, checkup.examples)
    return replace(checkup, found=found)


def part_accepted(
    workspace: Workspace, task_id: str, found: Sequence[Found], examples: Mapping[str, Checked]
) -> tuple[Found, ...]:
    """The same finds with what is accepted apart from what is not.

    Of examples that belong together a find is accepted when each of them was accepted in one:
    which of many that are alike are held against one another depends on what else there is.
    """
    accepted = list_accepted(workspace.store, task_id)
    if not accepted:
        return tuple(found)
    states = {one.id: one.state for one in examples.values()}

    def by(check: str, defect: Defect) -> Acceptance | None:
        own, *members = defect_keys(check, defect, states)
        known = [accepted.get((check, key)) for key in members]
        return accepted.get((check, own)) or (known[0] if known and all(known) else None)

    parted = []
    for each in found:
        keyed = [(defect, by(each.check.name, defect)) for defect in each.defects]
        parted.append(
            replace(
                each,
                defects=tuple(defect for defect, why in keyed if why is None),
                accepted=tuple(Accepted(defect=defect, by=why) for defect, why in keyed if why),
            )
        )
    return tuple(parted)


def _state(workspace: Workspace, task: Task) -> object:
    own = list_own_checks(workspace.store, task.id)
    return read_state(workspace.store), current_fingerprint(), task, own


def _look(workspace: Workspace, task: Task, before: Checkup | None, step: Step) -> Checkup:
    wanted = wanted_of(workspace, task)
    reasons = [(check, check.why_not(wanted)) for check in checks_of(workspace, task)]
    checks = [check for check, why_not in reasons if not why_not]
    total = READING + len(checks)
    step(0, total, "Reading the examples")
    examples = list_checked(workspace, task)
    readable = [one for one in examples if one.waits != WAITS[Stage.STAGED]]
    found = []
    for done, check in enumerate(checks, READING):
        step(done, total, check.title)
        own = examples if check.about_all else readable
        found.append(Found(check=check, defects=_defects(check, own, wanted, before)))
    return Checkup(
        found=tuple(found),
        examples={one.id: one for one in examples},
        left_out=tuple((check, why_not) for check, why_not in reasons if why_not),
    )


def _defects(
    check: Check, examples: Sequence[Checked], wanted: Wanted, before: Checkup | None
) -> tuple[Defect, ...]:
    """What a check finds; one that judges each example alone looks at those only that changed."""
    known = [each for each in before.found if each.check == check] if before else []
    if not before or not known or not isinstance(check.find, OneByOne):
        return tuple(check.find(examples, wanted))
    told = {defect.ids[0]: defect for defect in known[0].defects}
    fresh = [one for one in examples if before.examples.get(one.id) != one]
    for one in fresh:
        told.pop(one.id, None)
    told |= {defect.ids[0]: defect for defect in check.find(fresh, wanted)}
    return tuple(told[one.id] for one in examples if one.id in told)

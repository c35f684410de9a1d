"""What a release has to pass before it is cut, each with what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from curation.errors import CurationError, NotReady
from curation.release.method import TrainingMethod
from curation.release.readiness import few
from curation.task import Task
from curation.workflow.agreement.agreement_floor import read_floors, require_agreement
from curation.workflow.balance.check_gate import blocking_defects
from curation.workflow.privacy.prove import read_proof, require_proof
from curation.workflow.release.graders import require_grader
from curation.workflow.workspace import Workspace


class Gate(StrEnum):
    """The gates in the order in which they are passed, in the words that a page shows."""

    READY = "Something is ready"
    AGREEMENT = "People agree"
    PRIVACY = "Little personal is left"
    GRADER = "A rule grades answers"
    CHECKS = "Examples are without errors"
    ENOUGH = "There are enough examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One gate: `missing` says what keeps it closed and is empty when it is open.

    `by_reason` gates open for who says why. One that is not `wanted` is open because nobody has
    set a limit for it.
    """

    gate: Gate
    missing: str
    by_reason: bool = False
    wanted: bool = True

    @property
    def is_open(self) -> bool:
        """True when the release may pass."""
        return not self.missing


def read_gates(
    workspace: Workspace, task: Task, method: TrainingMethod, *, ready: int
) -> tuple[Passage, ...]:
    """Every gate of the next release by this method, of which so many examples are ready.

    What only the written lines show is looked at when the release is cut: that no line breaks a
    rule, nothing personal is found again, and nothing leaks from training to test.
    """
    errors = blocking_defects(workspace, task.id, method)
    told = {
        Gate.READY: "" if ready else "No example has passed every step.",
        Gate.AGREEMENT: _refusal(lambda: require_agreement(workspace, task)),
        Gate.PRIVACY: _refusal(lambda: require_proof(workspace, task.id)),
        Gate.CHECKS: "; ".join(f"{one.check.title}: {len(one.defects):,}" for one in errors),
        Gate.ENOUGH: few(method, ready) if ready else "",
    }
    if method == TrainingMethod.RFT:
        told[Gate.GRADER] = _refusal(lambda: require_grader(workspace, task.id))
    limits = {
        Gate.AGREEMENT: bool(read_floors(workspace, task)),
        Gate.PRIVACY: read_proof(workspace, task.id).limit is not None,
    }
    return tuple(
        Passage(
            gate=gate,
            missing=told[gate],
            by_reason=gate == Gate.ENOUGH,
            wanted=limits.get(gate, True),
        )
        for gate in Gate
        if gate in told
    )


def require_enough(method: TrainingMethod, lines: int, reason: str) -> None:
    """Raise NotReady for a release of fewer lines than a method can learn from, without a reason.

    The figure is that of all parts. A provider counts the lines of training alone and refuses too
    few, whatever the reason.
    """
    missing = few(method, lines)
    if missing and not reason.strip():
        raise NotReady(
            "There are too few examples",
            cause=missing,
            cure="Accept more examples in review, or say why so few are enough.",
        )


def _refusal(gate: Callable[[], object]) -> str:
    try:
        gate()
    except CurationError as error:
        return error.cause
    return ""

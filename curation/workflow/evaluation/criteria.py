"""Writing down what success means for a release, and holding an evaluation against it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from curation.errors import InputRefused
from curation.evaluation.criteria import Criteria, Judged, judge
from curation.people import Actor, Role, require
from curation.store import proofs
from curation.workflow.evaluation.evaluation_results import Result
from curation.workflow.evaluation.floor import FLOOR_MODEL, find_floor
from curation.workflow.evaluation.grading import check_rule
from curation.workflow.release.release import get_release
from curation.workflow.training.train import list_jobs
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Criteria as they were last written; `in_time` is true before the first training job."""

    criteria: Criteria
    actor: str
    recorded_at: datetime
    in_time: bool


def write_criteria(
    workspace: Workspace,
    actor: Actor,
    release_number: int,
    criteria: Criteria,
    *,
    request_id: str,
) -> None:
    """Write down what success means for a release. Needs a curator.

    Raises InputRefused for numbers that cannot be met, and where nothing is asked for.
    """
    require(actor, Role.CURATOR, to="write down what success means")
    get_release(workspace, release_number)
    check_rule(criteria.rule)
    asked = criteria.gain or criteria.share or criteria.beats_floor or criteria.no_label_worse
    if not (asked and 0 <= criteria.gain <= 100 and 0 <= criteria.share <= 100):
        raise InputRefused(
            "This is no criterion",
            cause="Nothing is asked for, or a number is not from 0 to 100.",
            cure="Say what must be better, and by how much.",
        )
    value = asdict(criteria) | {
        "actor": actor.id,
        "recorded_at": workspace.now().isoformat(),
    }
    proofs.add_setting(
        workspace.store,
        _name(release_number),
        json.dumps(value),
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def read_criteria(workspace: Workspace, release_number: int) -> Written | None:
    """The criteria of a release; None until somebody writes them.

    The floor is no training job of this kind: it is a yardstick itself.
    """
    stored = proofs.get_setting(workspace.store, _name(release_number))
    if not stored:
        return None
    value = json.loads(stored)
    recorded_at = datetime.fromisoformat(value.pop("recorded_at"))
    actor = value.pop("actor")
    jobs = [
        job
        for job in list_jobs(workspace, release_number)
        if (job.model, job.suffix) != (FLOOR_MODEL, "floor")
    ]
    return Written(
        criteria=Criteria(**value),
        actor=actor,
        recorded_at=recorded_at,
        in_time=all(recorded_at <= job.recorded_at for job in jobs),
    )


def judge_result(workspace: Workspace, written: Written, result: Result) -> tuple[Judged, ...]:
    """Each criterion with its outcome in an evaluation."""
    floor = find_floor(workspace, result.evaluation.number)
    return judge(
        written.criteria,
        rule=result.evaluation.grader,
        tuned=result.scores[-1],
        base=result.comparison,
        floor=result.comparisons.get(floor),
        slices=result.slices,
    )


def _name(release_number: int) -> str:
    return f"criteria of release {release_number}"

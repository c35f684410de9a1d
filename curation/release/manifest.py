"""The manifest: what is in a release, what is not and why, and how it came about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from fractions import Fraction

from curation.balance.apportion import Part
from curation.balance.leaks import LeakReport
from curation.balance.plan import Plan
from curation.balance.split import SplitRule
from curation.example import Json
from curation.release.cost import Estimate
from curation.release.gold import GoldExample
from curation.release.release import Release
from curation.task import Task

SPLIT_RULE = (
    "Whole groups of examples that share a customer, thread or vendor, or the same prompt apart "
    "from case and white space; the mix of labels is kept; a group stays in its part for good."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a release was made from: who, from what state, with which figures.

    `few_reason` is why fewer lines than the method wants are enough; empty when there are enough.
    `created_by` is the name of who cut the release.
    """

    task: Task
    gold: Sequence[GoldExample]
    parts: Mapping[str, Part]
    excluded: Mapping[str, int]
    plan: Plan | None
    rule: SplitRule
    leaks: LeakReport
    agreement: Json
    scan_fingerprint: str
    proof: Json
    previous: Release | None
    version: str
    few_reason: str = ""
    created_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFile:
    """A file of lines: its name, how many there are, its bytes and its SHA-256."""

    name: str
    lines: int
    bytes: int
    sha256: str


def build_manifest(
    release: Release, origin: Origin, files: Mapping[str, PartFile], estimate: Estimate
) -> Json:
    """The manifest as JSON. Every example that came in is in a part or excluded for one reason.

    `estimate` is that of the training part.
    """
    taken = {gold.id: gold for gold in origin.gold if gold.id in origin.parts}
    excluded = dict(sorted(origin.excluded.items()))
    verdicts = [gold.verdict for gold in taken.values()]
    return {
        "number": release.number,
        "task": origin.task.id,
        "method": str(release.method),
        "seed": release.seed,
        "sha256": release.sha256,
        "created_by": release.actor,
        "created_at": _text(release.recorded_at),
        "signatures": _signatures(release, origin.created_by),
        "made_with": f"Curation Desk {origin.version}",
        "examples": {
            "in": len(taken) + sum(excluded.values()),
            "out": len(taken),
            "excluded": excluded,
            "few_reason": origin.few_reason,
        },
        "files": {part: asdict(file) for part, file in files.items()},
        "split": {
            "rule": SPLIT_RULE,
            "shares": {str(part): share for part, share in origin.rule.shares.items()},
            "by_time": origin.rule.by_time,
            "seed": release.seed,
            "leaks": {
                "shared_groups": origin.leaks.shared_groups,
                "shared_prompts": origin.leaks.shared_prompts,
                "shared_templates": origin.leaks.shared_templates,
                "likest": max((one.likeness for one in origin.leaks.neighbours), default=0.0),
                "alike": origin.leaks.alike,
            },
        },
        "mix": _mix(origin.task, taken, origin.parts),
        "plan": _plan(origin.plan),
        "verdicts": dict(sorted(Counter(str(verdict.method) for verdict in verdicts).items())),
        "agreement": origin.agreement,
        "guideline_version": origin.task.guideline_version,
        "system_prompt": origin.task.system_prompt,
        "scan_fingerprint": origin.scan_fingerprint,
        "privacy": {
            "style": str(origin.task.privacy),
            "surrogates_per": str(origin.task.surrogates_per),
            "proof": origin.proof,
        },
        "tokens": {"train": estimate.tokens, "estimated": estimate.estimated},
        "previous": _previous(origin.previous),
    }


def _signatures(release: Release, name: str) -> Json:
    by = [signature(person, name, moment) for person, moment in release.signed_by.items()]
    return {"wanted": release.signatures_wanted, "by": by}


def signature(actor: str, name: str, moment: datetime) -> Json:
    """One signature as a manifest has it: who, and when."""
    return {"actor": actor, "name": name, "recorded_at": _text(moment)}


def _mix(
    task: Task, taken: Mapping[str, GoldExample], parts: Mapping[str, Part]
) -> dict[str, dict[str, int]]:
    """Examples by part and label; empty for a task that is not balanced."""
    if not task.stratum:
        return {}
    counts: dict[str, Counter[str]] = {str(part): Counter() for part in Part}
    for example_id, gold in taken.items():
        counts[parts[example_id]][gold.verdict.answers.get(task.stratum, "")] += 1
    return {part: dict(sorted(labels.items())) for part, labels in counts.items()}


def _plan(plan: Plan | None) -> Json | None:
    if plan is None:
        return None
    first = plan.first
    return {
        "name": plan.name,
        "target": _rounded(first.aim.target),
        "aims": [
            {"by": standing.aim.by, "target": _rounded(standing.aim.target)}
            for standing in plan.standings
        ],
        "size": plan.size,
        "tolerance": float(plan.tolerance),
        "seed": plan.seed,
        "chosen": len(plan.example_ids),
        "mismatch_before": round(first.before.moved, 6),
        "mismatch_after": round(first.after.moved, 6),
    }


def _rounded(shares: Mapping[str, Fraction]) -> dict[str, float]:
    return {label: round(float(share), 6) for label, share in shares.items()}


def _previous(previous: Release | None) -> Json | None:
    if previous is None:
        return None
    return {"number": previous.number, "sha256": previous.sha256, "counts": dict(previous.counts)}


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds") + "Z"

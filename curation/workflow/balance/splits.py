"""How a task's examples are split into training, validation and test, and what a release shares."""

import json
from collections.abc import Collection

from curation.balance.apportion import Part
from curation.balance.grouping import prompt_text
from curation.balance.leaks import LeakReport, Neighbour
from curation.balance.split import SplitRule
from curation.errors import InputRefused, NotFound, NotReady
from curation.example import Json
from curation.files import list_files, release_file
from curation.people import Actor, Role, require
from curation.release.release import Release
from curation.store import releases, split_rules
from curation.store.attribute_query import rank_expression
from curation.store.review_queue import example_states
from curation.task import Task
from curation.workflow.balance.attributes import values_of
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.workspace import Workspace

LEAK_FILE = "leaks.json"
"""The report on what test and training share, beside the lines of a release."""

_DONE = {
    Part.TRAIN: "trained on",
    Part.VALIDATION: "validated on",
    Part.TEST: "tested on",
}

FEWEST_TRAINED = 0.5
"""The smallest share that may be trained on."""


def split_rule(workspace: Workspace, task_id: str) -> SplitRule:
    """The rule by which the next release of a task is split."""
    return split_rules.latest_split_rule(workspace.store, task_id)


def set_split_rule(
    workspace: Workspace, actor: Actor, task_id: str, rule: SplitRule, *, request_id: str
) -> None:
    """Split new examples in this way from now on; what a release has placed stays where it is.

    Raises InputRefused for shares that cannot be, and for an expression that cannot be run.
    """
    require(actor, Role.CURATOR, to="decide how examples are split")
    task = workspace.task(task_id)
    total = sum(rule.shares.values())
    if min(rule.shares.values()) < 0 or abs(total - 1) > 1e-9:
        raise _wrong("The shares are not between 0 and 100 % or do not make 100 %.")
    if rule.shares[Part.TRAIN] < FEWEST_TRAINED:
        raise _wrong("Less than half would be trained on.")
    times_of(workspace, actor, task, rule, ids=())
    split_rules.add_split_rule(
        workspace.store,
        task.id,
        rule,
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def time_column(workspace: Workspace, task_id: str) -> str:
    """The column of examples that tells time best: `created` where the source says when."""
    dated = split_rules.count_dated(workspace.store, task_id)
    return "created" if dated else "source_row"


def times_of(
    workspace: Workspace, actor: Actor, task: Task, rule: SplitRule, ids: Collection[str]
) -> dict[str, str]:
    """A text for each of these examples that sorts by time; empty when the rule asks for none."""
    if not rule.by_time:
        return {}
    return values_of(workspace, actor, task, rank_expression(rule.by_time), ids)


def require_no_leak(report: LeakReport) -> None:
    """Raise NotReady when a group, a prompt or a copy stands in training and in test."""
    if report.is_clean:
        return
    raise NotReady(
        "The test examples leak",
        cause=f"Training and test share {report.shared_groups} groups, {report.shared_prompts} "
        f"questions and {len(report.near)} near-copies.",
        cure="Nothing was released. Tell whoever looks after this app: the split should have "
        "held these back.",
    )


def leaks_as_json(report: LeakReport) -> Json:
    """The report as it is written beside the lines: examples by id, and no text."""
    return {
        "test": report.tested,
        "train": report.trained,
        "shared_groups": report.shared_groups,
        "shared_prompts": report.shared_prompts,
        "shared_templates": report.shared_templates,
        "alike": report.alike,
        "nearest": [
            {"test": one.test, "train": one.train, "likeness": round(one.likeness, 4)}
            for one in report.neighbours
        ],
    }


def read_leaks(release: Release) -> LeakReport:
    """The report of a release. Raises NotFound for one that was cut before there were reports."""
    if LEAK_FILE not in list_files(release.folder):
        raise NotFound(
            "This release has no leak report",
            cause="It was cut before releases had one.",
            cure="Cut the next release.",
        )
    kept = json.loads(release_file(release.folder, LEAK_FILE).read_bytes())
    return LeakReport(
        tested=kept["test"],
        trained=kept["train"],
        neighbours=tuple(Neighbour(**one) for one in kept["nearest"]),
        shared_groups=kept["shared_groups"],
        shared_prompts=kept["shared_prompts"],
        shared_templates=kept["shared_templates"],
    )


def prompts_of(workspace: Workspace, task_id: str, ids: Collection[str]) -> dict[str, str]:
    """What these examples ask, as it may be read: masked. Those that were erased are left out."""
    there = example_states(workspace.store, task_id, list(ids)) if ids else {}
    known = [name for name in dict.fromkeys(ids) if name in there]
    masked = mask_examples(workspace, task_id, ids=known)
    return {name: prompt_text(own.staged.example) for name, own in zip(known, masked, strict=True)}


def told_parts(workspace: Workspace, actor: Actor, ids: Collection[str]) -> dict[str, str]:
    """In which release each of these examples was last, and what for; those in none are left out.

    Needs a curator.
    """
    require(actor, Role.CURATOR, to="see what was released")
    return {
        name: f"{_DONE[part]} in release {number}"
        for name, (number, part) in releases.newest_parts(workspace.store, list(ids)).items()
    }


def _wrong(cause: str) -> InputRefused:
    return InputRefused("This cannot be set", cause=cause, cure="Change it and save again.")

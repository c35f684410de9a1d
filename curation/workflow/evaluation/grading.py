"""Grading answers to held-out lines: by the app's own rules, or by a grader as RFT uses it."""

import json
from collections.abc import Sequence

from curation.errors import InputRefused
from curation.evaluation.grade import Grade
from curation.evaluation.graders import GRADERS, grader_for
from curation.evaluation.held_out import HeldOut
from curation.example import canonical_json
from curation.files import list_files, read_grader_file
from curation.people import Actor
from curation.release.release import Release
from curation.reward.grader import fields_of, threshold_of, wrong_with
from curation.reward.template import Case
from curation.reward.trial import Trial
from curation.workflow.release.graders import (
    TaskGrader,
    current_grader,
    grade_by,
    try_on_verdicts,
    try_rule,
)
from curation.workflow.release.release_record import GRADER_FILE
from curation.workflow.training.providers import LOCAL
from curation.workflow.workspace import Workspace

_TITLES = {
    "label": "The same label",
    "exact": "The same words",
    "identical": "The same characters",
    "token_f1": "Shared words (token F1)",
    "edit": "Likeness of characters (edit distance)",
    "bleu": "Shared runs of words (BLEU)",
    "rouge_l": "Shared words in order (ROUGE-L)",
    "fields": "Field by field, however written",
    "fields_exact": "Field by field, written the same",
    "json": "It is JSON",
    "schema": "JSON of the right shape",
    "citation": "What it quotes was asked",
}
"""How the app's own rules are called on a page."""


def rule_names(workspace: Workspace, release: Release) -> list[str]:
    """The names of all rules for a release: the task's own graders, what fits, then the others.

    A name is one of GRADERS, or the text of a grader as RFT uses it.
    """
    fitting = default_rule(workspace, release)
    own = current_grader(workspace, release.task)
    texts = [rule_text(own)] if own else []
    if GRADER_FILE in list_files(release.folder):
        provider = own.provider if own else LOCAL
        grader = TaskGrader(grader=read_grader_file(release.folder), provider=provider)
        texts.append(rule_text(grader))
    return list(dict.fromkeys([fitting, *texts, *GRADERS]))


def default_rule(workspace: Workspace, release: Release) -> str:
    """The rule that fits the answer that a release trains."""
    return grader_for(workspace.task(release.task).answer_question.kind).name


def rule_text(wanted: TaskGrader) -> str:
    """The name of a rule that is a grader: all of it, so that it stays what it was."""
    return canonical_json({"grader": wanted.grader, "provider": wanted.provider})


def check_rule(name: str) -> str:
    """The name of a rule that there is. Raises InputRefused for any other."""
    if name in GRADERS:
        return name
    found = _grader(name)
    wrong = wrong_with(found.grader) if found else ["There is no such rule."]
    if wrong:
        raise InputRefused(
            "No such grader",
            cause=f"There is no grader {name[:60]!r}. {' '.join(wrong)}",
            cure=f"Choose one of: {', '.join(GRADERS)}; or write one as JSON.",
        )
    return name


def rule_title(name: str) -> str:
    """How a rule is called on a page."""
    found = _grader(name)
    return str(found.grader.get("name", "")) if found else _TITLES[name]


def counts_as_right(name: str) -> str:
    """What counts as right by a rule, to follow "An answer is right when"."""
    found = _grader(name)
    if found:
        return (
            f"its grade is {threshold_of(found.grader):g} or more by the grader {rule_title(name)}"
        )
    return GRADERS[name].counts_as_right


def grade_answers(
    workspace: Workspace, name: str, lines: Sequence[HeldOut], answers: Sequence[str]
) -> list[Grade]:
    """The grade of each answer to each line, by the rule of that name.

    Raises InputRefused where a grader reads a field that no line has.
    """
    found = _grader(name)
    if found is None:
        rule = GRADERS[name]
        return [
            rule.grade(line.prompt if rule.against_prompt else line.reference, answer)
            for line, answer in zip(lines, answers, strict=True)
        ]
    for field in sorted(fields_of(found.grader)):
        if not any(field in line.item for line in lines):
            raise InputRefused(
                "The grader cannot be used",
                cause=f"It reads item.{field}, which no test example has.",
                cure="Change the grader, or choose another one.",
            )
    cases = [
        Case(item=line.item, answer=answer) for line, answer in zip(lines, answers, strict=True)
    ]
    return [Grade(score=score, passed=ok) for score, ok in grade_by(workspace, found, cases)]


def try_on_people(workspace: Workspace, actor: Actor, task_id: str, name: str) -> Trial:
    """What a rule gives to answers that experts have judged, and to cheap tricks."""
    found = _grader(check_rule(name))
    if found:
        return try_on_verdicts(workspace, actor, task_id, found)
    return try_rule(workspace, actor, task_id, GRADERS[name])


def _grader(name: str) -> TaskGrader | None:
    """The grader in a rule's name, with its provider or alone; None when it is none."""
    if not name.startswith("{"):
        return None
    try:
        value = json.loads(name)
    except (ValueError, RecursionError):
        return TaskGrader(grader={})
    if "grader" in value:
        return TaskGrader(grader=value["grader"], provider=str(value.get("provider") or LOCAL))
    return TaskGrader(grader=value)


def refuse_own_judge(name: str, models: Sequence[str]) -> None:
    """Refuse a grader that asks one of the models it grades: it would praise its own answers."""
    found = _grader(name)
    parts = [found.grader, *(found.grader.get("graders") or {}).values()] if found else []
    for part in parts:
        if part.get("model") in models:
            raise InputRefused(
                "A model must not judge itself",
                cause="The grader asks a model that is being compared.",
                cure="Let another model judge.",
            )

"""Examples as they may be shown and exported: personal values replaced by others."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from curation.balance.grouping import prompt_text
from curation.example import Example, StagedExample
from curation.privacy.example_texts import replace_texts, texts
from curation.privacy.finding import Finding, value_key
from curation.privacy.json_text import value_at
from curation.privacy.masking import Masking, plan_masking
from curation.store import examples, findings, standing_decisions
from curation.task import Scope, Style, Task
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedExample:
    """An example with its values replaced, and what replaces them in any text made from it.

    `prompt` is what was asked before that, to be compared with others and shown to nobody.
    """

    staged: StagedExample
    masking: Masking
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingPlan:
    """Everything that decides what is replaced in one example.

    `texts` by path, what was found in them, and (entity, value_key) of what was decided to `keep`.
    """

    style: Style
    fields: frozenset[str]
    texts: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    keep: frozenset[tuple[str, str]] = frozenset()
    seed: bytes = b""

    def masking(self) -> Masking:
        """What is replaced."""
        return plan_masking(
            self.texts,
            self.findings,
            keep=self.keep,
            style=self.style,
            seed=self.seed,
            fields=self.fields,
        )

    def digest(self) -> str:
        """64 digits, the same for plans that replace the same; no text can be told from them."""
        parts = (self.style, sorted(self.fields), self.texts, self.findings, sorted(self.keep))
        return hashlib.sha256(repr((*parts, self.seed)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTexts:
    """What people said about one example, by path as of an edit, and what was found in it."""

    texts: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


_NOTHING = SaidTexts()


def masked_examples(
    workspace: Workspace, task_id: str, *, ids: Sequence[str] | None = None
) -> list[StagedExample]:
    """A task's examples with every found value replaced that is not to be kept.

    Undecided findings are replaced too. With `ids`, only those that exist, in their order. An
    example that was not scanned is returned as it is: ask `list_stages` whether it may be shown.
    """
    return [masked.staged for masked in mask_examples(workspace, task_id, ids=ids)]


def mask_examples(
    workspace: Workspace,
    task_id: str,
    *,
    ids: Sequence[str] | None = None,
    said: Mapping[str, SaidTexts] | None = None,
) -> list[MaskedExample]:
    """As `masked_examples`, each with its masking for the answers of reviewers and verdicts.

    `said`, by example, is what else the masking must replace: it has the same stand-ins.
    """
    staged = examples.list_examples(workspace.store, task_id, ids=ids)
    masked = []
    for entry, plan in zip(staged, masking_plans(workspace, task_id, staged, said), strict=True):
        masking = plan.masking()
        masked.append(
            MaskedExample(
                staged=replace(entry, example=replace_texts(entry.example, masking.apply))
                if masking.values
                else entry,
                masking=masking,
                prompt=prompt_text(entry.example),
            )
        )
    return masked


def masking_plans(
    workspace: Workspace,
    task_id: str,
    staged: Sequence[StagedExample],
    said: Mapping[str, SaidTexts] | None = None,
) -> list[MaskingPlan]:
    """What decides the masking of each of these examples of a task, as the store has it now."""
    said = said or {}
    ids = [entry.id for entry in staged]
    found: dict[str, list[Finding]] = {}
    for finding in findings.list_findings(workspace.store, task_id, ids=ids):
        found.setdefault(finding.example_id, []).append(finding)
    for example_id, own_words in said.items():
        found.setdefault(example_id, []).extend(own_words.findings)
    edited = [
        example_id
        for example_id, own in found.items()
        if any(is_edit(finding.path) for finding in own)
    ]
    edits = read_edits(workspace, edited)
    standing = standing_decisions.read_standing(
        workspace.store,
        task_id,
        [finding.value_key for own in found.values() for finding in own],
    )
    task = workspace.task(task_id)
    plans = []
    for entry in staged:
        plan = MaskingPlan(style=task.privacy, fields=field_names(task, entry.example))
        if own := found.get(entry.id):
            words = said.get(entry.id, _NOTHING).texts
            paths = [*texts(entry.example), *edits.get(entry.id, {}).items(), *words]
            there = fitting(workspace, paths, own)
            plan = replace(
                plan,
                texts=tuple(paths),
                findings=tuple(there),
                keep=standing.left_in(entry.id, ((f.entity, f.value_key) for f in there)),
                seed=surrogate_seed(workspace, task, entry.id),
            )
        plans.append(plan)
    return plans


def masked_answers(answers: Mapping[str, str], task: Task, masking: Masking) -> dict[str, str]:
    """Answers with personal values replaced as in their example.

    The labels that the task names stay, and choices; other labels come out of the data as texts do.
    """
    fixed = {question.id for question in task.questions if question.is_fixed}
    labels = {(question.id, label) for question in task.questions for label in question.options}
    return {
        question: text if question in fixed or (question, text) in labels else masking.apply(text)
        for question, text in answers.items()
    }


def is_edit(path: str) -> bool:
    """True for the path of a reviewer's or adjudicator's edit."""
    return path.startswith(("review.", "verdict."))


def read_edits(workspace: Workspace, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """The text of every current edit by example and path."""
    edits: dict[str, dict[str, str]] = {}
    if ids:
        for edit in findings.list_edits(workspace.store, ids):
            edits.setdefault(edit.example_id, {})[edit.path] = edit.text
    return edits


def all_texts(example: Example, edits: Mapping[str, str]) -> dict[str, str]:
    """Every text that is scanned by its path."""
    return {**dict(texts(example)), **edits}


def field_names(task: Task, example: Example) -> frozenset[str]:
    """The keys that the task's answers and the example's tools have by their schemas."""
    names = {field for question in task.questions for field in question.fields}
    waiting: list[object] = list(example.tools)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            properties = value.get("properties")
            names.update(properties if isinstance(properties, dict) else ())
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return frozenset(names)


def surrogate_seed(workspace: Workspace, task: Task, example_id: str) -> bytes:
    """What decides the surrogates of an example: they cannot be computed without the secret.

    Where a task wants the same ones in the whole workspace, it is the same for all examples.
    """
    within = "" if task.surrogates_per is Scope.WORKSPACE else example_id
    return hmac.new(workspace.secret, f"surrogates\0{within}".encode(), hashlib.sha256).digest()


def fitting(
    workspace: Workspace, paths: Sequence[tuple[str, str]], found: Iterable[Finding]
) -> list[Finding]:
    """The findings that still stand where they were found: an edit may be newer than its scan."""
    contents = dict(paths)
    return [
        finding
        for finding in found
        if finding.path in contents
        and finding.value_key
        == value_key(
            workspace.secret,
            finding.entity,
            value_at(contents[finding.path], finding.begins, finding.ends),
        )
    ]

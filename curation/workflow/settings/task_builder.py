"""Making a task in the app: from a template or from nothing, kept as a file of the workspace."""

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from curation.errors import Conflict, InputRefused
from curation.people import Actor, Role, require
from curation.settings import ROOT
from curation.task import Question, QuestionKind, Task, parse_task
from curation.workflow.workspace import SHIPPED_TASKS, Workspace

TEMPLATES = ROOT / "data" / "templates"
MOST_QUESTIONS = 6
LONGEST_TITLE = 60
_SHIPPED = ("support-replies", "preferred-replies", "invoice-fields")


def list_templates() -> dict[str, Task]:
    """Tasks to begin with, by id: those that come with the app, and further ones."""
    files = [SHIPPED_TASKS / f"{name}.toml" for name in _SHIPPED]
    files += sorted(TEMPLATES.glob("*.toml"))
    return {file.stem: parse_task(file.read_text(), task_id=file.stem) for file in files}


def name_of(title: str) -> str:
    """What a title is called in files and addresses: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def make_task(workspace: Workspace, actor: Actor, draft: Task) -> Task:
    """Keep a new task; its id comes from its title. It is there for everybody at once.

    Raises InputRefused, naming what is missing, and Conflict when there is a task of that name.
    """
    require(actor, Role.CURATOR, to="make tasks")
    task_id = name_of(draft.title)
    check_task(replace(draft, id=task_id))
    if task_id in workspace.tasks():
        raise Conflict(
            "There is a task of this name",
            cause="Two tasks cannot have the same name.",
            cure="Give it another title.",
        )
    return write_task(workspace, replace(draft, id=task_id))


def write_task(workspace: Workspace, task: Task) -> Task:
    """Keep a task as the file of its id; returns it as it is read again."""
    text = task_text(task)
    read = parse_task(text, task_id=task.id)
    folder = workspace.folder / "tasks"
    folder.mkdir(mode=0o700, exist_ok=True)
    partial = folder / f".{task.id}.{os.getpid()}"
    partial.write_text(text, encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(folder / f"{task.id}.toml")
    return read


def task_text(task: Task) -> str:
    """The task as the TOML that `parse_task` reads: the same task comes back."""
    lines = [
        f"{name} = {_value(value)}"
        for name, value in (
            ("title", task.title),
            ("intake", str(task.intake)),
            ("overlap", task.overlap),
            ("answer", task.answer),
            ("stratum", task.stratum),
            ("privacy", str(task.privacy)),
            ("surrogates_per", str(task.surrogates_per)),
            ("system_prompt", task.system_prompt),
            ("guideline", task.guideline),
            ("reject_reasons", task.reject_reasons),
            ("skip_reasons", task.skip_reasons),
            ("glossary", task.glossary),
            ("edit_reasons", task.edit_reasons),
            ("least_edit", task.least_edit),
        )
    ]
    if task.grading:
        lines += ["", "[grading]", f"evaluation = {_value(task.grading.evaluation)}"]
        lines += [f"models = {_value(task.grading.models)}"]
    for question in task.questions:
        lines += ["", "[[questions]]", *(f"{n} = {_value(v)}" for n, v in _entry(question).items())]
    return "\n".join(lines) + "\n"


def _entry(question: Question) -> Mapping[str, object]:
    entry: dict[str, object] = {
        "id": question.id,
        "kind": str(question.kind),
        "title": question.title,
    }
    for name in ("options", "fields", "reasons", "colors"):
        if given := getattr(question, name):
            entry[name] = given
    return entry | ({"open": True} if question.open else {})


def _value(value: object) -> str:
    """JSON's texts, lists and numbers are TOML's too, but for one sign."""
    given = list(value) if isinstance(value, tuple) else value
    return json.dumps(given, ensure_ascii=False).replace("\x7f", "\\u007f")


def check_task(draft: Task) -> None:
    """Raises InputRefused, naming the first thing that a task lacks."""
    wrong = ""
    ids = [question.id for question in draft.questions]
    if not draft.id or not draft.title or len(draft.title) > LONGEST_TITLE:
        wrong = f"The title is empty or longer than {LONGEST_TITLE} characters."
    elif not draft.system_prompt.strip():
        wrong = "What the model is told is empty: it stands in front of every training line."
    elif not draft.guideline.strip():
        wrong = "There is no rule for reviewers."
    elif not 1 <= draft.overlap <= 20:
        wrong = "An example has 1 to 20 answers."
    elif not 1 <= len(ids) <= MOST_QUESTIONS or not all(ids):
        wrong = f"There are 1 to {MOST_QUESTIONS} questions, each with a title."
    elif len(set(ids)) < len(ids):
        wrong = "Two questions have the same title."
    else:
        wrong = next(filter(None, map(_wrong_in, draft.questions)), "")
    if wrong:
        raise InputRefused("The task is not complete", cause=wrong, cure="Add it, and try again.")


def _wrong_in(question: Question) -> str:
    if question.kind is QuestionKind.LABEL and len(question.options) < 2 and not question.open:
        return f"“{question.title}” needs two labels at least."
    if question.kind is QuestionKind.FIELDS and not question.fields:
        return f"“{question.title}” needs a field at least."
    if len(set(question.options)) < len(question.options):
        return f"“{question.title}” has the same label twice."
    if len(set(question.fields)) < len(question.fields):
        return f"“{question.title}” has the same field twice."
    return ""

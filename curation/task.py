"""A task: what experts are asked about each example, and which answer is trained."""

import hashlib
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curation.errors import InputRefused
from curation.label_color import LabelColor, color_at


class Intake(StrEnum):
    """What a task's examples are made from."""

    TICKET = "ticket"
    INVOICE = "invoice"


class Style(StrEnum):
    """What stands for a personal value that is replaced.

    A surrogate is made up, of the same kind and shape; a placeholder is `<NAME_1>`; a mask is
    `****` and no longer tells who is who.
    """

    SURROGATE = "surrogate"
    PLACEHOLDER = "placeholder"
    MASK = "mask"


class Scope(StrEnum):
    """Within what a value always has the same surrogate."""

    EXAMPLE = "example"
    WORKSPACE = "workspace"


class QuestionKind(StrEnum):
    """How a question is answered."""

    LABEL = "label"
    TEXT = "text"
    FIELDS = "fields"
    PREFERENCE = "preference"
    RATING = "rating"
    SPANS = "spans"


RATINGS = ("1", "2", "3", "4", "5")
"""The answers to a rating, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked about an example.

    `options` are the labels to choose from; an `open` label question also offers the labels found
    in the data. The options of a rating, if any, say what each of the five numbers means; those of
    spans are the labels with which stretches of the text are marked. `fields` are the names of a
    JSON answer, in order; all of them are text. `reasons` are what one may give for a preference.
    `colors` are those chosen for the options, in their order.
    """

    id: str
    kind: QuestionKind
    title: str
    options: tuple[str, ...] = ()
    open: bool = False
    fields: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    colors: tuple[LabelColor, ...] = ()

    def color_of(self, label: str) -> LabelColor:
        """The colour of a label; grey for one that is found in the data only."""
        if label not in self.options:
            return LabelColor.GREY
        return color_at(self.options.index(label), self.colors)

    @property
    def is_written(self) -> bool:
        """True when people write the answer themselves, so that it may hold personal data."""
        return self.kind in (QuestionKind.TEXT, QuestionKind.FIELDS)

    @property
    def is_chosen(self) -> bool:
        """True when people choose the answer as one of a few."""
        return self.kind in (QuestionKind.LABEL, QuestionKind.RATING, QuestionKind.PREFERENCE)

    @property
    def is_fixed(self) -> bool:
        """True when every possible answer is known beforehand, so that none holds personal data."""
        return self.kind in (QuestionKind.RATING, QuestionKind.PREFERENCE)


MOST_REASONS = 9
"""Each has a number key."""

MOST_SPAN_LABELS = 9
"""Each has a number key, and a colour of its own."""

REJECT_REASONS = (
    "The answer is wrong",
    "The request cannot be understood",
    "Spam, or nothing is asked",
    "It belongs to another task",
    "Something is missing in it",
)
SKIP_REASONS = (
    "I do not know enough about it",
    "The guideline does not say",
    "I know the person",
)
"""What a reviewer may choose from where the task names no reasons of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """Whose answers a task has graded: those of two models in an evaluation, the base first."""

    evaluation: str
    models: tuple[str, str]


LEAST_EDIT = 0.2
"""The share of words that must be changed for an edit to say that the answer before was worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is asked, of how many experts (`overlap`), under which guideline.

    `answer` is the id of the question whose answer is trained; `stratum` the id of the label
    question by which the mix is balanced, empty when there is none. `privacy` is what stands for
    personal values; the same person has the same surrogate within `surrogates_per`. Who rejects or
    skips is asked why, with `reject_reasons` or `skip_reasons` to choose from; with none at all
    they are not asked. `glossary` are names of products and companies as answers are to write them.

    An edit of at least `least_edit` of the words (0 to 1) makes the answer before it the worse one
    of a pair. With `edit_reasons` to choose from, who edits that much is asked why, and only an
    edit with a reason makes a pair.

    A task with `grading` asks about answers of models to held-out examples: nothing of it is ever
    trained.
    """

    id: str
    title: str
    intake: Intake
    system_prompt: str
    guideline: str
    overlap: int
    questions: tuple[Question, ...]
    answer: str
    stratum: str = ""
    privacy: Style = Style.SURROGATE
    surrogates_per: Scope = Scope.EXAMPLE
    reject_reasons: tuple[str, ...] = REJECT_REASONS
    skip_reasons: tuple[str, ...] = SKIP_REASONS
    glossary: tuple[str, ...] = ()
    edit_reasons: tuple[str, ...] = ()
    least_edit: float = LEAST_EDIT
    grading: Grading | None = None

    @property
    def guideline_version(self) -> str:
        """The version of the guideline that answers are given under."""
        return version_of(self.guideline)

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    @property
    def answer_question(self) -> Question:
        """The question whose answer is trained."""
        return self.question(self.answer)


def version_of(guideline: str) -> str:
    """A short hash of a guideline's text: 8 hexadecimal digits."""
    return hashlib.sha256(guideline.encode()).hexdigest()[:8]


def parse_task(text: str, *, task_id: str) -> Task:
    """The task that a TOML text describes.

    Raises InputRefused naming the missing or wrong entry.
    """
    try:
        table = tomllib.loads(text)
        task = Task(
            id=task_id,
            title=table["title"],
            intake=Intake(table["intake"]),
            system_prompt=table["system_prompt"].strip(),
            guideline=table["guideline"].strip(),
            overlap=int(table["overlap"]),
            questions=tuple(_question(entry) for entry in table["questions"]),
            answer=table["answer"],
            stratum=table.get("stratum", ""),
            privacy=Style(table.get("privacy", Style.SURROGATE)),
            surrogates_per=Scope(table.get("surrogates_per", Scope.EXAMPLE)),
            reject_reasons=_reasons(table, "reject_reasons", REJECT_REASONS),
            skip_reasons=_reasons(table, "skip_reasons", SKIP_REASONS),
            glossary=_names(table),
            edit_reasons=_reasons(table, "edit_reasons", ()),
            least_edit=_share(table, "least_edit", LEAST_EDIT),
            grading=_grading(table),
        )
        task.question(task.answer)
        if task.stratum:
            task.question(task.stratum)
        _check_kinds(task)
    except KeyError as error:
        raise _refused(task_id, f"The entry {error} is missing.") from error
    except ValueError as error:  # tomllib's own error is one too
        raise _refused(task_id, str(error)) from error
    if task.overlap < 1:
        raise _refused(task_id, "The overlap is below 1.")
    return task


def _reasons(table: dict[str, Any], name: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    given = table.get(name, list(otherwise))
    if not isinstance(given, list) or not all(isinstance(r, str) and r.strip() for r in given):
        raise ValueError(f"The entry {name} is no list of sentences.")
    if len(given) > MOST_REASONS:
        raise ValueError(f"The entry {name} has more than {MOST_REASONS} sentences.")
    return tuple(reason.strip() for reason in given)


def _names(table: dict[str, Any]) -> tuple[str, ...]:
    given = table.get("glossary", [])
    if not isinstance(given, list) or not all(isinstance(n, str) and n.strip() for n in given):
        raise ValueError("The entry glossary is no list of names.")
    return tuple(dict.fromkeys(name.strip() for name in given))


def _share(table: dict[str, Any], name: str, otherwise: float) -> float:
    given = table.get(name, otherwise)
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise ValueError(f"The entry {name} is no share from 0 to 1.")
    return float(given)


def _grading(table: dict[str, Any]) -> Grading | None:
    given = table.get("grading")
    if given is None:
        return None
    models = given.get("models") if isinstance(given, dict) else None
    if not isinstance(models, list) or len(models) != 2:
        raise ValueError("The entry grading does not name an evaluation and two models.")
    return Grading(evaluation=str(given["evaluation"]), models=(str(models[0]), str(models[1])))


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        id=entry["id"],
        kind=QuestionKind(entry["kind"]),
        title=entry["title"],
        options=tuple(entry.get("options", ())),
        open=bool(entry.get("open", False)),
        fields=tuple(entry.get("fields", ())),
        reasons=tuple(entry.get("reasons", ())),
        colors=tuple(map(LabelColor, entry.get("colors", ()))),
    )


def _check_kinds(task: Task) -> None:
    for question in task.questions:
        if question.kind == QuestionKind.PREFERENCE and question.id != task.answer:
            raise ValueError(
                f"{question.id} is a preference: it must be the answer that is trained."
            )
        if question.kind == QuestionKind.RATING and len(question.options) not in (0, len(RATINGS)):
            raise ValueError(f"{question.id} is a rating: it has {len(RATINGS)} options or none.")
        if question.kind == QuestionKind.SPANS:
            _check_spans(task, question)
        if len(question.reasons) > MOST_REASONS:
            raise ValueError(f"{question.id} has more than {MOST_REASONS} reasons.")
        if len(question.colors) > len(question.options):
            raise ValueError(f"{question.id} has more colors than options.")


def _check_spans(task: Task, question: Question) -> None:
    if not 1 <= len(question.options) <= MOST_SPAN_LABELS:
        raise ValueError(f"{question.id} marks spans: it has 1 to {MOST_SPAN_LABELS} options.")
    if any(one.kind == QuestionKind.SPANS and one.id != question.id for one in task.questions):
        raise ValueError("Two questions mark spans: make them one, with the labels of both.")


def _refused(task_id: str, cause: str) -> InputRefused:
    return InputRefused(
        f"The task {task_id} cannot be read",
        cause=cause,
        cure=f"Mend {task_id}.toml; the tasks in data/tasks show every entry.",
    )

"""Suggesting answers from decided examples: the likest ones vote, and what they say is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from curation.activity import Activity
from curation.balance.apportion import Part
from curation.balance.grouping import keys_of, prompt_text
from curation.errors import InputRefused, NotReady
from curation.evaluation.nearest import Nearest
from curation.example import Stage
from curation.people import Actor, Role, require
from curation.review.neighbours import VOTERS, suggest
from curation.review.suggested import NEIGHBOURS, Made, asked_about, can_suggest
from curation.store.examples import list_examples
from curation.store.releases import read_placements
from curation.store.suggestions import add_made, add_run, list_current
from curation.store.verdicts import list_verdicts
from curation.task import Question, QuestionKind, Task
from curation.workflow.background import Progress, start_in_background
from curation.workflow.privacy.masked import mask_examples, masked_answers
from curation.workflow.review.review_queue import live_queue
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace

KIND = "suggest"
"""The kind of activity that suggesting is; its subject is the task."""

BATCH = 1000
"""Examples between two stored steps."""

MOST_TRIED = 2000
"""Decided examples on which the suggestions are tried: more tell nothing new."""

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What a run came to: of `asked` questions about open examples, `suggested` have an answer.

    `unfit` counts answers of a model that answer nothing. `tried` decided examples were suggested
    for from the others, `given` of them a label, of which `right` is theirs.
    """

    source: str
    asked: int
    suggested: int
    unfit: int = 0
    tried: int = 0
    given: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """Decided examples: their ids, what was asked, and their masked answers."""

    ids: tuple[str, ...]
    prompts: tuple[str, ...]
    answers: tuple[Mapping[str, str], ...]


def suggest_by_neighbours(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    *,
    request_id: str,
    progress: Report = lambda done, total, message: None,
) -> Suggested:
    """Suggest for every open example what the likest accepted examples were decided to be.

    What a release tests with teaches nothing, and nothing is suggested for what is decided. Each
    batch is stored as it comes, and only where it changes something; the same request again adds
    nothing twice. Needs a curator. Raises InputRefused where no question can be suggested for,
    NotReady where nothing is accepted yet.
    """
    require(actor, Role.CURATOR, to="have answers suggested")
    _check(task)
    decided = _read_decided(workspace, task)
    add_run(
        workspace.store,
        request_id,
        task=task.id,
        source=NEIGHBOURS,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    nearest = Nearest(decided.prompts)
    known = list_current(workspace.store, task.id, source=NEIGHBOURS)
    waiting = open_examples(workspace, task)
    asked = suggested = 0
    progress(0, len(waiting), "")
    for begin in range(0, len(waiting), BATCH):
        found = _suggest_some(workspace, task, nearest, decided, waiting[begin : begin + BATCH])
        asked += len(found)
        suggested += sum(bool(one.value) for one in found)
        changed = [one for one in found if _changes(one, known)]
        add_made(
            workspace.store,
            task.id,
            changed,
            source=NEIGHBOURS,
            run_id=request_id,
            recorded_at=workspace.now(),
        )
        progress(min(begin + BATCH, len(waiting)), len(waiting), "")
    tried, given, right = _try(task, nearest, decided)
    return Suggested(
        source=NEIGHBOURS, asked=asked, suggested=suggested, tried=tried, given=given, right=right
    )


def start_neighbours(
    workspace: Workspace, actor: Actor, task: Task, *, request_id: str
) -> Activity:
    """Suggest from decided examples in the background; refused at once where it cannot begin."""
    require(actor, Role.CURATOR, to="have answers suggested")
    _check(task)

    def work(progress: Progress) -> str:
        return say(
            suggest_by_neighbours(
                workspace, actor, task, request_id=request_id, progress=progress.step
            )
        )

    return start_in_background(workspace, actor, work, kind=KIND, subject=task.id)


def say(found: Suggested) -> str:
    """What a run came to, in sentences."""
    said = f"{found.suggested:,} of {found.asked:,} questions have a suggestion."
    if found.unfit:
        said += f" {found.unfit:,} answers fit no question and were left out."
    if found.given:
        said += (
            f" Tried on {found.tried:,} decided examples, {found.given:,} have a suggested label, "
            f"and {found.right:,} of these are right."
        )
    return said


def open_examples(workspace: Workspace, task: Task) -> list[str]:
    """The examples that people are asked about now, those that come first in the queue first."""
    live = live_queue(workspace, task)
    live.refresh(at_once=True)
    places = live.queue.route.places
    return sorted(live.queue.open_versions, key=lambda e: (places.get(e, 2.0), e))


def _check(task: Task) -> None:
    if not any(can_suggest(NEIGHBOURS, question) for question in task.questions):
        raise InputRefused(
            "Nothing can be suggested",
            cause="The fields of a document, marks and preferences are not those of another one.",
            cure="Let a model suggest fields, or judge without suggestions.",
        )


def _suggest_some(
    workspace: Workspace, task: Task, nearest: Nearest, decided: _Decided, ids: Sequence[str]
) -> list[Made]:
    """What is suggested for these examples, question by question, empty values too."""
    staged = list_examples(workspace.store, task.id, ids=ids)
    near = nearest.find_all([prompt_text(one.example) for one in staged], VOTERS)
    options = live_queue(workspace, task).options
    made = []
    for one, places in zip(staged, near, strict=True):
        for question in asked_about(NEIGHBOURS, task, one.example):
            value, confidence = _answer(question, places, decided, options)
            made.append(
                Made(
                    example_id=one.id,
                    version=one.version,
                    question=question.id,
                    value=value,
                    confidence=confidence,
                )
            )
    return made


def _answer(
    question: Question,
    places: Sequence[tuple[int, float]],
    decided: _Decided,
    options: Mapping[str, Sequence[str]],
) -> tuple[str, float | None]:
    """The suggested answer and how sure it is; empty where there is none that can be given."""
    near = [(decided.answers[place].get(question.id, ""), alike) for place, alike in places]
    if question.kind is QuestionKind.LABEL:
        near = [(answer, alike) for answer, alike in near if answer in options[question.id]]
    found = suggest(question, near)
    return (found[0], round(found[1], 4)) if found else ("", None)


def _changes(one: Made, known: Mapping[tuple[str, int, str], Made]) -> bool:
    before = known.get((one.example_id, one.version, one.question))
    return bool(one.value) if before is None else before != one


def _read_decided(workspace: Workspace, task: Task) -> _Decided:
    """The accepted examples that teach: none that a release tests with, now or when it is next."""
    accepted = {
        one.example_id for one in list_stages(workspace, task) if one.stage == Stage.ACCEPTED
    }
    given = {
        verdict.example_id: verdict.answers
        for verdict in list_verdicts(workspace.store, task.id)
        if verdict.example_id in accepted
    }
    placed = read_placements(workspace.store, task.id)
    ids, prompts, answers = [], [], []
    for one in mask_examples(workspace, task.id, ids=list(given)):
        keys = keys_of(one.staged.example, example_id=one.staged.id)
        if any(placed.get(key) is Part.TEST for key in keys):
            continue
        ids.append(one.staged.id)
        prompts.append(one.prompt)
        answers.append(masked_answers(given[one.staged.id], task, one.masking))
    if not ids:
        raise NotReady(
            "Nothing to learn from",
            cause="No example of this task is accepted yet, or only some that releases test with.",
            cure="Accept some examples first; suggestions get better with each.",
        )
    return _Decided(ids=tuple(ids), prompts=tuple(prompts), answers=tuple(answers))


def _try(task: Task, nearest: Nearest, decided: _Decided) -> tuple[int, int, int]:
    """How many decided examples were tried, were given a label by the others, and the right one."""
    if not task.stratum:
        return 0, 0, 0
    question = task.question(task.stratum)
    given = right = 0
    tried = decided.prompts[:MOST_TRIED]
    for place, near in enumerate(nearest.find_all(tried, VOTERS + 1)):
        others = [
            (decided.answers[other].get(question.id, ""), alike)
            for other, alike in near
            if other != place
        ]
        found = suggest(question, others)
        given += found is not None
        right += found is not None and found[0] == decided.answers[place].get(question.id)
    return len(tried), given, right

"""Suggesting answers by a model of a provider: asked about masked texts, its answers kept."""

from dataclasses import dataclass

from curation.activity import Activity
from curation.errors import InputRefused
from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.held_out import HeldOut
from curation.example import Json
from curation.people import Actor, Role, require
from curation.release.lines.prompt import prompt_of
from curation.review.card import Options
from curation.review.model_answers import instruct, take_answer
from curation.review.suggested import Made, asked_about, can_suggest
from curation.store.evaluations import get_answers
from curation.store.review_queue import example_states
from curation.store.suggestions import add_made, add_run, list_current
from curation.task import Question, Task
from curation.workflow.background import Progress, start_in_background
from curation.workflow.evaluation.answers import answer_key, collect_answers, most_cost
from curation.workflow.evaluation.asking import Answerer, Limits, check_limits
from curation.workflow.privacy.masked import masked_examples
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.suggest import KIND, Report, Suggested, open_examples, say
from curation.workflow.training.models import choose_model
from curation.workflow.training.providers import check_access, get_provider
from curation.workflow.workspace import Workspace

STORE_EVERY = 100
"""So many answers are stored as suggestions at a time, while others are asked for."""

SAMPLE = 40
"""So many examples are looked at to estimate what all will cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What asking a model means: how many examples it has not been asked about, how many of these
    are to be, in how many questions, and what they cost at most in US dollars.

    The cost is estimated from some of them; it is None where the price is not known.
    """

    waiting: int
    examples: int
    questions: int
    most: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question about one version of an example."""

    example_id: str
    version: int
    question: Question


def source_of(model: Contestant) -> str:
    """How the suggestions of a model are named as a source."""
    return f"{model.model}@{model.provider}"


def outlook(workspace: Workspace, task: Task, model: Contestant, *, limit: int) -> Outlook:
    """What it means to ask a model about the next `limit` open examples."""
    ids = _waiting(workspace, task, model)
    chosen = ids[:limit]
    lines = [line for line, _ in _lines(workspace, task, model, chosen[:SAMPLE])]
    share = len(chosen) / max(1, min(len(chosen), SAMPLE))
    known = choose_model(provider=model.provider, name=model.model)
    most = sum(most_cost(line, known) for line in lines)
    return Outlook(
        waiting=len(ids),
        examples=len(chosen),
        questions=round(len(lines) * share),
        most=None if known.price is None else most * share,
    )


def suggest_by_model(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    model: Contestant,
    *,
    limit: int,
    request_id: str,
    limits: Limits | None = None,
    progress: Report = lambda done, total, message: None,
    client: Answerer | None = None,
) -> Suggested:
    """Let a model suggest answers for the next `limit` open examples that it was not asked about.

    Only texts leave that reviewers may see, with every personal value replaced. An answer that is
    none of the question's is counted and left out. Answers are stored as they come and nothing is
    asked twice, so a run that was stopped goes on where it was. `client` answers in place of the
    provider. Needs a curator. Raises InputRefused and NotReady where it cannot begin, and whatever
    ends the asking: the ceiling, or a provider that refuses.
    """
    limits = limits or Limits()
    _check(actor, task, model, limits, client)
    asked = _lines(workspace, task, model, _waiting(workspace, task, model)[:limit])
    add_run(
        workspace.store,
        request_id,
        task=task.id,
        source=source_of(model),
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    run = _Run(workspace, task, model, request_id, asked)

    def report(done: int, total: int, message: str) -> None:
        if done >= run.stored + STORE_EVERY:
            run.store()
        progress(done, total, message)

    try:
        collect_answers(workspace, [line for line, _ in asked], [model], limits, client, report)
    finally:
        run.store()
    return run.found()


def start_model(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    model: Contestant,
    *,
    limit: int,
    request_id: str,
    limits: Limits | None = None,
) -> Activity:
    """Let a model suggest in the background; refused at once where it cannot begin."""
    _check(actor, task, model, limits or Limits(), None)

    def work(progress: Progress) -> str:
        found = suggest_by_model(
            workspace,
            actor,
            task,
            model,
            limit=limit,
            request_id=request_id,
            limits=limits,
            progress=progress.step,
        )
        return say(found)

    return start_in_background(workspace, actor, work, kind=KIND, subject=task.id)


class _Run:
    """The answers of one run, stored as suggestions as far as they are known."""

    def __init__(
        self,
        workspace: Workspace,
        task: Task,
        model: Contestant,
        request_id: str,
        asked: list[tuple[HeldOut, _Asked]],
    ) -> None:
        self._workspace = workspace
        self._task = task
        self._source = source_of(model)
        self._request_id = request_id
        self._options = live_queue(workspace, task).options
        self._waiting = [(answer_key(model, line.messages), about) for line, about in asked]
        self._asked = len(asked)
        self._suggested = self._unfit = 0
        self.stored = 0

    def store(self) -> None:
        """Keep what has been answered since the last time."""
        replies = get_answers(self._workspace.store, sorted({key for key, _ in self._waiting}))
        heard = [(about, replies[key][0]) for key, about in self._waiting if key in replies]
        self._waiting = [pair for pair in self._waiting if pair[0] not in replies]
        there = example_states(
            self._workspace.store, self._task.id, [about.example_id for about, _ in heard]
        )
        self.stored += len(heard)
        made = [self._made(about, reply) for about, reply in heard if about.example_id in there]
        add_made(
            self._workspace.store,
            self._task.id,
            made,
            source=self._source,
            run_id=self._request_id,
            recorded_at=self._workspace.now(),
        )
        fit = sum(bool(one.value) for one in made)
        self._suggested += fit
        self._unfit += len(made) - fit

    def found(self) -> Suggested:
        """What the run came to so far."""
        return Suggested(
            source=self._source,
            asked=self._asked,
            suggested=self._suggested,
            unfit=self._unfit,
        )

    def _made(self, about: _Asked, reply: Reply) -> Made:
        question = about.question
        return Made(
            example_id=about.example_id,
            version=about.version,
            question=question.id,
            value=take_answer(question, self._options.get(question.id, ()), reply.text),
            confidence=None,
        )


def _check(
    actor: Actor, task: Task, model: Contestant, limits: Limits, client: Answerer | None
) -> None:
    require(actor, Role.CURATOR, to="have answers suggested")
    source = source_of(model)
    if not any(can_suggest(source, question) for question in task.questions):
        raise InputRefused(
            "Nothing can be suggested",
            cause="Marks need places in the text, and two answers are compared blind.",
            cure="Judge without suggestions.",
        )
    if not model.model.strip():
        raise InputRefused(
            "No model is named", cause="Somebody has to be asked.", cure="Name a model."
        )
    check_limits(limits)
    if client is None:
        check_access(get_provider(model.provider))


def _waiting(workspace: Workspace, task: Task, model: Contestant) -> list[str]:
    """The open examples that a model was not asked about, in the order of the queue."""
    versions = live_queue(workspace, task).queue.open_versions
    known = {
        (example_id, version)
        for example_id, version, _ in list_current(
            workspace.store, task.id, source=source_of(model)
        )
    }
    return [e for e in open_examples(workspace, task) if (e, versions.get(e)) not in known]


def _lines(
    workspace: Workspace, task: Task, model: Contestant, ids: list[str]
) -> list[tuple[HeldOut, _Asked]]:
    """What is asked about these examples, every personal value replaced."""
    live = live_queue(workspace, task)
    versions, options = live.queue.open_versions, live.options
    source = source_of(model)
    lines = []
    for staged in masked_examples(workspace, task.id, ids=ids):
        if versions.get(staged.id) != staged.version:
            continue  # it changed in this moment: its newest version may not be scanned
        for question in asked_about(source, task, staged.example):
            about = _Asked(example_id=staged.id, version=staged.version, question=question)
            messages = _messages(prompt_of(staged.example, task), question, task, options)
            line = HeldOut(
                example_id=f"{staged.id} {question.id}", messages=tuple(messages), reference=""
            )
            lines.append((line, about))
    return lines


def _messages(prompt: list[Json], question: Question, task: Task, options: Options) -> list[Json]:
    """The prompt of the task with what is to be answered after its instructions."""
    said = instruct(question, options.get(question.id, ()), is_trained=question.id == task.answer)
    if not said:
        return prompt
    first, rest = prompt[0], prompt[1:]
    if first["role"] != "system":
        return [{"role": "system", "content": said}, *prompt]
    return [{**first, "content": f"{first['content']}\n\n{said}"}, *rest]

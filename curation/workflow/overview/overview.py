"""The front page's questions: how far every task is, and what is most useful to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from curation.example import Stage
from curation.people import Actor, Role, may
from curation.store.own_work import median_seconds
from curation.store.people import list_people
from curation.store.status import Funnel
from curation.task import Task
from curation.workflow.review.own_work import SESSION_SECONDS
from curation.workflow.review.review import progress
from curation.workflow.status import read_funnel
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgress:
    """A task and how many of its examples are at each stage."""

    task: Task
    funnel: Funnel

    @property
    def cleared(self) -> int:
        """Examples that passed privacy, wherever they are after it."""
        waiting = self.funnel.at[Stage.STAGED] + self.funnel.at[Stage.SCANNED]
        return self.funnel.total - waiting

    @property
    def reviewed(self) -> int:
        """Examples with as many answers as the task wants, with a verdict or without."""
        return self.cleared - self.funnel.at[Stage.CLEARED]

    @property
    def accepted(self) -> int:
        """Examples that may be released."""
        return self.funnel.at[Stage.ACCEPTED]

    @property
    def unreleased(self) -> int:
        """Accepted examples that are in no release.

        A released example that was rejected since counts as released, so this is a lower bound.
        None where answers of models are graded: nothing of it is ever released.
        """
        if self.task.grading is not None:
            return 0
        return max(0, self.accepted - self.funnel.released)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next useful thing: a sentence, and the page (such as "pages/ingest.py") to do it on.

    `task` is the one it is about; `page` is empty when there is nothing to do but wait. `minutes`
    says what twenty minutes of it come to, where that is known.
    """

    sentence: str
    page: str = ""
    label: str = ""
    task: Task | None = None
    minutes: str = ""


def list_progress(workspace: Workspace) -> list[TaskProgress]:
    """Every task in their order, those without examples too."""
    return [
        TaskProgress(task=task, funnel=read_funnel(workspace, task))
        for task in workspace.tasks().values()
    ]


def next_step(workspace: Workspace, actor: Actor, tasks: Sequence[TaskProgress]) -> Step:
    """What this person should do next; what stops most of the work comes first."""
    return next_steps(workspace, actor, tasks, most=1)[0]


def next_steps(
    workspace: Workspace, actor: Actor, tasks: Sequence[TaskProgress], *, most: int = 3
) -> list[Step]:
    """What this person should do next and after it, one step at least."""
    if may(actor, Role.CURATOR):
        return list(islice(_curator_steps(workspace, actor, tasks), most)) or [_ALL_RELEASED]
    return list(islice(_review_steps(workspace, actor, tasks), most)) or [_NOTHING_TO_REVIEW]


_NOTHING_TO_REVIEW = Step(
    sentence="Nothing waits for your answer. New examples appear here when they are ready."
)
_ALL_RELEASED = Step(
    sentence="Everything that is accepted is in a release: train on it, or compare models.",
    page="pages/release.py",
    label="Release & train",
)


def _curator_steps(
    workspace: Workspace, actor: Actor, tasks: Sequence[TaskProgress]
) -> Iterator[Step]:
    """Steps in the order of their use; none where everything accepted is released."""
    if not any(each.funnel.total for each in tasks):
        yield Step(
            sentence="Bring in an export of your help desk, or invoices.",
            page="pages/ingest.py",
            label="Ingest files",
        )
    for stage in (Stage.STAGED, Stage.SCANNED, Stage.REVIEWED):
        yield from (_clear(stage, each) for each in tasks if each.funnel.at[stage])
    if may(actor, Role.OWNER):
        yield from _invite_steps(workspace, tasks)
    yield from _review_steps(workspace, actor, tasks)
    yield from _release_steps(tasks)
    yield from _wait_steps(tasks)


_CLEARING = {
    Stage.STAGED: (
        "Scan {n} of “{task}” for personal data; nobody sees them before.",
        "pages/privacy.py",
        "Scan",
    ),
    Stage.SCANNED: (
        "Decide what becomes of the personal data in {n} of “{task}”.",
        "pages/privacy.py",
        "Decide",
    ),
    Stage.REVIEWED: (
        "Settle {n} of “{task}”: all their answers are there.",
        "pages/agreement.py",
        "Settle",
    ),
}


def _clear(stage: Stage, each: TaskProgress) -> Step:
    sentence, page, label = _CLEARING[stage]
    return Step(
        sentence=sentence.format(n=count_of_examples(each.funnel.at[stage]), task=each.task.title),
        page=page,
        label=label,
        task=each.task,
    )


def _invite_steps(workspace: Workspace, tasks: Sequence[TaskProgress]) -> Iterator[Step]:
    """When a task wants more answers per example than there are people to give them."""
    people = sum(person.enabled for person in list_people(workspace.store))
    for each in tasks:
        if each.funnel.at[Stage.CLEARED] and people < each.task.overlap:
            accounts = "1 person has" if people == 1 else f"{people} people have"
            yield Step(
                sentence=f"“{each.task.title}” wants {each.task.overlap} answers to each example, "
                f"and {accounts} an account.",
                page="pages/settings.py",
                label="Invite people",
            )


def _review_steps(
    workspace: Workspace, actor: Actor, tasks: Sequence[TaskProgress]
) -> Iterator[Step]:
    for each in tasks:
        left = progress(workspace, actor, each.task).left if each.funnel.at[Stage.CLEARED] else 0
        if left:
            yield Step(
                sentence=f"Review {count_of_examples(left)} of “{each.task.title}”.",
                page="pages/review.py",
                label="Review",
                task=each.task,
                minutes=_in_session(workspace, actor, each.task, left),
            )


def _in_session(workspace: Workspace, actor: Actor, task: Task, left: int) -> str:
    """How many examples twenty minutes are good for, at the pace of this person."""
    seconds = median_seconds(workspace.store, task.id, actor.id)
    if seconds is None:
        return ""
    count = min(left, max(1, round(SESSION_SECONDS / seconds)))
    return f"Twenty minutes are good for about {count:,}."


def _release_steps(tasks: Sequence[TaskProgress]) -> Iterator[Step]:
    """Once reviewing is over: a release in the middle of it is seldom meant."""
    for each in tasks:
        if each.unreleased and not each.funnel.at[Stage.CLEARED]:
            yield Step(
                sentence=f"Put {count_of_examples(each.unreleased)} of “{each.task.title}” "
                "in the next release.",
                page="pages/release.py",
                label="Release",
                task=each.task,
            )


def _wait_steps(tasks: Sequence[TaskProgress]) -> Iterator[Step]:
    for each in tasks:
        if each.funnel.at[Stage.CLEARED]:
            count = count_of_examples(each.funnel.at[Stage.CLEARED])
            yield Step(
                sentence=f"Wait for other reviewers: {count} of “{each.task.title}” "
                "want more answers.",
                page="pages/agreement.py",
                label="See how far they agree",
                task=each.task,
            )


def count_of_examples(count: int) -> str:
    """A number of examples in words: "1 example", "1,200 examples"."""
    return f"{count:,} example" if count == 1 else f"{count:,} examples"

"""Submissions of one person, checked one after another while the queue is held."""

from collections.abc import Mapping
from datetime import timedelta

from curation.errors import Conflict, CurationError, NotReady
from curation.people import Actor
from curation.review.answers import Answers, complete_answers
from curation.review.card import Card, keep_suggested
from curation.review.decision import Decision, Review
from curation.review.events import COUNTED, Judged, Promised, stance_of
from curation.review.queue import Objection, Queue
from curation.review.route import is_hidden
from curation.review.submission import Receipt, Submission
from curation.review.suggested import Kept
from curation.store import review_queue as stored
from curation.store.review_queue import ExampleState
from curation.store.routing import find_told
from curation.task import Task
from curation.workflow.review.review_queue import LiveQueue
from curation.workflow.review.trial_answers import answer_trial
from curation.workflow.workspace import Workspace

PROMISE = timedelta(minutes=30)
"""How long an example is kept for the person who was given it; use renews it."""


_WITH_REASON = (Decision.REJECT, Decision.SKIP)


class Submissions:
    """What one person sends, taken in while the queue is held, then stored in one transaction."""

    def __init__(
        self,
        workspace: Workspace,
        live: LiveQueue,
        queue: Queue,
        actor: Actor,
        task: Task,
        states: Mapping[str, ExampleState],
    ) -> None:
        self._workspace = workspace
        self._live = live
        self._queue = queue
        self._actor = actor
        self._task = task
        self._states = states
        self._now = workspace.now()
        self._reviews: list[Review] = []
        self._promises: list[Promised] = []
        self._blind: list[str] = []
        self._told: list[str] = []
        self._kept: list[Kept] = []

    def take(self, submission: Submission, stored_by: str | None) -> Receipt:
        """Take a submission in, to be stored with the others, or say why not.

        `stored_by` is the reviewer under whom its request id is stored already.
        """
        taken = any(review.id == submission.id for review in self._reviews)
        if taken or stored_by == self._actor.id:
            return self._again(submission)
        try:
            if submission.decision is Decision.UNDO and (receipt := self._tried(submission)):
                return receipt
            review = self._review(submission, stored_by)
        except (Conflict, NotReady) as error:
            return self._known(submission, error)
        except CurationError as error:
            return Receipt(id=submission.id, refusal=error)
        note = self._note(review) if self._is_blind(review) else ""
        self._reviews.append(review)
        if review.decision == Decision.ACCEPT:
            card = self._shown(review.example_id, review.version)
            self._kept += keep_suggested(card, review.id, self._live.labels) if card else ()
        self._record(review)
        return _receipt(submission, note)

    def _again(self, submission: Submission) -> Receipt:
        """The receipt for what is stored already, as it was the first time."""
        was_told = submission.id in {
            *self._told,
            *find_told(self._workspace.store, [submission.id]),
        }
        return _receipt(submission, self._suggested(submission) if was_told else "")

    def _is_blind(self, review: Review) -> bool:
        """True for an answer without the suggested label; noted, to be stored with the answer.

        Who was told it after an answer that they took back knows it.
        """
        if review.decision != Decision.ACCEPT or not is_hidden(
            self._live.hidden, review.reviewer, review.example_id
        ):
            return False
        if self._live.told and self._queue.took_back(review.example_id, review.reviewer):
            return False
        self._blind.append(review.id)
        return True

    def _note(self, review: Review) -> str:
        """What a person is told after an answer without the suggestion: where that differs."""
        card = self._shown(review.example_id, review.version)
        if not self._live.told or card is None:
            return ""
        if all(review.answers.get(label) == text for label, text in card.withheld.items()):
            return ""
        self._told.append(review.id)
        return _suggestion(self._task, card)

    def _suggested(self, submission: Submission) -> str:
        card = self._shown(submission.example_id, submission.version)
        return _suggestion(self._task, card) if card else ""

    def _shown(self, example_id: str, version: int) -> Card | None:
        return self._live.shown_cards({example_id: version}, self._actor.id).get(example_id)

    def _record(self, review: Review) -> None:
        """Let the queue know, so that the next submission is checked against this one."""
        self._queue.record(
            Judged(
                example_id=review.example_id,
                version=review.version,
                reviewer=review.reviewer,
                decision=review.decision,
                stance=stance_of(review.decision, review.answers, self._live.labels),
            )
        )
        if review.decision == Decision.UNDO:
            promise = Promised(
                example_id=review.example_id,
                version=review.version,
                reviewer=review.reviewer,
                expires_at=self._now + PROMISE,
            )
            self._promises.append(promise)
            self._queue.record(promise)

    def store(self) -> None:
        """Put everything taken in on disk; when that fails, nothing was taken in."""
        try:
            if self._reviews:
                stored.add_events(
                    self._workspace.store,
                    self._task.id,
                    self._reviews,
                    self._promises,
                    recorded_at=self._now,
                    blind=self._blind,
                    told=self._told,
                    kept=self._kept,
                )
        except BaseException:
            self._live.forget()
            raise

    def _review(self, submission: Submission, stored_by: str | None) -> Review:
        if stored_by is not None:
            raise Conflict(
                "Sent by somebody else",
                cause="This request was stored in another person's name.",
                cure="Judge the example again.",
            )
        self._check_example(submission)
        if submission.decision == Decision.UNDO:
            self._check_undo(submission)
        else:
            self._check_place(submission)
        return self._complete(submission)

    def _complete(self, submission: Submission) -> Review:
        """What is kept of a submission, with the answers to all questions."""
        if submission.decision == Decision.UNDO:
            answers = Answers(by_question={}, edited=False)
        else:
            answers = self._answers(submission)
        return Review(
            id=submission.id,
            task=self._task.id,
            example_id=submission.example_id,
            version=submission.version,
            reviewer=self._actor.id,
            decision=submission.decision,
            answers=answers.by_question,
            guideline_version=self._task.guideline_version,
            edited=answers.edited,
            seconds=submission.seconds,
            clauses=submission.clauses if submission.decision in COUNTED else (),
            reason=submission.reason
            if submission.decision in _WITH_REASON or answers.edited
            else "",
            recorded_at=self._now,
        )

    def _known(self, submission: Submission, error: CurationError) -> Receipt:
        """The receipt for an example whose answer is known; for any other, why it is refused."""
        try:
            return self._tried(submission) or Receipt(id=submission.id, refusal=error)
        except CurationError as other:
            return Receipt(id=submission.id, refusal=other)

    def _tried(self, submission: Submission) -> Receipt | None:
        """The receipt for a trial; None when the example was not given to this person as one."""
        return answer_trial(self._workspace, self._actor, self._task, submission, self._complete)

    def _answers(self, submission: Submission) -> Answers:
        card = self._shown(submission.example_id, submission.version)
        if card is None:
            raise _changed() if submission.example_id in self._states else _gone()
        return complete_answers(
            card, self._task, self._live.options, submission.decision, submission.answers
        )

    def _check_example(self, submission: Submission) -> None:
        state = self._states.get(submission.example_id)
        if state is None:
            raise _gone()
        if state.version != submission.version:
            raise _changed()
        if state.settled:
            raise Conflict(
                "Settled already",
                cause="This example has its final answer.",
                cure="Nothing is left to do. Ask a curator if the final answer is wrong.",
            )

    def _check_undo(self, submission: Submission) -> None:
        decided = self._queue.decision_of(submission.example_id, submission.version, self._actor.id)
        if decided is None:
            raise Conflict(
                "Nothing to take back",
                cause="You have no decision about this example, or took it back before.",
                cure="Judge it when it is shown again.",
            )

    def _check_place(self, submission: Submission) -> None:
        objection = self._queue.objection(
            submission.example_id, submission.version, self._actor.id, self._now
        )
        if objection == Objection.TAKEN and submission.decision == Decision.SKIP:
            return  # a skip needs no place
        match objection:
            case None:
                return
            case Objection.NOT_OPEN:
                raise NotReady(
                    "Not open for review",
                    cause="This example waits for the privacy check.",
                    cure="It is shown again when the check is done.",
                )
            case Objection.JUDGED:
                raise Conflict(
                    "Judged already",
                    cause="You have judged this example before.",
                    cure="Undo that decision first if you want to change it.",
                )
            case Objection.TAKEN:
                raise Conflict(
                    "Others were first",
                    cause="This example has all the answers it needs; yours came after its half "
                    "hour was over.",
                    cure="Go on with the next one.",
                )


def _receipt(submission: Submission, note: str) -> Receipt:
    if not note:
        return Receipt(id=submission.id)
    return Receipt(id=submission.id, note=note, about="A suggestion")


def _suggestion(task: Task, card: Card) -> str:
    said = " ".join(
        f"The suggestion for “{task.question(label).title}” was “{text}”."
        for label, text in card.withheld.items()
    )
    return f"{said} Undo takes your answer back, if you want to change it."


def _changed() -> Conflict:
    return Conflict(
        "The example changed",
        cause="A newer version of this example was read in while you judged it.",
        cure="Judge the newer version when it is shown.",
    )


def _gone() -> Conflict:
    return Conflict(
        "The example is gone",
        cause="It was removed while you judged it, as a person asked for or a curator decided.",
        cure="Nothing is left to do. Go on with the next one.",
    )
